package io.plusgate.store.embedded;

import io.plusgate.store.DeliveryState;
import io.plusgate.store.Recipient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * Where each row stands. Times and numbers are written so that their bytes sort as they do; the
 * first byte of an index key names the index.
 */
final class Keys {
  private static final byte DELIVERY = 'd';
  private static final byte ORDER = 'o';
  private static final byte DUE_PAYMENTS = 'i';

  private Keys() {}

  static byte[] meta(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /** The place of something that Alipay+ names by two texts. */
  static byte[] pair(String first, String second) {
    byte[] one = first.getBytes(StandardCharsets.UTF_8);
    byte[] two = second.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + one.length + two.length)
        .putInt(one.length)
        .put(one)
        .put(two)
        .array();
  }

  static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  static byte[] delivery(long number) {
    return ByteBuffer.allocate(1 + Long.BYTES).put(DELIVERY).putLong(number).array();
  }

  /** Before all deliveries. */
  static byte[] deliveries() {
    return new byte[] {DELIVERY};
  }

  /** The unfinished deliveries of one payment to one recipient. */
  static byte[] order(Recipient recipient, String clientId, String paymentRequestId) {
    byte[] pair = pair(clientId, paymentRequestId);
    return ByteBuffer.allocate(2 + pair.length)
        .put(ORDER)
        .put(dueDeliveries(recipient))
        .put(pair)
        .array();
  }

  static byte[] dueDelivery(Recipient recipient, Instant at, long number) {
    return timed(dueDeliveries(recipient), at, number(number));
  }

  static byte[] duePayment(Instant at, byte[] payment) {
    return timed(DUE_PAYMENTS, at, payment);
  }

  /** Before everything that is due. */
  static byte[] duePaymentsStart() {
    return new byte[] {DUE_PAYMENTS};
  }

  /** After everything that is due at this time. */
  static byte[] duePaymentsEnd(Instant now) {
    return timed(DUE_PAYMENTS, now.plus(1, ChronoUnit.MICROS), new byte[0]);
  }

  static byte[] dueDeliveriesStart(Recipient recipient) {
    return new byte[] {dueDeliveries(recipient)};
  }

  static byte[] dueDeliveriesEnd(Recipient recipient, Instant now) {
    return timed(dueDeliveries(recipient), now.plus(1, ChronoUnit.MICROS), new byte[0]);
  }

  static byte[] inState(Recipient recipient, DeliveryState state, long number) {
    return ByteBuffer.allocate(1 + Long.BYTES)
        .put(stateIndex(recipient, state))
        .putLong(number)
        .array();
  }

  static byte[] inStateStart(Recipient recipient, DeliveryState state) {
    return new byte[] {stateIndex(recipient, state)};
  }

  /** The number at the end of a key that ends with one. */
  static long lastNumber(byte[] key) {
    return ByteBuffer.wrap(key, key.length - Long.BYTES, Long.BYTES).getLong();
  }

  /** What follows the time in a key that has one after its first byte. */
  static byte[] afterTime(byte[] key) {
    return Arrays.copyOfRange(key, 1 + Long.BYTES, key.length);
  }

  static Instant time(byte[] key) {
    return Instant.EPOCH.plus(
        ByteBuffer.wrap(key, 1, Long.BYTES).getLong() ^ Long.MIN_VALUE, ChronoUnit.MICROS);
  }

  /** The first key behind all keys that start with this prefix. */
  static byte[] behind(byte[] prefix) {
    byte[] end = prefix.clone();
    end[end.length - 1]++;
    return end;
  }

  static byte[] timed(byte index, Instant at, byte[] rest) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    return ByteBuffer.allocate(1 + Long.BYTES + rest.length)
        .put(index)
        .putLong(micros ^ Long.MIN_VALUE)
        .put(rest)
        .array();
  }

  private static byte dueDeliveries(Recipient recipient) {
    return switch (recipient) {
      case BACKEND -> (byte) 'b';
      case ALIPAY_PLUS -> (byte) 'a';
    };
  }

  private static byte stateIndex(Recipient recipient, DeliveryState state) {
    boolean backend = recipient == Recipient.BACKEND;
    return switch (state) {
      case WAITING -> (byte) (backend ? 'w' : 'W');
      case PARKED -> (byte) (backend ? 'p' : 'P');
      case DONE -> (byte) (backend ? 'x' : 'X');
    };
  }
}
