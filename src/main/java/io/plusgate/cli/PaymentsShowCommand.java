package io.plusgate.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plusgate payments show ID}: one payment and its timeline. */
@Command(
    name = "show",
    description = "Show one payment and everything that has happened to it.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  plusgate payments show pay_20261126_000123"})
final class PaymentsShowCommand implements Callable<Integer> {
  @Mixin private final Place place = new Place();
  @Mixin private final Output output = new Output();

  @Parameters(paramLabel = "ID", description = "The paymentRequestId.")
  private String id;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      description = "Whose payment, where several clients could have it.")
  private @Nullable String clientId;

  @Override
  public Integer call() {
    Map<String, String> parameters = new LinkedHashMap<>();
    Pages.put(parameters, "clientId", clientId);
    try (var source = place.open()) {
      if (place.isFolder() && clientId == null && !place.knowsClients()) {
        throw ExitException.usage("--folder: needs --client-id ID or --config FILE beside it");
      }
      var payment = source.get("/api/v1/payments/" + AdminClient.encoded(id), parameters);
      output.print(payment, out -> print(payment, out));
    }
    return ExitCode.FINE;
  }

  private static void print(JsonObject payment, PrintWriter out) {
    var now = Clock.systemUTC().instant();
    var head =
        new Table()
            .row("payment", payment.getString("paymentRequestId"))
            .row("client", payment.getString("clientId"))
            .row(Table.cell("phase"), Inks.phase(payment.getString("phase")))
            .row("since", since(payment, now))
            .row("amount", amount(payment))
            .row("attempts", String.valueOf(payment.getInteger("attempts")));
    Optional.ofNullable(payment.getString("nextInquiryAt"))
        .ifPresent(at -> head.row("next", next(payment, at, now)));
    Optional.ofNullable(payment.getString("contradiction"))
        .ifPresent(what -> head.row(Table.cell("contradicted"), Table.cell(what, Ink.BAD)));
    head.print(out);
    out.println();
    timeline(payment).print(out);
  }

  private static String next(JsonObject payment, String at, Instant now) {
    return "%s at %s (%s)"
        .formatted(payment.getString("nextStep"), Times.at(at), Times.away(at, now));
  }

  private static Table timeline(JsonObject payment) {
    var table = new Table("TIME", "WAIT", "SOURCE", "PHASE", "WHAT");
    Optional<Instant> before = Optional.empty();
    for (Object one : payment.getJsonArray("events")) {
      var event = (JsonObject) one;
      var at = Instant.parse(event.getString("at"));
      table.row(
          Table.cell(Times.at(event.getString("at"))),
          Table.cell(before.map(earlier -> Times.wait(earlier, at)).orElse(""), Ink.FAINT),
          Table.cell(event.getString("source")),
          Inks.phase(event.getString("phase")),
          Table.cell(event.getString("what")));
      before = Optional.of(at);
    }
    return table;
  }

  private static String since(JsonObject payment, Instant now) {
    String since = payment.getString("since");
    return "%s (%s), by %s"
        .formatted(Times.at(since), Times.away(since, now), payment.getString("source"));
  }

  /** In the currency's smallest unit, as Alipay+ writes it. */
  static String amount(JsonObject payment) {
    var amount = payment.getJsonObject("amount");
    return amount == null ? "" : amount.getString("value") + " " + amount.getString("currency");
  }
}
