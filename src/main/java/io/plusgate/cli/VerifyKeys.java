package io.plusgate.cli;

import io.plusgate.config.ClientConfig;
import io.plusgate.config.GatewayConfig;
import io.plusgate.protocol.Api;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Role;
import io.plusgate.signature.diagnosis.KnownKey;
import io.plusgate.signature.diagnosis.KnownKey.Owner;
import io.plusgate.signature.diagnosis.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The keys to verify with, and all that is known around a message that does not verify. */
final class VerifyKeys {
  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description = "The public key of the one who signed; may be given several times.")
  private List<Path> publicKeys = List.of();

  @Option(
      names = "--own-key",
      paramLabel = "FILE",
      description = "Our own key (either half), to see whether it was taken by mistake.")
  private List<Path> ownKeys = List.of();

  @Option(
      names = "--other-time",
      paramLabel = "TIME",
      description = "Another time of the same exchange, e.g. the Request-Time of an answer.")
  private List<String> otherTimes = List.of();

  Surroundings surroundings(
      Optional<GatewayConfig> config, CapturedMessage message, String clientId) {
    var keys = new ArrayList<KnownKey>();
    publicKeys.forEach(file -> keys.add(known(Owner.EXPECTED, file)));
    config.ifPresent(read -> addKeys(keys, read, clientId));
    ownKeys.forEach(file -> keys.add(known(Owner.OWN, file)));
    if (keys.isEmpty()) {
      throw MessageInput.missing("--public-key", "a public key, or --config");
    }
    var times = new ArrayList<>(otherTimes);
    times.addAll(MessageInput.times(message));
    return new Surroundings(
        keys,
        paths(config, message),
        config.stream().flatMap(read -> read.clients().stream()).map(c -> c.clientId()).toList(),
        times,
        message.host().stream().toList());
  }

  private static KnownKey known(Owner owner, Path file) {
    return new KnownKey(owner, file.toString(), "1", KeyInput.eitherKey(file).key());
  }

  private static void addKeys(List<KnownKey> keys, GatewayConfig config, String clientId) {
    for (boolean ours : new boolean[] {true, false}) {
      for (ClientConfig client : config.clients()) {
        if (client.clientId().equals(clientId) == ours) {
          addKeys(keys, client, ours ? Owner.EXPECTED : Owner.OTHER_CLIENT);
        }
      }
    }
    for (ClientConfig client : config.clients()) {
      keys.add(
          new KnownKey(
              Owner.OWN,
              client.privateKey() + " (our key of " + client.clientId() + ")",
              client.keyVersion(),
              KeyInput.ownKey(client).publicKey()));
    }
  }

  private static void addKeys(List<KnownKey> keys, ClientConfig client, Owner owner) {
    for (var key : client.alipayPlus().publicKeys()) {
      String name = key.file() + " (Alipay+'s key for " + client.clientId() + ")";
      var read = KeyInput.publicKey(key.file().toString(), key.file().content());
      keys.add(new KnownKey(owner, name, key.keyVersion(), read.key()));
    }
  }

  private static List<String> paths(Optional<GatewayConfig> config, CapturedMessage message) {
    Stream<String> routes =
        config.stream()
            .flatMap(read -> read.backend().routes().stream())
            .flatMap(route -> Stream.of(route.path(), route.pathToVerify(), route.to()));
    Stream<String> documented =
        Stream.of(Role.values())
            .flatMap(
                role ->
                    Stream.of(Direction.values())
                        .flatMap(direction -> ApiCatalog.apis(role, direction).stream()))
            .map(Api::path);
    return Stream.of(message.target().stream(), routes, documented)
        .flatMap(paths -> paths)
        .distinct()
        .toList();
  }
}
