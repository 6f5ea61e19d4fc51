package io.plusgate.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types every command of docs/getting-started.md, in a shell, on the packaged jar. */
class GettingStartedIT {
  private static final Path PAGE = Path.of("docs/getting-started.md");
  private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  /** The page's ports, and the variables by which they can be others. */
  private static final Map<String, String> PORTS =
      Map.of(
          "7070", "PLUSGATE_SIMULATOR_PORT",
          "7071", "PLUSGATE_CONTROL_PORT",
          "8080", "PLUSGATE_BACKEND_PORT",
          "8443", "PLUSGATE_ALIPAYPLUS_PORT",
          "9090", "PLUSGATE_ADMIN_PORT",
          "9000", "PLUSGATE_SHOP_PORT");

  @TempDir private Path folder;

  @Test
  void thePageWorksExactlyAsItSays() throws IOException, InterruptedException {
    Map<String, String> environment = new TreeMap<>();
    String script = commands(environment);
    Path out = folder.resolve("out.txt");
    var builder =
        new ProcessBuilder("bash", "-c", script)
            .directory(Files.createDirectory(folder.resolve("start")).toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().putAll(environment);

    var shell = builder.start();
    boolean ended = shell.waitFor(120, TimeUnit.SECONDS);
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();

    String seen = Files.readString(out);
    assertThat(ended).describedAs(seen).isTrue();
    assertThat(seen)
        .contains("ready", "\"resultStatus\":\"S\"")
        .containsPattern("\"paymentRequestId\":\"first-1\".*\"phase\":\"succeeded\"")
        .containsPattern("payment\\.succeeded +first-2")
        .contains("F INVALID_SIGNATURE, signature verified")
        .contains("exit codes 0 0 0");
  }

  private String commands(Map<String, String> environment) throws IOException {
    String page =
        SHELL
            .matcher(Files.readString(PAGE))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining("\n"));
    String script = page.replace("export PATH=\"$PWD:$PATH\"", ":");
    for (var port : PORTS.entrySet()) {
      String free = freePort();
      environment.put(port.getValue(), free);
      script = script.replace(":" + port.getKey() + "/", ":" + free + "/");
    }
    environment.put("PATH", Path.of("").toAbsolutePath() + ":" + System.getenv("PATH"));
    environment.put("PLUSGATE_NO_BUILD", "1");
    environment.put("PLUSGATE_JAVA", ProcessHandle.current().info().command().orElseThrow());
    return String.join("\n", List.of(script, UNTIL_DELIVERED, STOP));
  }

  private static final String UNTIL_DELIVERED =
      "timeout 30 bash -c 'until grep -q \"succeeded  first-2\" ../out.txt;"
          + " do sleep 0.2; done'";

  private static final String STOP =
      "p=$(jobs -p); kill $p; for j in $p; do wait \"$j\"; codes=\"$codes $?\"; done;"
          + " echo \"exit codes$codes\"";

  private static String freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    }
  }
}
