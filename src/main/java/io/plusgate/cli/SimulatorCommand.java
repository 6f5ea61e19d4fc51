package io.plusgate.cli;

import io.plusgate.config.SimulatorFile;
import io.plusgate.protocol.Role;
import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.KeyReader;
import io.plusgate.signature.KeyRing;
import io.plusgate.signature.KeyUnreadableException;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.MessageVerifier;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.simulator.PartnerUrls;
import io.plusgate.simulator.SimulatedClient;
import io.plusgate.simulator.Simulator;
import io.plusgate.simulator.SimulatorSettings;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plusgate simulator}: an Alipay+ to try things on, until Ctrl-C. */
@Command(
    name = "simulator",
    description = "Run a simulated Alipay+ for both roles until Ctrl-C (docs/simulator.md).",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  plusgate simulator --config conf/simulator.yaml"})
final class SimulatorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = "conf/simulator.yaml",
      description = "The configuration (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "json: its addresses as one line (default: ${DEFAULT-VALUE}).")
  private Output.Form form;

  @Override
  public Integer call() throws InterruptedException {
    var read = ConfigFiles.readSimulator(file, spec.commandLine().getErr());
    return read.isPresent() ? run(read.get()) : ExitCode.USAGE;
  }

  private int run(SimulatorFile read) throws InterruptedException {
    var vertx = Vertx.vertx();
    try {
      var simulator = Blocking.await(Simulator.start(vertx, settings(read)));
      sayReady(simulator);
      return Foreground.untilStopped(simulator::close);
    } catch (Blocking.FailedException | KeyUnreadableException failed) {
      spec.commandLine().getErr().println("plusgate: " + failed.getMessage());
      return ExitCode.USAGE;
    } finally {
      vertx.close().onFailure(ignored -> {});
    }
  }

  private void sayReady(Simulator simulator) {
    var out = spec.commandLine().getOut();
    switch (form) {
      case JSON ->
          out.println(
              new JsonObject()
                  .put("state", "ready")
                  .put("alipayPlus", simulator.baseUrl().toString())
                  .put("control", simulator.controlUrl().toString())
                  .encode());
      case TEXT -> {
        out.println("Alipay+ (simulated): " + simulator.baseUrl());
        out.println("control:             " + simulator.controlUrl() + "/control/…");
      }
    }
    out.flush();
  }

  private static SimulatorSettings settings(SimulatorFile read) {
    var providers = new ProviderSwitch(CryptoProvider.jdk());
    List<SimulatedClient> clients =
        read.clients().stream().map(client -> client(client, providers)).toList();
    var settings =
        SimulatorSettings.of(clients.toArray(SimulatedClient[]::new))
            .withPorts(read.host(), read.port(), read.controlPort())
            .withTimeFactor(read.timeFactor())
            .withSeed(read.seed())
            .withChoices(SimulatorChoicesOf.file(read.choices()));
    return read.trustedCertificate()
        .map(certificate -> settings.withTrustedCertificate(certificate.path()))
        .orElse(settings);
  }

  private static SimulatedClient client(SimulatorFile.Client client, ProviderSwitch providers) {
    var partnerKey =
        KeyReader.publicKey(client.partnerPublicKey().content()).as(client.keyVersion());
    var ownKey = KeyReader.privateKey(client.alipayPlusPrivateKey().content());
    var verifier = new MessageVerifier(KeyRing.of(partnerKey), providers);
    var signer = new MessageSigner(ownKey.privateKey(), client.keyVersion(), providers);
    var urls = new PartnerUrls(client.notifyUrl(), client.walletUrl());
    return client
        .participantId()
        .map(
            id -> new SimulatedClient(client.clientId(), client.role(), id, verifier, signer, urls))
        .orElseGet(
            () ->
                client.role() == Role.ACQP
                    ? SimulatedClient.acqp(client.clientId(), verifier, signer, urls)
                    : SimulatedClient.mpp(client.clientId(), verifier, signer, urls));
  }
}
