package io.plusgate.config;

import static java.util.stream.Collectors.toSet;

import io.plusgate.protocol.Role;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What the simulator's configuration says, as plain values for whoever starts the simulator.
 *
 * @param port of its open API, {@code /aps/**}; 0 takes any free one
 * @param controlPort of its control API, on loopback; 0 takes any free one
 * @param timeFactor how many times faster than Alipay+ its waits run
 * @param seed of the faults that happen by chance
 * @param trustedCertificate of the partners' TLS, instead of the system's trust store
 * @param choices what it does where no document says what Alipay+ does
 */
public record SimulatorFile(
    String host,
    int port,
    int controlPort,
    int timeFactor,
    int seed,
    Optional<KeyFile> trustedCertificate,
    SimulatorChoices choices,
    List<Client> clients) {

  public SimulatorFile {
    clients = List.copyOf(clients);
    var ids = clients.stream().map(Client::clientId).toList();
    Checks.of("")
        .that(!host.isBlank(), "host", host, "a host name or an IP address")
        .between("port", port, 0, 65_535)
        .between("controlPort", controlPort, 0, 65_535)
        .that(port == 0 || port != controlPort, "controlPort", controlPort, "another than port")
        .between("timeFactor", timeFactor, 1, 100_000)
        .that(!clients.isEmpty(), "clients", "[]", "at least one client")
        .that(
            ids.stream().collect(toSet()).size() == ids.size(),
            "clients",
            ids,
            "each clientId once")
        .done();
  }

  /**
   * A partner the simulator knows.
   *
   * @param participantId its acquirerId or pspId in bodies; without one, the published samples'
   * @param partnerPublicKey what its requests are verified with
   * @param alipayPlusPrivateKey what the simulator signs with towards it
   * @param notifyUrl an acquirer's: where results go when the pay names no {@code paymentNotifyUrl}
   * @param walletUrl a wallet's: what its APIs stand below, e.g. {@code …/pay}
   */
  public record Client(
      String clientId,
      Role role,
      Optional<String> participantId,
      KeyFile partnerPublicKey,
      KeyFile alipayPlusPrivateKey,
      String keyVersion,
      Optional<URI> notifyUrl,
      Optional<URI> walletUrl) {
    public Client {
      var checks =
          Checks.of("clients")
              .that(!clientId.isBlank(), "clientId", clientId, "an id")
              .that(KeyVersions.fits(keyVersion), "keyVersion", keyVersion, KeyVersions.EXPECTED)
              .that(
                  notifyUrl.isEmpty() || role == Role.ACQP,
                  "notifyUrl",
                  "is given",
                  "only beside role: ACQP")
              .that(
                  walletUrl.isEmpty() || role == Role.MPP,
                  "walletUrl",
                  "is given",
                  "only beside role: MPP");
      notifyUrl.ifPresent(url -> checks.baseUrl("notifyUrl", url, true));
      walletUrl.ifPresent(url -> checks.baseUrl("walletUrl", url, true));
      checks.done();
    }
  }

  static Optional<SimulatorFile> read(Section top) {
    var host = top.text("host", "127.0.0.1");
    var port = top.number("port", 7070);
    var controlPort = top.number("controlPort", 7071);
    var timeFactor = top.number("timeFactor", 1);
    var seed = top.number("seed", 1);
    var trusted = top.optionalCertificate("trustedCertificate");
    var choices = SimulatorChoices.read(top.section("choices"));
    var clients = top.sections("clients", true).stream().map(SimulatorFile::client).toList();
    return top.build(
        () ->
            Optional.of(
                new SimulatorFile(
                    host, port, controlPort, timeFactor, seed, trusted, choices, clients)),
        Optional::empty);
  }

  private static Client client(Section section) {
    var clientId = section.text("clientId");
    var role = section.choice("role", Role.values());
    var participantId = section.optionalText("participantId");
    var publicKey = section.certificate("partnerPublicKey");
    var privateKey = section.privateKey("alipayPlusPrivateKey");
    var keyVersion = section.text("keyVersion", KeyVersions.DEFAULT);
    var notifyUrl = section.optionalUrl("notifyUrl");
    var walletUrl = section.optionalUrl("walletUrl");
    return section.build(
        () ->
            new Client(
                clientId,
                role,
                participantId,
                publicKey,
                privateKey,
                keyVersion,
                section.sound("role") ? notifyUrl : Optional.empty(),
                section.sound("role") ? walletUrl : Optional.empty()),
        () ->
            new Client(
                "unknown",
                role,
                participantId,
                publicKey,
                privateKey,
                KeyVersions.DEFAULT,
                Optional.empty(),
                Optional.empty()));
  }
}
