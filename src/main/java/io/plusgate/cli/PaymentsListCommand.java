package io.plusgate.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plusgate payments list}: payments by phase, the oldest of each phase first. */
@Command(
    name = "list",
    description = "List payments, phase by phase, the oldest first.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  plusgate payments list --phase unresolved --older-than 1h"})
final class PaymentsListCommand implements Callable<Integer> {
  @Mixin private final Place place = new Place();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--phase",
      description = "sent, open, cancelling, succeeded, failed, cancelled or unresolved.")
  private @Nullable String phase;

  @Option(
      names = "--older-than",
      paramLabel = "AGE|TIME",
      description = "In their phase for this long (15m, 2h), or since before this time.")
  private @Nullable String olderThan;

  @Option(names = "--limit", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(names = "--after", paramLabel = "NEXT", description = "Go on where a list ended.")
  private @Nullable String after;

  @Override
  public Integer call() {
    Map<String, String> filter = new LinkedHashMap<>();
    Pages.put(filter, "phase", phase);
    Pages.put(filter, "olderThan", olderThan);
    try (var source = place.open()) {
      var page = Pages.first(source, "/api/v1/payments", "payments", filter, after, limit);
      output.print(page, out -> print(page, out));
    }
    return ExitCode.FINE;
  }

  private static void print(JsonObject page, PrintWriter out) {
    var now = Clock.systemUTC().instant();
    var table = new Table("PAYMENT", "CLIENT", "PHASE", "FOR", "SOURCE", "AMOUNT", "ATTEMPTS");
    for (Object one : page.getJsonArray("payments")) {
      var row = (JsonObject) one;
      table.row(
          Table.cell(row.getString("paymentRequestId")),
          Table.cell(row.getString("clientId")),
          Inks.phase(row.getString("phase")),
          Table.cell(Times.away(row.getString("since"), now)),
          Table.cell(row.getString("source")),
          Table.cell(PaymentsShowCommand.amount(row)),
          Table.cell(String.valueOf(row.getInteger("attempts"))));
    }
    table.print(out);
    Pages.printEnd(page, "payments", out);
  }
}
