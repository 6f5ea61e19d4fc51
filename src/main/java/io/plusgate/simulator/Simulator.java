package io.plusgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;

/** A running fake Alipay+; its books say what really happened. */
public final class Simulator {
  private final Vertx vertx;
  private final SimulatorVerticle verticle;

  private Simulator(Vertx vertx, SimulatorVerticle verticle) {
    this.vertx = vertx;
    this.verticle = verticle;
  }

  /** Completes when both ports answer. */
  public static Future<Simulator> start(Vertx vertx, SimulatorSettings settings) {
    var verticle = new SimulatorVerticle(settings);
    return vertx.deployVerticle(verticle).map(id -> new Simulator(vertx, verticle));
  }

  /** What a partner configures as Alipay+'s base URL; {@code /aps/**} stands below it. */
  public URI baseUrl() {
    return verticle.baseUrl();
  }

  /** What {@code /control/**} stands below. */
  public URI controlUrl() {
    return verticle.controlUrl();
  }

  /** The truth about every payment. */
  public Books books() {
    return verticle.memory().books();
  }

  /** The last calls and answers in both directions. */
  public Exchanges exchanges() {
    return verticle.memory().exchanges();
  }

  /** What is to go wrong, and how payments are to end. */
  public Script script() {
    return verticle.memory().script();
  }

  /** Makes Alipay+ call a partner. */
  public PartnerCalls calls() {
    return verticle.calls();
  }

  /** What people hold in their hands: codes, apps, the merchant's page; no server calls. */
  public Phone phone() {
    return verticle.phone();
  }

  /** From now on this partner is called there; for partners whose port is known later. */
  public void reach(String clientId, PartnerUrls urls) {
    verticle.memory().partners().reach(clientId, urls);
  }

  /** Stops listening and forgets what waits; the books can still be read. */
  public Future<Void> close() {
    return vertx.undeploy(verticle.deploymentID());
  }
}
