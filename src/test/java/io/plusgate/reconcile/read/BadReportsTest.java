package io.plusgate.reconcile.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryType;
import io.plusgate.reconcile.profile.Profile;
import io.plusgate.reconcile.profile.ProfileReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of damage is named with file, line and column; what is only unusual is read. */
class BadReportsTest {
  private static final Profile TWO_SECTION =
      ProfileReader.read(Path.of("conf/reports/two-section.yaml"));
  private static final Profile FLAT = ProfileReader.read(Path.of("conf/reports/flat.yaml"));
  private static final String SOUND =
      """
      totalCount,totalAmount
      2,1500
      transactionRequestId,transactionId,originalTransactionId,transactionType,transactionAmount,\
      transactionCurrency,settlementAmount,settlementCurrency,transactionTime,somethingNew
      R1,A1,,PAYMENT,2000,JPY,2000,USD,2026-11-25T10:00:00+08:00,x
      R2,A2,A1,REFUND,500,JPY,500,USD,2026-11-25T11:00:00+08:00,y
      """;

  private final List<Entry> rows = new ArrayList<>();

  @Test
  void readsBothSectionsAndPassesOverUnknownColumns() throws IOException {
    var totals = read(SOUND, TWO_SECTION);

    assertThat(totals.declaredCount()).contains(2L);
    assertThat(totals.amount()).isEqualTo(1500);
    assertThat(rows).extracting(Entry::type).containsExactly(EntryType.PAYMENT, EntryType.REFUND);
    assertThat(rows.get(0).amount()).hasToString("2000 JPY");
    assertThat(rows.get(0).settlement()).hasToString("20.00 USD");
  }

  @ParameterizedTest
  @CsvSource({
    "'\n','\r\n'",
    "'R1,A1','\"R1\",A1'",
    "'R1,A1',' R1 ,A1  '",
    "'totalCount','\uFEFFtotalCount'"
  })
  void readsWhatIsOnlyUnusual(String usual, String unusual) throws IOException {
    var totals = read(SOUND.replaceFirst(usual, unusual), TWO_SECTION);

    assertThat(totals.count()).isEqualTo(2);
    assertThat(rows.get(0).requestId()).isEqualTo("R1");
  }

  @Test
  void readsAnEmptyDay() throws IOException {
    var totals = read("totalCount,totalAmount\n0,0\n", TWO_SECTION);

    assertThat(totals.declaredCount()).contains(0L);
    assertThat(totals.count()).isZero();
  }

  @Test
  void countsTheLinesOfAQuotedCell() {
    var text = SOUND.replace("+08:00,x", "+08:00,\"a\nb\"").replace("500,JPY", "oops,JPY");

    assertThatExceptionOfType(BadReportException.class)
        .isThrownBy(() -> read(text, TWO_SECTION))
        .withMessageStartingWith("f.csv:6:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "R2,A2,A1,REFUND,500,JPY; R2,A2,A1,REFUND,5OO,JPY; f.csv:5:17: amount: 5OO",
        "R2,A2,A1,REFUND,500,JPY; R2,A2,A1,REFUND,500.00,JPX; f.csv:5:24: currency: JPX",
        "R2,A2,A1,REFUND,500,JPY; R2,A2,A1,REFUND,500.50,JPY; is `unit: decimal` meant?",
        "R2,A2,A1,REFUND; R2,A2,A1,CHARGEBACK; f.csv:5:10: type: CHARGEBACK (expected: one of",
        "R2,A2,A1,REFUND,500,JPY; R2,A2,A1,REFUND,1E999999999,JPY; f.csv:5:17: amount: 1E999999999",
        "R2,A2,A1,REFUND,500,JPY; R2,A2,A1,REFUND,1234567890123456789,JPY; at most 18 digits",
        "2026-11-25T11; 2026-+1-25T11; f.csv:5:33: time: 2026-+1-25T11:00:00+08:00",
        "2026-11-25T11; 2026-13-25T11; f.csv:5:33: time: 2026-13-25T11:00:00+08:00",
        "R2,A2,A1,REFUND; R2,A2,A1; f.csv:5:52: 9 cells (expected: 10",
        "R2,A2; \"R2,A2; f.csv:5:1: a quote is never closed",
        "R2,A2; \"R2\"x,A2; text after a closing quote",
        "R2,A2; R\"2,A2; a quote inside an unquoted cell",
        "R2,A2; ,; no id (expected: a request id or an Alipay+ id)",
        "transactionRequestId,; transactionRequestID,; it lacks transactionRequestId",
        "totalCount,; totalCnt,; f.csv:1:1: the summary header fits no edition"
      })
  void saysWhereAndWhat(String sound, String damaged, String complaint) {
    var text = SOUND.replace(sound, damaged);

    assertThatExceptionOfType(BadReportException.class)
        .isThrownBy(() -> read(text, TWO_SECTION))
        .withMessageContaining(complaint);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] bytes = SOUND.replace("R2,A2", "R2,\u00e9").getBytes(StandardCharsets.ISO_8859_1);

    assertThatExceptionOfType(BadReportException.class)
        .isThrownBy(() -> read(bytes, TWO_SECTION))
        .withMessageStartingWith("f.csv:5:4: bytes that are not UTF-8");
  }

  @Test
  void refusesAnotherSeparator() {
    assertThatExceptionOfType(BadReportException.class)
        .isThrownBy(() -> read(SOUND.replace(',', '|'), TWO_SECTION))
        .withMessageContaining("fits no edition");
  }

  @Test
  void readsDecimalsExactlyInEveryCurrency() throws IOException {
    var text =
        "clearingBatchId,tradeNo,outTradeNo,transactionType,amount,currency,feeAmount,netAmount,"
            + "status,transactionTime,clearingTime\n"
            + "B,1,O1,PAYMENT,100.00,USD,2.5,97.50,SUCCESS,2024-03-31T10:00:00Z,x\n"
            + "B,2,O2,PAYMENT,100.00,JPY,0,100,SUCCESS,2024-03-31T10:00:00Z,x\n"
            + "B,3,O3,PAYMENT,1.234,KWD,,1.234,SUCCESS,2024-03-31T10:00:00Z,x\n";

    var totals = read(text, FLAT);

    assertThat(totals.declaredCount()).isEqualTo(Optional.empty());
    assertThat(rows)
        .extracting(row -> row.amount().toString())
        .containsExactly("100.00 USD", "100 JPY", "1.234 KWD");
    assertThat(rows.get(0).fee()).hasToString("2.50 USD");
  }

  @Test
  void answersAnyBytesWithRowsOrAComplaint() throws IOException {
    var random = new Random(7);
    for (int run = 0; run < 2_000; run++) {
      byte[] bytes = SOUND.getBytes(StandardCharsets.UTF_8);
      for (int hits = random.nextInt(6); hits >= 0; hits--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(read(bytes, TWO_SECTION).count()).isGreaterThanOrEqualTo(0);
      } catch (BadReportException complaint) {
        assertThat(complaint).hasMessageStartingWith("f.csv");
      }
    }
  }

  private Totals read(String text, Profile profile) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8), profile);
  }

  private Totals read(byte[] bytes, Profile profile) throws IOException {
    return new ReportFile("f.csv", profile, "transactionItems", "USD")
        .read(new ByteArrayInputStream(bytes), 0, rows::add);
  }
}
