package io.plusgate.doctor;

import io.plusgate.config.ConfigProblem;
import io.plusgate.config.GatewayConfig;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Looks at everything a gateway of one configuration needs, on the machine it will run on. */
public final class Doctor {
  private static final Path LIMITS_OF_THIS_PROCESS = Path.of("/proc/self/limits");

  private final Vertx vertx;
  private final InstantSource clock;
  private final Path limits;

  /**
   * @param limits the kernel's file of the limits of a process
   */
  Doctor(Vertx vertx, InstantSource clock, Path limits) {
    this.vertx = vertx;
    this.clock = clock;
    this.limits = limits;
  }

  public static Doctor of(Vertx vertx, InstantSource clock) {
    return new Doctor(vertx, clock, LIMITS_OF_THIS_PROCESS);
  }

  /**
   * Takes a few seconds, and longer where something does not answer; blocks, so never on an event
   * loop.
   *
   * @param doubts what the reading of the configuration warned of
   * @param begun told the name of each part before it is looked at
   */
  public Findings examine(GatewayConfig config, List<ConfigProblem> doubts, Consumer<String> begun)
      throws InterruptedException {
    var findings = new Findings();
    read(config, doubts, findings);
    begun.accept("keys");
    KeysExam.examine(config.clients(), findings);
    begun.accept("RSA");
    RsaExam.examine(config.clients(), findings);
    begun.accept("certificates");
    new CertificatesExam(vertx, findings, clock).examine(config);
    begun.accept("Alipay+");
    new AlipayPlusExam(findings, clock).examine(config);
    begun.accept("backend");
    BackendExam.examine(config.backend(), findings);
    begun.accept("store");
    StoreExam.examine(vertx, config.store(), findings);
    begun.accept("ports and limits");
    new PortsExam(findings).examine(config.listeners(), config.store());
    new LimitsExam(limits, findings).examine(config);
    return findings;
  }

  private static void read(GatewayConfig config, List<ConfigProblem> doubts, Findings findings) {
    findings.ok("config", "", config.role() + ", clients: " + config.clients().size());
    doubts.forEach(
        doubt -> findings.warn("config", doubt.path(), doubt.toString(), "docs/configuration.md"));
  }
}
