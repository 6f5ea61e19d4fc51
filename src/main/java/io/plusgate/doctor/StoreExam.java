package io.plusgate.doctor;

import io.plusgate.config.StoreConfig;
import io.plusgate.config.StoreConfig.PostgreSql;
import io.plusgate.store.postgres.ServerProbe;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Whether what must be on disk gets there, and how long that takes. */
final class StoreExam {
  private StoreExam() {}

  static void examine(Vertx vertx, StoreConfig store, Findings findings)
      throws InterruptedException {
    var server =
        store
            .engine()
            .match(
                embedded -> {
                  new FolderExam(embedded.path(), findings).examine();
                  return Optional.<PostgreSql>empty();
                },
                Optional::of);
    if (server.isPresent()) {
      examine(vertx, server.get(), findings);
    }
  }

  private static void examine(Vertx vertx, PostgreSql config, Findings findings)
      throws InterruptedException {
    String name = ServerProbe.name(config);
    try {
      var report = ServerProbe.probe(vertx, config).toCompletionStage().toCompletableFuture().get();
      report(findings, name, report);
    } catch (ExecutionException failed) {
      findings.unreachable(
          "store",
          name,
          words(failed),
          "check store.uri, the password and the way to the database");
    }
  }

  private static void report(Findings findings, String name, ServerProbe.Report report) {
    String seen = report.version() + ", " + report.schema();
    if (report.readOnly()) {
      findings.fail("store", name, seen + ", a standby", "name the primary in store.uri");
    } else if (!report.mayWrite()) {
      findings.fail(
          "store",
          name,
          seen + ", its user may not make the schema plusgate",
          "GRANT CREATE ON DATABASE … TO that user, for the first start at least");
    } else {
      findings.ok("store", name, seen);
    }
    if (!report.unsafe().isEmpty()) {
      findings.warn(
          "store durability",
          name,
          String.join(", ", report.unsafe()),
          "what is acknowledged can be lost when the server crashes: set them to on");
    }
    report
        .commits()
        .ifPresentOrElse(
            commits -> new WriteTimes(commits).judge(findings, "commit", name),
            () ->
                findings.warn(
                    "commit",
                    name,
                    "not measured: the server does not know how",
                    "no need to act"));
  }

  private static String words(ExecutionException failed) {
    var cause = failed.getCause() == null ? failed : failed.getCause();
    return String.valueOf(cause.getMessage());
  }
}
