package io.plusgate.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** A working directory with the files that configurations under test name. */
@CanIgnoreReturnValue
final class ConfigFolder {
  final Path path;

  private ConfigFolder(Path path) {
    this.path = path;
  }

  /** With every file that the shipped configurations name, private ones readable by us alone. */
  static ConfigFolder in(Path path) {
    var folder = new ConfigFolder(path);
    for (String name :
        List.of(
            "partner-private.pem",
            "partner-private.password",
            "wallet-private.pem",
            "simulator-private.pem",
            "agent-token",
            "backend-token",
            "admin-token",
            "webhook-secret",
            "database-password",
            "server.key",
            "backend-side.key",
            "admin.key")) {
      folder.write("certs/" + name, "what " + name + " holds", "rw-------");
    }
    for (String name :
        List.of(
            "partner-public.pem",
            "wallet-public.pem",
            "alipayplus-public.pem",
            "alipayplus-ca.pem",
            "server.crt",
            "backend-side.crt",
            "backend-callers-ca.pem",
            "alipayplus-callers-ca.pem",
            "admin.crt",
            "operators-ca.pem",
            "database-ca.pem")) {
      folder.write("certs/" + name, "what " + name + " holds", "rw-r--r--");
    }
    return folder;
  }

  ConfigFolder write(String name, String content, String mode) {
    return write(name, content.getBytes(UTF_8), mode);
  }

  ConfigFolder mode(String name, String mode) {
    try {
      Files.setPosixFilePermissions(path.resolve(name), PosixFilePermissions.fromString(mode));
      return this;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  ConfigFolder write(String name, byte[] content, String mode) {
    try {
      Path file = path.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      return this;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  ConfigReader reader() {
    return reader(Map.of());
  }

  ConfigReader reader(Map<String, String> environment) {
    return new ConfigReader(environment, path);
  }

  /** The gateway's configuration with this text, read in this folder. */
  ConfigResult<GatewayConfig> gateway(String yaml) {
    return write("gateway.yaml", yaml, "rw-r--r--").reader().gateway(Path.of("gateway.yaml"));
  }

  GatewayConfig loaded(String yaml) {
    return loaded(gateway(yaml));
  }

  List<String> problems(String yaml) {
    return problems(gateway(yaml));
  }

  /** What was loaded; fails with the problems when it was refused. */
  static <T> T loaded(ConfigResult<T> result) {
    return result.match(
        loaded -> loaded.config(),
        refused -> {
          throw new AssertionError(refused.problems().toString());
        });
  }

  static <T> List<String> warnings(ConfigResult<T> result) {
    return result.match(loaded -> texts(loaded.warnings()), refused -> List.of("refused"));
  }

  static <T> List<String> problems(ConfigResult<T> result) {
    return result.match(loaded -> List.of(), refused -> texts(refused.problems()));
  }

  private static List<String> texts(List<ConfigProblem> problems) {
    return problems.stream().map(ConfigProblem::toString).toList();
  }
}
