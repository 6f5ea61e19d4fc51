package io.plusgate.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.Amount;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefundNoteTest {
  private static final Optional<Amount> YEN = Optional.of(new Amount(100, "JPY"));

  @ParameterizedTest
  @ValueSource(
      strings = {"r1", "with a blank", "S SUCCESS", "a of 7 USD", "unknown: x", "refund r"})
  void readsWhatItWrote(String id) {
    for (String outcome : new String[] {"S SUCCESS", "F ORDER_NOT_EXIST", "U PROCESSING"}) {
      var note = new RefundNote(id, YEN, outcome);

      assertThat(RefundNote.parse(note.words())).contains(note);
      assertThat(note.isSuccess()).isEqualTo(outcome.startsWith("S"));
      assertThat(note.isFailure()).isEqualTo(outcome.startsWith("F"));
    }
  }

  @Test
  void readsARefundThatNobodyAnswered() {
    var note = new RefundNote("r1", YEN, RefundNote.unknown("timeout"));

    assertThat(RefundNote.parse(note.words())).contains(note);
    assertThat(note.isSuccess()).isFalse();
    assertThat(note.isFailure()).isFalse();
  }

  @Test
  void readsTheNotesOfVersionsThatKeptNoAmount() {
    assertThat(RefundNote.parse("refund r1 S SUCCESS"))
        .contains(new RefundNote("r1", Optional.empty(), "S SUCCESS"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "written down", "refund", "refund r1", "pay S SUCCESS"})
  void doesNotTakeOtherWordsForARefund(String words) {
    assertThat(RefundNote.parse(words)).isEmpty();
  }
}
