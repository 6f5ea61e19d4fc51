package io.plusgate.rehearse;

import io.plusgate.app.Gateway;
import io.plusgate.lint.ContractLint;
import io.plusgate.lint.LintFinding;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Role;
import io.plusgate.rehearse.CaseReport.Verdict;
import io.plusgate.simulator.Exchange;
import io.plusgate.simulator.OpenChoices;
import io.plusgate.simulator.PartnerUrls;
import io.plusgate.simulator.Simulator;
import io.plusgate.simulator.SimulatorSettings;
import io.plusgate.simulator.WaitChoices;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One run: builds the world around the backend, plays the cases one by one, takes it down. */
public final class Rehearsal {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final RehearsalPlan plan;
  private final Stage.Props props;
  private final Gateway gateway;
  private final ContractLint lint = new ContractLint();

  private Rehearsal(RehearsalPlan plan, Stage.Props props, Gateway gateway) {
    this.plan = plan;
    this.props = props;
    this.gateway = gateway;
  }

  /**
   * Runs the whole of it on the calling thread, which waits.
   *
   * @throws UnreachableBackendException before any case, when nobody listens there
   * @throws NoGatewayException when the gateway of the rehearsal cannot start, and why
   */
  public static RehearsalReport run(Vertx vertx, RehearsalPlan plan, RehearsalListener listener)
      throws InterruptedException, UnreachableBackendException, NoGatewayException {
    var rehearsal = start(vertx, plan, listener);
    try {
      rehearsal.greet();
      return rehearsal.play();
    } finally {
      rehearsal.stop();
    }
  }

  private static Rehearsal start(Vertx vertx, RehearsalPlan plan, RehearsalListener listener)
      throws InterruptedException, NoGatewayException {
    var setting = new Setting(plan.role(), plan.own());
    var simulator = Waiting.on(Simulator.start(vertx, simulated(setting)));
    var tap = Waiting.on(Tap.start(vertx, plan.backend()));
    URI alipayPlus = simulator.baseUrl();
    var config = setting.gateway(alipayPlus, tap.url(), plan.port(), plan.store());
    var started = Gateway.start(vertx, config, Clock.systemUTC());
    if (!Waiting.on(started.map(true).otherwise(false))) {
      Waiting.on(Future.join(simulator.close(), tap.close()).map(true).otherwise(false));
      throw new NoGatewayException(started.cause());
    }
    var gateway = started.result();
    simulator.reach(Setting.CLIENT, urls(plan.role(), gateway.alipayPlusUrl()));
    var props =
        new Stage.Props(
            simulator,
            tap,
            plan.role(),
            new Trigger(vertx, plan.backend(), plan.trigger()),
            new AsBackend(vertx),
            new Waiting(vertx),
            gateway.backendUrl(),
            gateway.alipayPlusUrl(),
            plan.byHand(),
            listener,
            Long.toString(Instant.now().toEpochMilli(), 36));
    return new Rehearsal(plan, props, gateway);
  }

  private static SimulatorSettings simulated(Setting setting) {
    var documented = WaitChoices.DEFAULTS;
    var soon =
        new WaitChoices(
            documented.paymentCodeExpiry(),
            documented.scanCodeExpiry(),
            List.of(SECOND, SECOND, SECOND, SECOND, SECOND, SECOND, SECOND),
            SECOND,
            // A case asks by itself; the payments it leaves open are nobody's concern.
            List.of(Duration.ofMinutes(1)),
            SECOND);
    return SimulatorSettings.of(setting.client())
        .withChoices(OpenChoices.DEFAULTS.withWaits(soon).withCodePaidAfter(Optional.empty()));
  }

  private static PartnerUrls urls(Role role, String publicUrl) {
    String below = publicUrl + Setting.PUBLIC;
    return role == Role.ACQP
        ? PartnerUrls.notifyAt(URI.create(below + ApiCatalog.NOTIFY_PAYMENT))
        : PartnerUrls.walletAt(URI.create(below));
  }

