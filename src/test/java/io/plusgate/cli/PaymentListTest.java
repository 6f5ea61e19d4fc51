package io.plusgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plusgate.payment.PaymentKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file says which payments are newer than a backup. */
class PaymentListTest {
  private static final List<String> ONE = List.of("C1");
  private static final List<String> TWO = List.of("C1", "C2");

  @TempDir private Path place;

  @Test
  void takesALineForAPayment() throws IOException {
    assertThat(read("# ledger\np1\n\n  p2 C1\np1 C1\n", ONE))
        .containsExactly(new PaymentKey("C1", "p1"), new PaymentKey("C1", "p2"));
    assertThat(read("p1 C2\np2\tC1\n", TWO))
        .containsExactly(new PaymentKey("C2", "p1"), new PaymentKey("C1", "p2"));
  }

  @Test
  void takesThePaysOutOfALog() throws IOException {
    Path log =
        Files.writeString(
            place.resolve("log"),
            """
        2026-11-27T07:00:00.000Z INFO  i.p.a.Gateway - ready role=ACQP
        {"time":"t","message":"exchange","direction":"outbound","api":"pay","clientId":"C1","paymentRequestId":"p1"}
        {"time":"t","message":"exchange","direction":"inbound","api":"notifyPayment","clientId":"C1","paymentRequestId":"p2"}
        {"time":"t","message":"exchange","direction":"outbound","api":"inquiryPayment","clientId":"C1","paymentRequestId":"p3"}
        host plusgate[7]: {"time":"t","message":"exchange","direction":"outbound","api":"pay","clientId":"C2","paymentRequestId":"p4"}
        {"time":"t","message":"exchange","direction":"outbound","ap
        """);

    var read = PaymentList.read(log, TWO);

    assertThat(read.payments())
        .containsExactly(new PaymentKey("C1", "p1"), new PaymentKey("C2", "p4"));
    assertThat(read.torn()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"p1,100,JPY", "\"p1\"", "p1;C1", "p1 C1 more", "p1 C9", "{\"id\":\"p1\"}"})
  void refusesALineThatIsNoId(String line) throws IOException {
    Path file = Files.writeString(place.resolve("list"), "p0\n" + line + "\n");

    assertThatThrownBy(() -> PaymentList.read(file, ONE))
        .isInstanceOf(ExitException.class)
        .hasMessageContaining("list line 2: ");
  }

  @Test
  void wantsTheClientIdWhereThereAreSeveral() throws IOException {
    Path file = Files.writeString(place.resolve("list"), "p1\n");

    assertThatThrownBy(() -> PaymentList.read(file, TWO)).hasMessageContaining("no Client-Id");
  }

  private Set<PaymentKey> read(String text, List<String> clients) throws IOException {
    return PaymentList.read(Files.writeString(place.resolve("list"), text), clients).payments();
  }
}
