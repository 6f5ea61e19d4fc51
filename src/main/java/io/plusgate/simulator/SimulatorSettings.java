package io.plusgate.simulator;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a simulator is started.
 *
 * @param port of the open API ({@code /aps/**}); 0 takes a free one
 * @param controlPort of the control API, always on loopback; 0 takes a free one
 * @param timeFactor how many times faster than Alipay+ its own waits run
 * @param seed of the faults that happen by chance
 * @param trustedCertificate PEM file of the partner's TLS certificate, else the system's trust
 */
public record SimulatorSettings(
    String host,
    int port,
    int controlPort,
    List<SimulatedClient> clients,
    int timeFactor,
    long seed,
    InstantSource clock,
    Optional<Path> trustedCertificate,
    OpenChoices choices) {

  public SimulatorSettings {
    clients = List.copyOf(clients);
    if (timeFactor < 1) {
      throw new IllegalArgumentException("timeFactor: " + timeFactor + " (expected: >= 1)");
    }
    Set<String> ids = new HashSet<>();
    for (SimulatedClient client : clients) {
      if (!ids.add(client.clientId())) {
        throw new IllegalArgumentException(
            "clients: " + client.clientId() + " (expected: each clientId once)");
      }
    }
  }

  /** On free loopback ports, in real time. */
  public static SimulatorSettings of(SimulatedClient... clients) {
    return new SimulatorSettings(
        "127.0.0.1",
        0,
        0,
        List.of(clients),
        1,
        1,
        InstantSource.system(),
        Optional.empty(),
        OpenChoices.DEFAULTS);
  }

  public SimulatorSettings withPorts(String host, int port, int controlPort) {
    return new SimulatorSettings(
        host, port, controlPort, clients, timeFactor, seed, clock, trustedCertificate, choices);
  }

  public SimulatorSettings withTimeFactor(int factor) {
    return new SimulatorSettings(
        host, port, controlPort, clients, factor, seed, clock, trustedCertificate, choices);
  }

  public SimulatorSettings withSeed(long chosen) {
    return new SimulatorSettings(
        host, port, controlPort, clients, timeFactor, chosen, clock, trustedCertificate, choices);
  }

  public SimulatorSettings withClock(InstantSource chosen) {
    return new SimulatorSettings(
        host, port, controlPort, clients, timeFactor, seed, chosen, trustedCertificate, choices);
  }

  public SimulatorSettings withTrustedCertificate(Path pem) {
    return new SimulatorSettings(
        host, port, controlPort, clients, timeFactor, seed, clock, Optional.of(pem), choices);
  }

  public SimulatorSettings withChoices(OpenChoices chosen) {
    return new SimulatorSettings(
        host, port, controlPort, clients, timeFactor, seed, clock, trustedCertificate, chosen);
  }
}