  /** Somebody must listen; whether he knows the contract shows later. */
  private void greet() throws InterruptedException, UnreachableBackendException {
    var hello = new JsonObject().put("do", "hello").put("gateway", props.gatewayUrl());
    if (Waiting.on(props.trigger().ask(hello)).status() == 0) {
      throw new UnreachableBackendException(plan.backend().toString());
    }
  }

  private RehearsalReport play() throws InterruptedException {
    var reports = new ArrayList<CaseReport>();
    for (Case one : Matrix.of(plan.role())) {
      if (plan.cases().isEmpty() || plan.cases().contains(one.id())) {
        props.listener().began(one.id(), one.title());
        var report = play(one);
        reports.add(report);
        props.listener().ended(report);
      }
    }
    return new RehearsalReport(
        plan.role(), plan.backend().toString(), Instant.now(), List.copyOf(reports));
  }

  private CaseReport play(Case one) throws InterruptedException {
    long begun = System.nanoTime();
    int toldBefore = props.trigger().seen().size();
    int broughtBefore = props.tap().seen().size();
    var stage = new Stage(props, one.id());
    String instruction = "";
    try {
      one.play().on(stage);
    } catch (ByHandException nobodyToAsk) {
      instruction = nobodyToAsk.instruction();
    }
    props.simulator().script().clear();
    props.tap().loseAnswers(0);
    lint(stage);
    List<Seen> seen = new ArrayList<>();
    stage.exchanges().forEach(exchange -> seen.add(seen(exchange)));
    seen.addAll(rest(props.trigger().seen(), toldBefore));
    seen.addAll(rest(props.tap().seen(), broughtBefore));
    seen.sort(Comparator.comparing(Seen::at));
    return new CaseReport(
        one.id(),
        one.title(),
        one.expected(),
        verdict(stage, instruction),
        instruction,
        stage.checks().list(),
        stage.checks().notes(),
        seen,
        Duration.ofNanos(System.nanoTime() - begun));
  }

  private static Verdict verdict(Stage stage, String instruction) {
    if (!stage.checks().allHold()) {
      return Verdict.FAILED;
    }
    return instruction.isEmpty() ? Verdict.PASSED : Verdict.BY_HAND;
  }

  /** What the backend wrote, held against the documents; a note, not a verdict. */
  private void lint(Stage stage) {
    for (Exchange exchange : stage.exchanges()) {
      var findings = exchange.received() ? ofCall(exchange) : ofAnswer(exchange);
      findings.forEach(
          finding ->
              stage
                  .checks()
                  .note(
                      exchange.api()
                          + (exchange.received() ? "" : "'s answer")
                          + ": "
                          + finding.place()
                          + ": "
                          + finding.rule().word()
                          + " (expected: "
                          + finding.expected()
                          + ")"));
    }
  }

  private List<LintFinding> ofCall(Exchange exchange) {
    return ApiCatalog.find(plan.role(), Direction.OUTBOUND, exchange.api())
        .map(api -> lint.look(api, exchange.clientId(), bytes(exchange.requestBody())).findings())
        .orElse(List.of());
  }

  private static List<LintFinding> ofAnswer(Exchange exchange) {
    return ContractLint.ofAnswer(bytes(exchange.answerBody()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Seen seen(Exchange exchange) {
    return new Seen(
        exchange.at(),
        exchange.received() ? "gateway → Alipay+" : "Alipay+ → gateway",
        exchange.path(),
        exchange.requestHeaders(),
        exchange.requestBody(),
        exchange.status(),
        exchange.answerHeaders(),
        exchange.answerBody());
  }

  private static List<Seen> rest(List<Seen> all, int from) {
    return all.subList(Math.min(from, all.size()), all.size());
  }

  private void stop() throws InterruptedException {
    Waiting.on(
        gateway
            .close()
            .transform(
                closed ->
                    Future.join(
                        props.simulator().close(),
                        props.tap().close(),
                        props.trigger().close(),
                        props.backend().close()))
            .map(closed -> true)
            .otherwise(false));
  }
}
