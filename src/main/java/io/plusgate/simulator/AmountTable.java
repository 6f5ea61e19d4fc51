package io.plusgate.simulator;

import static io.plusgate.simulator.Course.fail;
import static io.plusgate.simulator.Course.never;
import static io.plusgate.simulator.Course.succeed;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultStatus;
import io.plusgate.simulator.NotificationPlan.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which amount means which scenario: the last four digits of paymentAmount.value (of refundAmount
 * in a refund). It is printed in {@code docs/simulator.md}; a test compares the two.
 */
final class AmountTable {
  private static final SortedMap<Integer, Row> ROWS = rows();

  private AmountTable() {}

  /** One line of the table, with the words that the documentation uses. */
  record Row(String says, Scenario scenario) {}

  static SortedMap<Integer, Row> all() {
    return ROWS;
  }

  /** What this amount asks for; anything that the table does not list succeeds at once. */
  static Scenario scenario(Amount amount) {
    Row row = ROWS.get((int) (amount.value() % 10_000));
    return row == null ? Scenario.PLAIN : row.scenario();
  }

  private static SortedMap<Integer, Row> rows() {
    var rows = new TreeMap<Integer, Row>();
    failures(rows);
    unknowns(rows);
    wireFaults(rows);
    signatureFaults(rows);
    notifications(rows);
    return rows;
  }

  private static void failures(Map<Integer, Row> rows) {
    String[] codes = {
      "USER_BALANCE_NOT_ENOUGH",
      "RISK_REJECT",
      "EXPIRED_CODE",
      "INVALID_CODE",
      "PAYMENT_AMOUNT_EXCEED_LIMIT",
      "USER_AMOUNT_EXCEED_LIMIT",
      "USER_STATUS_ABNORMAL",
      "MERCHANT_NOT_REGISTERED",
      "PROCESS_FAIL",
      "ACCESS_DENIED"
    };
    put(rows, 9010, codes);
    put(
        rows,
        9100,
        "PAYMENT_COUNT_EXCEED_LIMIT",
        "USER_NOT_EXIST",
        "USER_KYC_NOT_QUALIFIED",
        "USER_PAYMENT_VERIFICATION_FAILED",
        "UNAVAILABLE_PAYMENT_METHOD",
        "CURRENCY_NOT_SUPPORT",
        "REGULATION_RESTRICTION",
        "INVALID_CONTRACT",
        "BUSINESS_NOT_SUPPORT",
        "INVALID_TOKEN");
  }

  private static void put(Map<Integer, Row> rows, int first, String... codes) {
    for (int i = 0; i < codes.length; i++) {
      rows.put(first + i, new Row("F `" + codes[i] + "`", Scenario.of(fail(codes[i]))));
    }
  }

  private static void unknowns(Map<Integer, Row> rows) {
    rows.put(9020, row("U; S within 100 ms", succeed().after(Duration.ofMillis(100))));
    rows.put(
        9030,
        row(
            "U; F `USER_BALANCE_NOT_ENOUGH` within 100 ms",
            fail("USER_BALANCE_NOT_ENOUGH").after(Duration.ofMillis(100))));
    for (int n = 1; n < 10; n++) {
      String asked = "U; " + n + (n == 1 ? " inquiry says U, then " : " inquiries say U, then ");
      Course failing = fail("USER_BALANCE_NOT_ENOUGH").afterInquiries(n);
      rows.put(9020 + n, row(asked + "S", succeed().afterInquiries(n)));
      rows.put(9030 + n, row(asked + "F `USER_BALANCE_NOT_ENOUGH`", failing));
    }
    rows.put(9040, row("U for ever, until it is cancelled", never()));
    rows.put(9041, row("U `UNKNOWN_EXCEPTION` for ever", never().waitingAs("UNKNOWN_EXCEPTION")));
    var busy = new Result(ResultStatus.U, "REQUEST_TRAFFIC_EXCEED_LIMIT", "Too many requests.");
    rows.put(
        9042,
        new Row(
            "U `REQUEST_TRAFFIC_EXCEED_LIMIT`, not carried out; a repeat succeeds",
            Scenario.PLAIN.answering(busy, false)));
    for (int n = 1; n < 10; n++) {
      rows.put(9050 + n, row("U; paid after " + n + " s", succeed().after(Duration.ofSeconds(n))));
    }
  }

