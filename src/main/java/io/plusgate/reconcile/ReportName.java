package io.plusgate.reconcile;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a report's file name says ({@code D/reconcile_acq/trans_detail}). No part is documented to
 * exclude {@code _}, so it is read from both ends and only the participant may contain one.
 *
 * @param batch clearingBatchId, or settlementBatchId of a settlement report
 */
public record ReportName(
    ReportKind kind,
    String participant,
    String currency,
    String batch,
    String agreement,
    int part,
    String file) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(transactionItems|summary|feeItems|settlement)_(.+)_([A-Z]{3})_([^_]+)_([^_]+)_(\\d{3})\\.csv");

  /** Nothing when the name is not a report's. */
  public static Optional<ReportName> parse(String file) {
    var match = SHAPE.matcher(file);
    if (!match.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new ReportName(
            ReportKind.of(match.group(1)),
            match.group(2),
            match.group(3),
            match.group(4),
            match.group(5),
            Integer.parseInt(match.group(6)),
            file));
  }

  /** Participant, currency and agreement, whatever the batch. */
  public String wholeAgreement() {
    return participant + " " + currency + " " + agreement;
  }

  /** The set that the file belongs to: one currency, batch and agreement. */
  public String set() {
    return participant + " " + currency + " " + batch + " " + agreement;
  }
}
