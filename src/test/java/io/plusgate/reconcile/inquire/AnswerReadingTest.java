package io.plusgate.reconcile.inquire;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.alipayplus.Answer;
import io.plusgate.protocol.MessageReader;
import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.Inquired.Verdict;
import io.plusgate.reconcile.Money;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only a verified answer about the very payment that was asked for says anything. */
class AnswerReadingTest {
  private static final Finding PAYMENT = finding("payment", "R1", "A1", "");
  private static final Finding REFUND = finding("refund", "RR1", "AR1", "A1");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"result\":S,\"paymentResult\":S}; PAID",
        "{\"result\":S,\"paymentResult\":F}; UNPAID",
        "{\"result\":S,\"paymentResult\":U}; IN_PROCESS",
        "{\"result\":S}; UNKNOWN",
        "{\"result\":F}; UNKNOWN",
        "{\"result\":U}; UNKNOWN",
        "{\"result\":X}; NOT_KNOWN_THERE",
        "{\"result\":S,\"paymentResult\":S,\"paymentRequestId\":\"R1\"}; PAID",
        "{\"result\":S,\"paymentResult\":S,\"paymentRequestId\":\"R2\"}; UNKNOWN",
        "no json; UNKNOWN"
      })
  void readsTheDocumentedTable(String answer, Verdict verdict) {
    assertThat(read(PAYMENT, answer).verdict()).isEqualTo(verdict);
  }

  @Test
  void readsARefundFromItsPaymentsTransactions() {
    String answer =
        "{\"result\":S,\"paymentResult\":S,\"paymentId\":\"A1\",\"transactions\":["
            + "{\"transactionType\":\"PAYMENT\",\"transactionRequestId\":\"RR1\"},"
            + "{\"transactionType\":\"REFUND\",\"transactionRequestId\":\"RR1\","
            + "\"transactionStatus\":\"SUCCESS\",\"transactionTime\":\"2026-11-25T10:00:00+08:00\","
            + "\"transactionAmount\":{\"value\":\"40\",\"currency\":\"USD\"}}]}";

    var said = read(REFUND, answer);

    assertThat(said.verdict()).isEqualTo(Verdict.PAID);
    assertThat(said.amount()).hasToString("0.40 USD");
  }

  @Test
  void knowsNothingOfARefundThatItsPaymentsAnswerDoesNotCarry() {
    assertThat(read(REFUND, "{\"result\":S,\"paymentResult\":S}").verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void asksByTheIdsThatAreKnown() {
    assertThat(body(PAYMENT)).isEqualTo("{\"paymentRequestId\":\"R1\"}");
    assertThat(body(finding("payment", "A1", "A1", ""))).isEqualTo("{\"paymentId\":\"A1\"}");
    assertThat(body(REFUND)).isEqualTo("{\"paymentId\":\"A1\"}");
    assertThat(Question.about(finding("refund", "RR1", "AR1", ""))).isEmpty();
  }

  private static String body(Finding finding) {
    return new String(Question.about(finding).orElseThrow().body(), StandardCharsets.UTF_8);
  }

  private static Statement read(Finding finding, String shorthand) {
    byte[] body =
        shorthand
            .replace(":S", ":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\"}")
            .replace(":F", ":{\"resultStatus\":\"F\",\"resultCode\":\"PROCESS_FAIL\"}")
            .replace(":U", ":{\"resultStatus\":\"U\",\"resultCode\":\"PAYMENT_IN_PROCESS\"}")
            .replace(":X", ":{\"resultStatus\":\"F\",\"resultCode\":\"ORDER_NOT_EXIST\"}")
            .getBytes(StandardCharsets.UTF_8);
    var answer =
        new Answer.Trusted(
            200,
            MultiMap.caseInsensitiveMultiMap(),
            Buffer.buffer(body),
            MessageReader.read(body),
            "1");
    return AnswerReading.read(finding, Question.about(finding).orElseThrow(), answer);
  }

  private static Finding finding(String subject, String id, String alipayId, String original) {
    return Finding.of(
        Difference.MISSING_AT_ALIPAYPLUS,
        0,
        "",
        subject,
        id,
        alipayId,
        original,
        "o",
        "",
        "",
        Money.UNKNOWN);
  }

  @Test
  void keepsNothingOfAnAnswerThatIsNotVerified() {
    var untrusted = new Answer.Untrusted(Answer.Distrust.BAD_SIGNATURE, "d", 200, Optional.empty());
    var silent = new Answer.Silent(Answer.Silence.TIMEOUT, "d");
    var question = Question.about(PAYMENT).orElseThrow();

    assertThat(AnswerReading.read(PAYMENT, question, untrusted).verdict())
        .isEqualTo(Verdict.UNKNOWN);
    assertThat(AnswerReading.read(PAYMENT, question, silent).verdict()).isEqualTo(Verdict.UNKNOWN);
  }
}
