package io.plusgate.payment;

import static io.plusgate.payment.Lives.ARBITER;
import static io.plusgate.payment.Lives.NOON;

import io.plusgate.MadePage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Prints every phase against every evidence, so that the page can't go stale. */
class ArbiterTableTest {
  @Test
  void isTheOneInTheDocuments() throws IOException {
    MadePage.assertFresh("docs/arbiter.md", page());
  }

  private static String page() {
    var page = new StringBuilder(HEAD);
    for (var time : Time.values()) {
      page.append("\n## ").append(time.title).append("\n\n| evidence |");
      for (var phase : Phase.values()) {
        page.append(' ').append(phase).append(" |");
      }
      page.append("\n|---|").append("---|".repeat(Phase.values().length)).append('\n');
      Lives.all()
          .forEach(
              (what, evidence) -> {
                page.append("| ").append(what).append(" |");
                for (var phase : Phase.values()) {
                  page.append(' ').append(cell(phase, evidence, time.at)).append(" |");
                }
                page.append('\n');
              });
    }
    return page.toString();
  }

  private static String cell(Phase phase, Evidence evidence, Instant now) {
    var before = Lives.in(phase);
    var decision = ARBITER.decide(before, evidence, now);
    List<String> words = new ArrayList<>();
    if (decision.payment().phase() != phase) {
      words.add("**" + decision.payment().phase() + "**");
    }
    for (var command : decision.commands()) {
      words.add(word(command, now));
    }
    return words.isEmpty() ? "·" : String.join(", ", words);
  }

  private static String word(Command command, Instant now) {
    if (command instanceof Command.AskAt ask) {
      return "ask" + when(ask.at(), now);
    }
    if (command instanceof Command.CancelAt cancel) {
      return "cancel" + when(cancel.at(), now);
    }
    if (command instanceof Command.Deliver deliver) {
      return "deliver `" + deliver.event().replace("payment.", "") + "`";
    }
    return "alarm " + ((Command.Raise) command).alarm().name().toLowerCase(Locale.ROOT);
  }

  private static String when(Instant at, Instant now) {
    double seconds = Duration.between(now, at).toMillis() / 1000.0;
    return seconds <= 0 ? " now" : String.format(Locale.ROOT, " in %.0f s", seconds);
  }

  private enum Time {
    IN_TIME("While the payment can still succeed", NOON),
    EXPIRED("After its time, the cancel window open", NOON.plusSeconds(60)),
    WINDOW_CLOSED("After 00:15 UTC+8 of T+1", Instant.parse("2026-11-25T16:15:00Z"));

    private final String title;
    private final Instant at;

    Time(String title, Instant at) {
      this.title = title;
      this.at = at;
    }
  }

  private static final String HEAD =
      """
      # What evidence makes of a payment

      Printed by `ArbiterTableTest` from `io.plusgate.payment.Arbiter`, the one function that all flows
      and both stores use. A column is the phase the payment is in, a row what is learnt; the cell says
      the new phase (bold), when Alipay+ is asked or told to cancel next, what the backend is told
      (once) and which alarm a person gets. `·` is: nothing changes.

      The payment of the tables was sent at 20:00 UTC+8, is asked for after 2 s and then every 5 s for
      one minute (give or take a tenth), and `inquiry.then` is `cancel`. Only what Alipay+ said over a
      verified signature is "answered", "inquired" or "notified"; no answer, a bad signature, HTTP ≠ 200
      and an unsigned success are "silent or untrusted". The answer to the backend's own call is not
      delivered again.
      """;
}
