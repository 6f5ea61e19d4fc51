package io.plusgate.payment;

import io.plusgate.protocol.Amount;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a refund went, as it stands in its payment's timeline: in words that people read and that the
 * reconciliation reads again, so both are here.
 *
 * @param amount nothing in the notes of versions that did not keep it
 * @param outcome status and code of a verified answer, or why there is none
 */
public record RefundNote(String refundRequestId, Optional<Amount> amount, String outcome) {
  private static final String UNKNOWN = "unknown: ";

  /** An id may have blanks in it, an outcome's words are ours. */
  private static final Pattern WORDS =
      Pattern.compile(
          "refund (?<id>.+) (?<outcome>[SFU] \\S+|"
              + UNKNOWN
              + "[^ ]+( [^ ]+)*?)( of (?<value>[0-9]{1,18}) (?<currency>[A-Z]{3}))?");

  /** The outcome of a refund that no verified answer told of. */
  public static String unknown(String why) {
    return UNKNOWN + why;
  }

  /** Nothing when these are not a refund's words. */
  public static Optional<RefundNote> parse(String words) {
    var found = WORDS.matcher(words);
    if (!found.matches()) {
      return Optional.empty();
    }
    var amount =
        Optional.ofNullable(found.group("value"))
            .flatMap(value -> Amount.parse(value, found.group("currency")));
    return Optional.of(new RefundNote(found.group("id"), amount, found.group("outcome")));
  }

  public boolean isSuccess() {
    return outcome.startsWith("S ");
  }

  public boolean isFailure() {
    return outcome.startsWith("F ");
  }

  public String words() {
    return "refund " + refundRequestId + " " + outcome + amount.map(of -> " of " + of).orElse("");
  }
}
