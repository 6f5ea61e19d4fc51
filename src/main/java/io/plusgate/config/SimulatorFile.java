package io.plusgate.config;

import static java.util.stream.Collectors.toSet;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What the simulator's configuration says, as plain values for whoever starts the simulator.
 *
 * @param port of its open API, {@code /aps/**}; 0 takes any free one
 * @param controlPort of its control API, on loopback; 0 takes any free one
 * @param notifyUrl where results go when the pay request names no {@code paymentNotifyUrl}
 * @param walletUrl what the MPP's calls are sent below, e.g. {@code …/pay}
 * @param timeFactor how many times faster than Alipay+ its waits run
 */
public record SimulatorFile(
    String host,
    int port,
    int controlPort,
    Optional<URI> notifyUrl,
    Optional<URI> walletUrl,
    int timeFactor,
    List<Client> clients) {

  public SimulatorFile {
    clients = List.copyOf(clients);
    var checks =
        Checks.of("")
            .that(!host.isBlank(), "host", host, "a host name or an IP address")
            .between("port", port, 0, 65_535)
            .between("controlPort", controlPort, 0, 65_535)
            .that(port == 0 || port != controlPort, "controlPort", controlPort, "another than port")
            .between("timeFactor", timeFactor, 1, 100_000)
            .that(!clients.isEmpty(), "clients", "[]", "at least one client")
            .that(
                clients.stream().map(Client::clientId).collect(toSet()).size() == clients.size(),
                "clients",
                clients.stream().map(Client::clientId).toList(),
                "each clientId once");
    notifyUrl.ifPresent(url -> checks.baseUrl("notifyUrl", url, true));
    walletUrl.ifPresent(url -> checks.baseUrl("walletUrl", url, true));
    checks.done();
  }

  /**
   * A partner the simulator knows.
   *
   * @param partnerPublicKey what its requests are verified with
   * @param alipayPlusPrivateKey what the simulator signs with towards it
   */
  public record Client(
      String clientId, KeyFile partnerPublicKey, KeyFile alipayPlusPrivateKey, String keyVersion) {
    public Client {
      Checks.of("clients")
          .that(!clientId.isBlank(), "clientId", clientId, "an id")
          .that(KeyVersions.fits(keyVersion), "keyVersion", keyVersion, KeyVersions.EXPECTED)
          .done();
    }
  }

  static Optional<SimulatorFile> read(Section top) {
    var host = top.text("host", "127.0.0.1");
    var port = top.number("port", 7070);
    var controlPort = top.number("controlPort", 7071);
    var notifyUrl = top.optionalUrl("notifyUrl");
    var walletUrl = top.optionalUrl("walletUrl");
    var timeFactor = top.number("timeFactor", 1);
    var clients = top.sections("clients", true).stream().map(SimulatorFile::client).toList();
    return top.build(
        () ->
            Optional.of(
                new SimulatorFile(
                    host, port, controlPort, notifyUrl, walletUrl, timeFactor, clients)),
        Optional::empty);
  }

  private static Client client(Section section) {
    var clientId = section.text("clientId");
    var partnerPublicKey = section.certificate("partnerPublicKey");
    var privateKey = section.privateKey("alipayPlusPrivateKey");
    var keyVersion = section.text("keyVersion", KeyVersions.DEFAULT);
    return section.build(
        () -> new Client(clientId, partnerPublicKey, privateKey, keyVersion),
        () -> new Client("unknown", partnerPublicKey, privateKey, KeyVersions.DEFAULT));
  }
}
