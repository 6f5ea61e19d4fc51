package io.plusgate.demo;

import static java.util.Comparator.comparing;

import io.plusgate.simulator.Exchange;
import io.plusgate.simulator.Simulator;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What happened in a flow, step by step, as each party saw it; nobody needs to be believed. */
public final class Trace {
  /** What kind of step it is; only HTTP passes through a gateway. */
  public enum Kind {
    HTTP,
    SDK,
    APP,
    POS,
    WEB
  }

  /**
   * One step.
   *
   * @param what the API, or the function of an app or SDK
   * @param path of an HTTP call
   * @param body of an HTTP call, as it was received
   * @param answer to an HTTP call
   */
  public record Step(
      Instant at,
      Kind kind,
      String from,
      String to,
      String what,
      String path,
      String body,
      String answer) {
    @Override
    public String toString() {
      return "[" + kind + "] " + from + " → " + to + ": " + what;
    }
  }

  private final List<Step> outside = new CopyOnWriteArrayList<>();

  void add(Kind kind, String from, String to, String what) {
    outside.add(new Step(Instant.now(), kind, from, to, what, "", "", ""));
  }

  /** All steps since then, in the order in which they began. */
  List<Step> since(
      Instant begun, Caller acquirers, Caller wallets, Simulator simulator, SampleBackend backend) {
    Stream<Step> calls =
        Stream.concat(
            acquirers.made().stream().map(call -> made(call, "acquirer's backend")),
            wallets.made().stream().map(call -> made(call, "wallet's backend")));
    Stream<Step> wire = simulator.exchanges().all().stream().map(Trace::exchanged);
    Stream<Step> taken = backend.taken().stream().map(Trace::taken);
    return Stream.of(outside.stream(), calls, wire, taken)
        .flatMap(steps -> steps)
        .filter(step -> !step.at().isBefore(begun))
        .sorted(comparing(Step::at))
        .toList();
  }

  private static Step made(Caller.Made call, String who) {
    String path = call.url().substring(call.url().indexOf('/', "https://".length()));
    return new Step(
        call.at(), Kind.HTTP, who, gatewayOf(who), name(path), path, call.body(), call.answer());
  }

  private static Step exchanged(Exchange exchange) {
    String gateway =
        exchange.clientId().equals(Demo.WALLET) ? "wallet's gateway" : "acquirer's gateway";
    String from = exchange.received() ? gateway : "Alipay+";
    String to = exchange.received() ? "Alipay+" : gateway;
    return new Step(
        exchange.at(),
        Kind.HTTP,
        from,
        to,
        exchange.api(),
        exchange.path(),
        exchange.requestBody(),
        exchange.answerBody());
  }

  private static Step taken(SampleBackend.Taken call) {
    boolean acquirers = call.path().equals("/notifyPayment");
    String who = acquirers ? "acquirer's backend" : "wallet's backend";
    return new Step(
        call.at(),
        Kind.HTTP,
        gatewayOf(who),
        who,
        name(call.path()),
        call.path(),
        call.body(),
        call.answer());
  }

  private static String gatewayOf(String backend) {
    return backend.replace("backend", "gateway");
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
