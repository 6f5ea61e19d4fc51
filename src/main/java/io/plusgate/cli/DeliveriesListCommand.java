package io.plusgate.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plusgate deliveries list}: what waits, is parked or is done, the oldest first. */
@Command(
    name = "list",
    description = "List deliveries, the oldest first.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  plusgate deliveries list --state parked"})
final class DeliveriesListCommand implements Callable<Integer> {
  @Mixin private final Place place = new Place();
  @Mixin private final Output output = new Output();

  @Option(names = "--state", description = "waiting, parked or done.")
  private @Nullable String state;

  @Option(names = "--event", description = "e.g. payment.succeeded.")
  private @Nullable String event;

  @Option(names = "--since", paramLabel = "TIME|AGE", description = "Queued then or later.")
  private @Nullable String since;

  @Option(names = "--recipient", description = "backend (default) or alipay_plus.")
  private @Nullable String recipient;

  @Option(names = "--limit", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(names = "--after", paramLabel = "NEXT", description = "Go on where a list ended.")
  private @Nullable String after;

  @Override
  public Integer call() {
    Map<String, String> filter = new LinkedHashMap<>();
    Pages.put(filter, "state", state);
    Pages.put(filter, "event", event);
    Pages.put(filter, "since", since);
    Pages.put(filter, "recipient", recipient);
    try (var source = place.open()) {
      var page = Pages.first(source, "/api/v1/deliveries", "deliveries", filter, after, limit);
      output.print(page, out -> print(page, out));
    }
    return ExitCode.FINE;
  }

  private static void print(JsonObject page, PrintWriter out) {
    var now = Clock.systemUTC().instant();
    var table =
        new Table("WEBHOOK-ID", "STATE", "EVENT", "PAYMENT", "QUEUED", "ATTEMPTS", "NEXT", "NOTE");
    for (Object one : page.getJsonArray("deliveries")) {
      var row = (JsonObject) one;
      boolean waits = row.getString("state").equals("waiting");
      table.row(
          Table.cell(row.getString("webhookId")),
          Inks.state(row.getString("state")),
          Table.cell(row.getString("event")),
          Table.cell(Optional.ofNullable(row.getString("paymentRequestId")).orElse("-")),
          Table.cell(Times.away(row.getString("queuedAt"), now)),
          Table.cell(row.getInteger("attempts") + (row.getBoolean("replay") ? " (replay)" : "")),
          Table.cell(waits ? Times.away(row.getString("nextAt"), now) : ""),
          Table.cell(row.getString("note")));
    }
    table.print(out);
    Pages.printEnd(page, "deliveries", out);
  }
}
