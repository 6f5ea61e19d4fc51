package io.plusgate.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plusgate.protocol.TraceContext;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RowTest {
  private static final int ROUNDS = 5_000;

  @RepeatedTest(10)
  void readsWhatWasWritten() {
    var random = new Random();
    var row = RandomRows.delivery(random);

    var read = DeliveryRow.decode(row.encode());

    assertThat(read).isEqualTo(row);
  }

  @Test
  void answersAnyBytesWithARowOrATypedRefusal() {
    var random = new Random(7);

    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] = 1;
      }

      assertRowOrRefusal(DeliveryRow::decode, bytes);
      assertRowOrRefusal(Payloads::decode, bytes);
    }
  }

  @Test
  void answersADamagedRowWithARowOrATypedRefusal() {
    var random = new Random(8);

    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = RandomRows.delivery(random).encode();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));

      assertRowOrRefusal(DeliveryRow::decode, bytes);
    }
  }

  @Test
  void refusesARowOfAFormatItNoLongerKnows() {
    byte[] bytes = RandomRows.delivery(new Random(9)).encode();
    bytes[0] = 0;

    assertThatThrownBy(() -> DeliveryRow.decode(bytes))
        .isInstanceOf(UnreadableRowException.class)
        .hasMessage("row.version: 0 (expected: 1 or more)");
  }

  @Test
  void readsANewerRowWithoutTheFieldsItDoesNotKnow() {
    var row = RandomRows.delivery(new Random(12));
    byte[] bytes = row.encode();
    byte[] newer = Arrays.copyOf(bytes, bytes.length + 3);
    newer[0]++;

    assertThat(DeliveryRow.decode(newer)).isEqualTo(row);

    newer[0]--;
    assertThatThrownBy(() -> DeliveryRow.decode(newer))
        .isInstanceOf(UnreadableRowException.class)
        .hasMessageStartingWith("row.length: ");
  }

  @RepeatedTest(10)
  void readsWhatWasWrittenOfAPayment() {
    var row = RandomRows.payment(new Random());

    var read = PaymentCodec.decode(PaymentCodec.encode(row));

    assertThat(read).isEqualTo(row);
  }

  @Test
  void readsAPaymentThatWasWrittenBeforeThereWereTraces() {
    var row = RandomRows.payment(new Random(10));
    var untraced =
        new PaymentRow(row.number(), row.payment().begunBy(TraceContext.NONE), row.dueAt());
    byte[] bytes = PaymentCodec.encode(untraced);
    byte[] older = Arrays.copyOf(bytes, bytes.length - 1); // without the empty text at the end
    older[0] = 2;

    assertThat(PaymentCodec.decode(older)).isEqualTo(untraced);
  }

  @Test
  void answersADamagedPaymentWithARowOrATypedRefusal() {
    var random = new Random(11);

    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = PaymentCodec.encode(RandomRows.payment(random));
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));

      assertRowOrRefusal(PaymentCodec::decode, bytes);
    }
  }

  private static void assertRowOrRefusal(Function<byte[], ?> decode, byte[] bytes) {
    try {
      assertThat(decode.apply(bytes)).isNotNull();
    } catch (UnreadableRowException refused) {
      assertThat(refused).hasMessageStartingWith("row");
    }
  }
}
