package io.plusgate.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every list of the admin API has: from where, how much of it, and for whom. */
final class Listing {
  @Mixin private final Place place = new Place();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--after", paramLabel = "NEXT", description = "Go on where a list ended.")
  private @Nullable String after;

  /** How one row looks to a person, at that moment. */
  interface Row extends BiFunction<JsonObject, Instant, Table.Cell[]> {}

  /**
   * Shows the list of that name.
   *
   * @param head an empty table with its titles
   */
  int show(String name, Map<String, String> filter, Table head, Row row) {
    if (limit < 1) {
      throw ExitException.usage("--limit: " + limit + " (expected: at least 1)");
    }
    try (var source = place.open()) {
      var page = Pages.first(source, "/api/v1/" + name, name, filter, after, limit);
      output.print(page, out -> print(page, name, head, row, out));
    }
    return ExitCode.FINE;
  }

  private static void print(JsonObject page, String name, Table table, Row row, PrintWriter out) {
    var now = Clock.systemUTC().instant();
    for (Object one : page.getJsonArray(name)) {
      table.row(row.apply((JsonObject) one, now));
    }
    table.print(out);
    Pages.printEnd(page, name, out);
  }
}
