package io.plusgate.cli;

import io.plusgate.demo.Demo;
import io.plusgate.demo.Showcase;
import io.plusgate.demo.Tour;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plusgate demo}: the tour, then light traffic until Ctrl-C. */
@Command(
    name = "demo",
    description = {
      "Give a tour on this machine, with nothing to set up.",
      "A simulated Alipay+, an acquirer's and a wallet's gateway and a sample backend, on free"
          + " loopback ports. Goes on with light traffic until Ctrl-C."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  plusgate demo --once && echo works here"})
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final Output output = new Output();

  @Option(names = "--once", description = "End after the tour: 0 if every step held, else 1.")
  private boolean once;

  @Override
  public Integer call() throws InterruptedException {
    Logging.quiet();
    var vertx = Vertx.vertx();
    try {
      say(
          "Plusgate "
              + Version.text()
              + ": starting Alipay+ (simulated), two gateways, a backend …");
      var demo = Blocking.await(Demo.start(vertx));
      var report = tour(new Tour(vertx, demo)).put("addresses", addresses(demo));
      output.print(report, out -> show(demo, out));
      if (once) {
        Blocking.await(demo.close());
        return report.getBoolean("held") ? ExitCode.FINE : ExitCode.NO;
      }
      var traffic = Showcase.traffic(vertx, demo);
      say("\nLight traffic is running. Ctrl-C ends it.");
      return Foreground.untilStopped(() -> traffic.stop().compose(stopped -> demo.close()));
    } catch (Blocking.FailedException failed) {
      throw ExitException.no("the demo cannot start: " + failed.getMessage());
    } finally {
      vertx.close().onFailure(ignored -> {});
    }
  }

  /** Every step, told as it goes to a person, and all of them together for a script. */
  private JsonObject tour(Tour tour) throws Blocking.FailedException, InterruptedException {
    boolean all = true;
    var steps = new JsonArray();
    for (Tour.Step step : tour.steps()) {
      Optional<String> seen = Blocking.await(step.run().get());
      boolean held = seen.isEmpty();
      say(held ? Ink.GOOD.on("  ✓ ") + step.promise() : Ink.BAD.on("  ✗ ") + step.promise());
      say("      " + seen.map(what -> "seen instead: " + what).orElse(step.look()));
      var json = new JsonObject().put("promise", step.promise()).put("held", held);
      steps.add(held ? json.put("look", step.look()) : json.put("seen", seen.get()));
      all &= held;
    }
    return new JsonObject().put("version", Version.text()).put("held", all).put("steps", steps);
  }

  private static JsonObject addresses(Demo demo) {
    return new JsonObject()
        .put("console", demo.consoleUrl())
        .put("acquirer", demo.acquirerUrl())
        .put("acquirerAdmin", demo.acquirerAdminUrl())
        .put("notify", demo.notifyUrl())
        .put("wallet", demo.walletUrl())
        .put("walletAdmin", demo.walletAdminUrl());
  }

  private static void show(Demo demo, PrintWriter out) {
    out.println("\nOne call as Alipay+ got it:\n");
    Showcase.lastPay(demo).forEach(line -> out.println("  " + line));
    out.println("\nLook around:");
    Showcase.addresses(demo).forEach(line -> out.println("  " + line));
  }

  /** For a person only. */
  private void say(String line) {
    if (!output.isJson()) {
      var out = spec.commandLine().getOut();
      out.println(line);
      out.flush();
    }
  }
}
