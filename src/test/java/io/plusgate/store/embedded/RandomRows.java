package io.plusgate.store.embedded;

import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Recipient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
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
