package io.plusgate.demo;

import io.plusgate.protocol.Role;
import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.KeyRing;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.MessageVerifier;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.signature.TrustedKey;
import io.plusgate.simulator.OpenChoices;
import io.plusgate.simulator.PartnerUrls;
import io.plusgate.simulator.SimulatedClient;
import io.plusgate.simulator.Simulator;
import io.plusgate.simulator.SimulatorSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A whole integration in one process, on free loopback ports: a simulated Alipay+, an acquirer's
 * and a wallet's gateway, and the sample backend behind both.
 */
public final class Demo {
  static final String ACQUIRER = "SANDBOX_DEMO_ACQUIRER";
  static final String WALLET = "SANDBOX_DEMO_WALLET";

  private final Simulator simulator;
  private final SampleBackend backend;
  private final DemoGateway acquirer;
  private final DemoGateway wallet;

  private Demo(
      Simulator simulator, SampleBackend backend, DemoGateway acquirer, DemoGateway wallet) {
    this.simulator = simulator;
    this.backend = backend;
    this.acquirer = acquirer;
    this.wallet = wallet;
  }

  /** Starts everything; the future completes when all of it answers. */
  public static Future<Demo> start(Vertx vertx) {
    return start(vertx, DemoGateway.here(vertx), "", settings -> settings);
  }

  /**
   * The same house, otherwise furnished.
   *
   * @param gateways where they run
   * @param sections more of both gateways' configuration, as YAML
   */
  static Future<Demo> start(
      Vertx vertx,
      DemoGateway.Starter gateways,
      String sections,
      UnaryOperator<SimulatorSettings> change) {
    DemoFiles files = files(sections);
    return Future.all(
            Simulator.start(vertx, change.apply(simulated(files))), SampleBackend.start(vertx))
        .compose(started -> house(gateways, files, started.resultAt(0), started.resultAt(1)));
  }

  private static Future<Demo> house(
      DemoGateway.Starter gateways, DemoFiles files, Simulator simulator, SampleBackend backend) {
    return Future.all(
            gateway(gateways, files, Role.ACQP, ACQUIRER, simulator, backend),
            gateway(gateways, files, Role.MPP, WALLET, simulator, backend))
        .map(both -> new Demo(simulator, backend, both.resultAt(0), both.resultAt(1)))
        .onSuccess(Demo::introduce);
  }

  /** Tells the simulator where the gateways' public sides are, as Developer Center is told. */
  private void introduce() {
    simulator.reach(ACQUIRER, PartnerUrls.notifyAt(URI.create(notifyUrl())));
    simulator.reach(
        WALLET, PartnerUrls.walletAt(URI.create(wallet.alipayPlusUrl() + "/alipayplus")));
  }

  private static Future<DemoGateway> gateway(
      DemoGateway.Starter gateways,
      DemoFiles files,
      Role role,
      String clientId,
      Simulator simulator,
      SampleBackend backend) {
    try {
      return gateways.start(
          files.folder(),
          files.gateway(role, clientId, simulator.baseUrl().toString(), backend.url()));
    } catch (IOException unwritable) {
      return Future.failedFuture(unwritable);
    }
  }

  private static SimulatorSettings simulated(DemoFiles files) {
    var providers = new ProviderSwitch(CryptoProvider.jdk());
    var partner = new TrustedKey("1", (RSAPublicKey) files.partner().getPublic());
    var verifier = new MessageVerifier(KeyRing.of(partner), providers);
    var signer = new MessageSigner(files.alipayPlus().getPrivate(), "1", providers);
    return SimulatorSettings.of(
            SimulatedClient.acqp(ACQUIRER, verifier, signer, PartnerUrls.none()),
            SimulatedClient.mpp(WALLET, verifier, signer, PartnerUrls.none()))
        .withTrustedCertificate(files.certificate())
        // A code is paid when somebody scans it, as everywhere else.
        .withChoices(OpenChoices.DEFAULTS.withCodePaidAfter(Optional.empty()));
  }

  private static DemoFiles files(String sections) {
    try {
      return DemoFiles.write(sections);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot write the demo's keys", unwritable);
    }
  }

  public Simulator simulator() {
    return simulator;
  }

  public SampleBackend backend() {
    return backend;
  }

  /** Where the acquirer's backend calls. */
  public String acquirerUrl() {
    return acquirer.backendUrl();
  }

  public String notifyUrl() {
    return acquirer.alipayPlusUrl() + "/alipayplus/notifyPayment";
  }

  public String walletUrl() {
    return wallet.backendUrl();
  }

  public String acquirerAdminUrl() {
    return acquirer.adminUrl();
  }

  /** The page on which an operator sees the acquirer's payments. */
  public String consoleUrl() {
    return acquirer.adminUrl() + "/console/";
  }

  public String walletAdminUrl() {
    return wallet.adminUrl();
  }

  /** Drains both gateways, then stops the rest. */
  public Future<Void> close() {
    return Future.join(acquirer.close(), wallet.close())
        .transform(drained -> Future.join(simulator.close(), backend.close()))
        .mapEmpty();
  }
}
