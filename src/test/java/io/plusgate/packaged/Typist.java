package io.plusgate.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Types commands of the packaged launcher in one folder, on ports of its own. */
final class Typist {
  /** A short-lived process spends most of its time compiling; one level of it is enough. */
  private static final String QUICK = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx96m -Xss512k";

  private static final String[] PORTS = {
    "PLUSGATE_SIMULATOR_PORT",
    "PLUSGATE_CONTROL_PORT",
    "PLUSGATE_BACKEND_PORT",
    "PLUSGATE_ALIPAYPLUS_PORT",
    "PLUSGATE_ADMIN_PORT",
    "PLUSGATE_SHOP_PORT"
  };

  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();

  /** What one command that has ended said. */
  record Said(int code, String out, String err) {
    JsonObject json() {
      assertThat(out).describedAs("stderr: %s", err).startsWith("{");
      return new JsonObject(out);
    }

    /** Ended so, and otherwise says why not. */
    @CanIgnoreReturnValue
    Said ended(int expected) {
      assertThat(code).describedAs("stdout: %s%nstderr: %s", out, err).isEqualTo(expected);
      return this;
    }
  }

  Typist(Path folder) throws IOException {
    this.folder = folder;
    environment.put("PLUSGATE_JAVA_OPTS", QUICK);
    for (String port : PORTS) {
      environment.put(port, freePort());
    }
  }

  /** Waits until it has ended. */
  Said types(String... words) {
    try (var process = begins(words)) {
      int code = process.exitCode();
      return new Said(code, process.out(), process.err());
    }
  }

  /** The same with its answer for a script. */
  Said asks(String... words) {
    String[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--output";
    all[words.length + 1] = "json";
    return types(all);
  }

  /** Leaves it running. */
  Launched begins(String... words) {
    return Launched.plusgate(folder, environment, words);
  }

  /** In a terminal of its own, with what a person types there; both outputs come as one. */
  Said atTerminal(String typed, Map<String, String> more, String command) {
    var all = new TreeMap<>(environment);
    all.put("TERM", "xterm");
    all.putAll(more);
    String launcher = Path.of("plusgate").toAbsolutePath().toString();
    String line = "printf '%s' \"$1\" | script -qefc \"$2 $3\" /dev/null";
    try (var process =
        Launched.any(folder, all, "bash", "-c", line, "terminal", typed, launcher, command)) {
      int code = process.exitCode();
      return new Said(code, process.out(), process.err());
    }
  }

  int port(String name) {
    return Integer.parseInt(environment.getOrDefault("PLUSGATE_" + name + "_PORT", "0"));
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  static String freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    }
  }
}