  private static void wireFaults(Map<Integer, Row> rows) {
    rows.put(9060, row("paid, but no answer", Fault.SILENCE));
    rows.put(9061, row("lost on the way: no answer, no payment", Fault.SILENCE_UNPROCESSED));
    rows.put(9062, row("paid, then the connection breaks", Fault.RESET));
    rows.put(9063, row("the connection breaks, no payment", Fault.RESET_UNPROCESSED));
    rows.put(9064, row("paid, HTTP 500", Fault.HTTP_500));
    rows.put(9065, row("paid, the answer is not JSON", Fault.GARBAGE));
    rows.put(9066, row("paid, half an answer", Fault.HALF_ANSWER));
    rows.put(
        9067, new Row("paid, answered after 3 s", Scenario.PLAIN.withDelay(Duration.ofSeconds(3))));
  }

  private static void signatureFaults(Map<Integer, Row> rows) {
    rows.put(9070, row("paid, signature over other bytes", Fault.BAD_SIGNATURE));
    rows.put(9071, row("paid, signature cut off", Fault.TRUNCATED_SIGNATURE));
    rows.put(9072, row("paid, not signed", Fault.UNSIGNED));
    rows.put(
        9073,
        new Row(
            "F `USER_BALANCE_NOT_ENOUGH`, not signed",
            Scenario.of(fail("USER_BALANCE_NOT_ENOUGH")).withFault(Fault.UNSIGNED)));
    rows.put(9074, row("paid, `Signature` without `Response-Time`", Fault.ONLY_SIGNATURE));
    rows.put(9075, row("paid, `Response-Time` without `Signature`", Fault.ONLY_TIME));
    rows.put(9076, row("paid, signed by a stranger", Fault.WRONG_KEY));
    rows.put(9077, row("paid, body changed after signing", Fault.TAMPERED_BODY));
    rows.put(9078, row("paid, `Response-Time` a day ahead", Fault.CLOCK_OFF));
  }

  /** The pay answer is U, so that the notification is the news. */
  private static void notifications(Map<Integer, Row> rows) {
    rows.put(9080, row("notified after 10 s", NotificationPlan.late(Duration.ofSeconds(10))));
    rows.put(9081, row("notified twice", NotificationPlan.of(Kind.DOUBLE)));
    rows.put(
        9082, row("first notified with another amount", NotificationPlan.of(Kind.OTHER_AMOUNT)));
    rows.put(9083, row("then notified as failed", NotificationPlan.of(Kind.OTHER_RESULT)));
    rows.put(9084, row("first a tampered notification", NotificationPlan.of(Kind.TAMPERED)));
    rows.put(9085, row("first an unsigned notification", NotificationPlan.of(Kind.UNSIGNED)));
    rows.put(9086, row("first one signed by a stranger", NotificationPlan.of(Kind.WRONG_KEY)));
    rows.put(9087, row("never notified", NotificationPlan.of(Kind.NONE)));
    rows.put(9088, row("notified after another payment", NotificationPlan.of(Kind.REORDERED)));
  }

  private static Row row(String says, Course course) {
    return new Row(says, Scenario.of(course));
  }

  private static Row row(String says, Fault fault) {
    return new Row(says, Scenario.of(fault));
  }

  private static Row row(String says, NotificationPlan plan) {
    var course = succeed().after(Duration.ofMillis(500));
    return new Row("U; paid after 0.5 s, " + says, Scenario.of(course).withNotification(plan));
  }
}
