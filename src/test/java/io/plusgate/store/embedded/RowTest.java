package io.plusgate.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void refusesARowOfAFormatItDoesNotKnow() {
    byte[] bytes = RandomRows.delivery(new Random(9)).encode();
    bytes[0] = 2;

    assertThatThrownBy(() -> DeliveryRow.decode(bytes))
        .isInstanceOf(UnreadableRowException.class)
        .hasMessage("row.version: 2 (expected: 1)");
  }

  private static void assertRowOrRefusal(Function<byte[], ?> decode, byte[] bytes) {
    try {
      assertThat(decode.apply(bytes)).isNotNull();
    } catch (UnreadableRowException refused) {
      assertThat(refused).hasMessageStartingWith("row");
    }
  }
}
