package io.plusgate.admin;

import io.plusgate.config.StoreConfig;
import io.plusgate.store.Statistics;
import io.plusgate.store.Store;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** {@code GET /api/v1/store}: which engine, where, how full, and what is in it. */
final class StoreView {
  private final Store store;
  private final StoreConfig.Engine engine;

  StoreView(Store store, StoreConfig.Engine engine) {
    this.store = store;
    this.engine = engine;
  }

  Future<ApiAnswer> show() {
    return store.statistics().map(statistics -> ApiAnswer.of(json(statistics)));
  }

  private JsonObject json(Statistics statistics) {
    return engine
        .match(StoreView::folder, StoreView::server)
        .put("payments", payments(statistics))
        .put("deliveries", deliveries(statistics))
        .put("amountsAtRisk", atRisk(statistics))
        .put("receipts", statistics.receipts())
        .put("payloads", statistics.payloads())
        .put("payloadBytes", statistics.payloadBytes());
  }

  static JsonArray deliveries(Statistics statistics) {
    var deliveries = new JsonArray();
    for (var standing : statistics.deliveries()) {
      var row =
          new JsonObject()
              .put("recipient", Asked.word(standing.recipient()))
              .put("state", Asked.word(standing.state()))
              .put("count", standing.count());
      standing.oldest().ifPresent(at -> row.put("oldest", at.toString()));
      deliveries.add(row);
    }
    return deliveries;
  }

  static JsonArray payments(Statistics statistics) {
    var payments = new JsonArray();
    for (var standing : statistics.payments()) {
      var row =
          new JsonObject()
              .put("phase", Asked.word(standing.phase()))
              .put("count", standing.count());
      standing.oldest().ifPresent(at -> row.put("oldest", at.toString()));
      payments.add(row);
    }
    return payments;
  }

  static JsonArray atRisk(Statistics statistics) {
    var sums = new JsonArray();
    statistics
        .amountsAtRisk()
        .forEach(
            sum ->
                sums.add(
                    new JsonObject()
                        .put("phase", Asked.word(sum.phase()))
                        .put("currency", sum.currency())
                        .put("value", String.valueOf(sum.value()))));
    return sums;
  }

  /** A look at a handful of file names; the page cache has them. */
  private static JsonObject folder(StoreConfig.Embedded embedded) {
    Path folder = embedded.path().toAbsolutePath().normalize();
    var json = new JsonObject().put("engine", "embedded").put("folder", folder.toString());
    try (Stream<Path> files = Files.list(folder)) {
      long used = files.mapToLong(StoreView::size).sum();
      return json.put("usedBytes", used)
          .put("freeBytes", Files.getFileStore(folder).getUsableSpace());
    } catch (IOException | UncheckedIOException unreadable) {
      return json.put("unreadable", unreadable.getClass().getSimpleName());
    }
  }

  /** RocksDB deletes files while we look. */
  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException gone) {
      return 0;
    }
  }

  private static JsonObject server(StoreConfig.PostgreSql postgres) {
    var uri = postgres.uri();
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    return new JsonObject()
        .put("engine", "postgresql")
        .put("server", uri.getHost() + ":" + port + uri.getPath());
  }
}
