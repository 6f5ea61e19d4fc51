package io.plusgate.cli;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
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
  @Mixin private final Listing listing = new Listing();

  @Option(
      names = "--phase",
      paramLabel = "PHASE",
      description = "sent, open, cancelling, succeeded, failed, cancelled or unresolved.")
  private @Nullable String phase;

  @Option(
      names = "--older-than",
      paramLabel = "AGE|TIME",
      description = "In their phase for this long (15m, 2h), or since before this time.")
  private @Nullable String olderThan;

  @Override
  public Integer call() {
    Map<String, String> filter = new LinkedHashMap<>();
    Pages.put(filter, "phase", phase);
    Pages.put(filter, "olderThan", olderThan);
    var head = new Table("PAYMENT", "CLIENT", "PHASE", "FOR", "SOURCE", "AMOUNT", "ATTEMPTS");
    return listing.show("payments", filter, head, PaymentsListCommand::row);
  }

  private static Table.Cell[] row(JsonObject payment, Instant now) {
    return new Table.Cell[] {
      Table.cell(payment.getString("paymentRequestId")),
      Table.cell(payment.getString("clientId")),
      Inks.phase(payment.getString("phase")),
      Table.cell(Times.away(payment.getString("since"), now)),
      Table.cell(payment.getString("source")),
      Table.cell(PaymentsShowCommand.amount(payment)),
      Table.cell(String.valueOf(payment.getInteger("attempts")))
    };
  }
}
