package io.plusgate.store.embedded;

import io.plusgate.payment.NextStep;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import io.plusgate.protocol.Amount;
import io.plusgate.protocol.TraceContext;
import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Recipient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Rows of every shape, from a seed. */
final class RandomRows {
  private RandomRows() {}

  static DeliveryRow delivery(Random random) {
    var delivery =
        new Delivery(
            text(random),
            random.nextBoolean() ? Recipient.BACKEND : Recipient.ALIPAY_PLUS,
            text(random),
            text(random),
            text(random),
            text(random),
            maybe(random, () -> text(random)),
            time(random),
            List.copyOf(EnumSet.allOf(DeliveryState.class)).get(random.nextInt(3)),
            random.nextInt(1_000),
            time(random),
            text(random),
            random.nextBoolean());
    return new DeliveryRow(
        random.nextLong(Long.MAX_VALUE),
        delivery,
        random.nextLong(Long.MAX_VALUE),
        maybe(random, () -> time(random)),
        maybe(random, () -> time(random)));
  }

  static PaymentRow payment(Random random) {
    var payment =
        new Payment(
            new PaymentKey("c" + text(random), "p" + text(random)),
            List.copyOf(EnumSet.allOf(Phase.class)).get(random.nextInt(7)),
            time(random),
            text(random),
            time(random),
            time(random),
            time(random),
            text(random),
            Optional.of(new NextStep(NextStep.Kind.CANCEL, time(random))),
            maybe(random, () -> new Amount(random.nextLong(Long.MAX_VALUE), "JPY")),
            random.nextInt(1_000),
            random.nextBoolean(),
            text(random),
            random.nextBoolean() ? TraceContext.NONE : trace(random));
    return new PaymentRow(
        random.nextLong(Long.MAX_VALUE), payment, maybe(random, () -> time(random)));
  }

  private static TraceContext trace(Random random) {
    var ids = HexFormat.of();
    var parent =
        "00-%s%s-%s-01"
            .formatted(
                ids.toHexDigits(random.nextLong() | 1),
                ids.toHexDigits(random.nextLong()),
                ids.toHexDigits(random.nextLong() | 1));
    return new TraceContext(parent, random.nextBoolean() ? "" : "one=a,two=b c");
  }

  static <T> Optional<T> maybe(Random random, Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  static String text(Random random) {
    var text = new StringBuilder();
    for (int length = random.nextInt(20); length > 0; length--) {
      text.appendCodePoint(random.nextInt(4) == 0 ? 0x1F600 : 32 + random.nextInt(200));
    }
    return text.toString();
  }

  static Instant time(Random random) {
    long micros = random.nextLong(-2_000_000_000_000_000L, 4_000_000_000_000_000L);
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
