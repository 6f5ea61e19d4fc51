package io.plusgate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the property asks for, and that nothing dies without it. */
class CrashPointTest {
  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void isInertWithoutTheProperty(CrashPoint point) {
    assertThatCode(point::passed).doesNotThrowAnyException();
  }

  @Test
  void isFulfilledOnceAtTheNamedPassingOfTheNamedStep() {
    var order = Objects.requireNonNull(HaltOrder.read("recorded:3"));

    var elsewhere = IntStream.range(0, 5).filter(i -> order.isFulfilledAt(CrashPoint.CLAIMED));
    assertThat(elsewhere).isEmpty();
    var here = IntStream.range(0, 5).filter(i -> order.isFulfilledAt(CrashPoint.RECORDED));
    assertThat(here).containsExactly(2);
  }

  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void meansTheFirstPassingWhenNoneIsNamed(CrashPoint point) {
    var order = Objects.requireNonNull(HaltOrder.read(point.word()));

    assertThat(order.isFulfilledAt(point)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(PaymentCrashPoint.class)
  void isTheSameForTheStepsOfAPayment(PaymentCrashPoint point) {
    var order = Objects.requireNonNull(HaltOrder.read(point.word() + ":2"));

    assertThatCode(point::passed).doesNotThrowAnyException();
    assertThat(order.isFulfilledAt(point)).isFalse();
    assertThat(order.isFulfilledAt(point)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nowhere", "recorded:0", "recorded:-1", "recorded:x", "RECORDED"})
  void ignoresAnOrderItCannotRead(String text) {
    assertThat(HaltOrder.read(text)).isNull();
  }
}
