package io.plusgate.demo;

import static org.awaitility.Awaitility.await;

import io.plusgate.packaged.Launched;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;

/** A {@code plusgate run} on the ports that it took and told. */
record ProcessGateway(Vertx vertx, Launched process, JsonObject told) implements DemoGateway {
  private static final Duration LONG = Duration.ofMinutes(2);

  static Starter starter(Vertx vertx) {
    return (folder, configuration) ->
        vertx.executeBlocking(() -> started(vertx, folder, configuration));
  }

  private static DemoGateway started(Vertx vertx, Path folder, String configuration) {
    var process = Launched.plusgate(folder, "run", "--config", configuration, "--output", "json");
    await().atMost(LONG).until(() -> process.out().contains("\"ready\"") || !process.isRunning());
    if (!process.isRunning()) {
      throw new AssertionError(process.err());
    }
    return new ProcessGateway(vertx, process, new JsonObject(ready(process)));
  }

  /** Log lines may stand before it. */
  private static String ready(Launched process) {
    return process
        .out()
        .lines()
        .filter(line -> line.contains("\"ready\""))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String backendUrl() {
    return told.getString("backend");
  }

  @Override
  public String alipayPlusUrl() {
    return told.getString("alipayPlus");
  }

  @Override
  public String adminUrl() {
    return told.getString("admin");
  }

  @Override
  public Future<Void> close() {
    process.terminate();
    return vertx.executeBlocking(
        () -> {
          int code = process.exitCode();
          if (code != 0) {
            throw new AssertionError("drained with exit code " + code + ": " + process.err());
          }
          return null;
        });
  }
}
