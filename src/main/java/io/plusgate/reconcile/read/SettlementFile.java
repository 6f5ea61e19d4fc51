package io.plusgate.reconcile.read;

import io.plusgate.reconcile.Money;
import io.plusgate.reconcile.ReportKind;
import io.plusgate.reconcile.profile.Field;
import io.plusgate.reconcile.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A settlement report: what is paid, and the clearing batches it nets.
 *
 * @param total what the summary section declares; nothing when there is none
 * @param place of the total
 */
public record SettlementFile(Optional<Money> total, String place, List<Batch> batches) {
  public SettlementFile {
    batches = List.copyOf(batches);
  }

  /** One clearing batch and where it stands. */
  public record Batch(String id, Money amount, String place) {}

  /** Reads one file. */
  public static SettlementFile read(
      String name, InputStream in, Profile profile, String setCurrency) throws IOException {
    var sections = new Sections(name, in, profile, ReportKind.SETTLEMENT.prefix());
    var records = sections.records();
    var values = new Values(profile);
    var total =
        sections
            .summary()
            .map(
                columns ->
                    values.money(
                        records,
                        columns,
                        Field.TOTAL_AMOUNT,
                        Field.SETTLEMENT_CURRENCY,
                        setCurrency))
            .filter(Money::isKnown);
    String place =
        sections
            .summary()
            .map(columns -> records.place(columns.place(Field.TOTAL_AMOUNT)))
            .orElse(name);
    var batches = new ArrayList<Batch>();
    var detail = sections.detail();
    while (detail.isPresent() && sections.next()) {
      var columns = detail.get();
      var amount =
          values.money(
              records, columns, Field.SETTLEMENT_AMOUNT, Field.SETTLEMENT_CURRENCY, setCurrency);
      batches.add(
          new Batch(
              columns.text(records, Field.BATCH_ID),
              amount,
              records.place(columns.place(Field.SETTLEMENT_AMOUNT))));
    }
    return new SettlementFile(total, place, batches);
  }
}
