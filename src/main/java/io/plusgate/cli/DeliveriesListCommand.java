package io.plusgate.cli;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
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
  @Mixin private final Listing listing = new Listing();

  @Option(names = "--state", paramLabel = "STATE", description = "waiting, parked or done.")
  private @Nullable String state;

  @Option(names = "--event", paramLabel = "EVENT", description = "e.g. payment.succeeded.")
  private @Nullable String event;

  @Option(names = "--since", paramLabel = "TIME|AGE", description = "Queued then or later.")
  private @Nullable String since;

  @Option(
      names = "--recipient",
      paramLabel = "WHO",
      description = "backend (default) or alipay-plus.")
  private @Nullable String recipient;

  @Override
  public Integer call() {
    Map<String, String> filter = new LinkedHashMap<>();
    Pages.put(filter, "state", state);
    Pages.put(filter, "event", event);
    Pages.put(filter, "since", since);
    Pages.put(filter, "recipient", recipient);
    var head =
        new Table("WEBHOOK-ID", "STATE", "EVENT", "PAYMENT", "QUEUED", "ATTEMPTS", "NEXT", "NOTE");
    return listing.show("deliveries", filter, head, DeliveriesListCommand::row);
  }

  private static Table.Cell[] row(JsonObject delivery, Instant now) {
    boolean waits = delivery.getString("state").equals("waiting");
    String replay = delivery.getBoolean("replay") ? " (replay)" : "";
    return new Table.Cell[] {
      Table.cell(delivery.getString("webhookId")),
      Inks.state(delivery.getString("state")),
      Table.cell(delivery.getString("event")),
      Table.cell(Optional.ofNullable(delivery.getString("paymentRequestId")).orElse("-")),
      Table.cell(Times.away(delivery.getString("queuedAt"), now)),
      Table.cell(delivery.getInteger("attempts") + replay),
      Table.cell(waits ? Times.away(delivery.getString("nextAt"), now) : ""),
      Table.cell(delivery.getString("note"))
    };
  }
}
