package io.plusgate.deploy;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A real Prometheus on a free port of loopback, with our rules, hurried to one turn a second. */
final class Prometheus implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final String url;

  private Prometheus(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static boolean isInstalled() {
    return Stream.of("prometheus", "promtool")
        .allMatch(
            tool ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))));
  }

  /**
   * @param targets host:port of each admin listener
   */
  static Prometheus start(Path folder, List<String> targets) throws IOException {
    for (Path rules : RuleFiles.files(RuleFiles.PROMETHEUS, "-rules.yaml", "-alerts.yaml")) {
      String hurried = Files.readString(rules).replace("interval: 1m", "interval: 1s");
      Files.writeString(folder.resolve(rules.getFileName()), hurried);
    }
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: [ "*-rules.yaml", "*-alerts.yaml" ]
            scrape_configs:
              - job_name: plusgate
                static_configs: [ { targets: [ %s ] } ]
            """
                .formatted(String.join(", ", targets)));
    String address = "127.0.0.1:" + freePort();
    var process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("series"),
                "--web.listen-address=" + address)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.txt").toFile())
            .start();
    var started = new Prometheus(process, "http://" + address);
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> started.get("/-/ready").contains("Ready"));
    return started;
  }

  /** The result of an instant query; fails with Prometheus's own words when it can't parse it. */
  JsonNode query(String expression) {
    var answer = api("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    if (!answer.get("status").asText().equals("success")) {
      throw new AssertionError(expression + ": " + answer.get("error").asText());
    }
    return answer.get("data").get("result");
  }

  /** Whether a query has any value that is a number. */
  boolean hasData(String expression) {
    for (var sample : query(expression)) {
      if (!sample.get("value").get(1).asText().equals("NaN")) {
        return true;
      }
    }
    return false;
  }

  JsonNode api(String path) {
    try {
      return JSON.readTree(get("/api/v1/" + path));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private String get(String path) throws IOException {
    try {
      var request = HttpRequest.newBuilder(URI.create(url + path)).build();
      return HTTP.send(request, BodyHandlers.ofString()).body();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
