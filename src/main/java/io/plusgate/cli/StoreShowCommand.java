package io.plusgate.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plusgate store show}: which engine, how full, and how much of what. */
@Command(
    name = "show",
    description = "Show the engine, its room, and how much of what it holds.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  plusgate store show --output json"})
final class StoreShowCommand implements Callable<Integer> {
  @Mixin private final Place place = new Place();
  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    try (var source = place.open()) {
      var store = source.get("/api/v1/store", Map.of());
      output.print(store, out -> print(store, out));
    }
    return ExitCode.FINE;
  }

  private static void print(JsonObject store, PrintWriter out) {
    var now = Clock.systemUTC().instant();
    var head = new Table().row("engine", store.getString("engine"));
    for (String name : new String[] {"folder", "server", "unreadable"}) {
      Optional.ofNullable(store.getString(name)).ifPresent(value -> head.row(name, value));
    }
    Optional.ofNullable(store.getLong("usedBytes"))
        .ifPresent(used -> head.row("used", mebibytes(used)));
    Optional.ofNullable(store.getLong("freeBytes"))
        .ifPresent(free -> head.row("free", mebibytes(free)));
    head.row("receipts", String.valueOf(store.getLong("receipts")));
    head.row(
        "payloads",
        store.getLong("payloads") + " (" + mebibytes(store.getLong("payloadBytes")) + ")");
    head.print(out);
    out.println();
    counts(store, now).print(out);
  }

  private static Table counts(JsonObject store, Instant now) {
    var table = new Table("WHAT", "STANDS", "COUNT", "OLDEST");
    for (Object one : store.getJsonArray("payments")) {
      var row = (JsonObject) one;
      row(table, Table.cell("payments"), Inks.phase(row.getString("phase")), row, now);
    }
    for (Object one : store.getJsonArray("deliveries")) {
      var row = (JsonObject) one;
      var what = Table.cell("deliveries to " + row.getString("recipient"));
      row(table, what, Inks.state(row.getString("state")), row, now);
    }
    for (Object one : store.getJsonArray("amountsAtRisk")) {
      var row = (JsonObject) one;
      table.row(
          Table.cell("amount at risk"),
          Inks.phase(row.getString("phase")),
          Table.cell(row.getString("value") + " " + row.getString("currency")));
    }
    return table;
  }

  private static void row(
      Table table, Table.Cell what, Table.Cell stands, JsonObject row, Instant now) {
    var count = Table.cell(String.valueOf(row.getLong("count")));
    table.row(what, stands, count, Table.cell(Times.away(row.getString("oldest"), now)));
  }

  private static String mebibytes(long bytes) {
    return "%d.%d MiB".formatted(bytes >> 20, ((bytes & 0xfffff) * 10) >> 20);
  }
}
