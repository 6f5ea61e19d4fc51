package io.plusgate.store.embedded;

import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
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
  private static final byte PAYMENT_NUMBER = 'n';
  private static final byte AT_RISK = '$';

  /** Behind every key of a payment: lengths are positive numbers. */
  static final byte[] LAST = {(byte) 0xff};

  private Keys() {}

  static byte[] meta(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /** The place of something that is named by two texts; no such key is the start of another. */
  static byte[] pair(String first, String second) {
    byte[] one = first.getBytes(StandardCharsets.UTF_8);
    byte[] two = second.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 * Integer.BYTES + one.length + two.length)
        .putInt(one.length)
        .put(one)
        .putInt(two.length)
        .put(two)
        .array();
  }

  static byte[] payment(PaymentKey key) {
    return pair(key.clientId(), key.paymentRequestId());
  }

  /** The payment whose event has this key. */
  static PaymentKey paymentOf(byte[] event) {
    var rest = ByteBuffer.wrap(event);
    return new PaymentKey(text(rest), text(rest));
  }

  private static String text(ByteBuffer rest) {
    byte[] text = new byte[rest.getInt()];
    rest.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  static byte[] event(byte[] payment, long number) {
    return ByteBuffer.allocate(payment.length + Long.BYTES).put(payment).putLong(number).array();
  }

  static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  static byte[] delivery(long number) {
    return ByteBuffer.allocate(1 + Long.BYTES).put(DELIVERY).putLong(number).array();
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

  /** After everything that is due at any time. */
  static byte[] duePaymentsEnd() {
    return behind(duePaymentsStart());
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

  /** Which payment has this number. */
  static byte[] paymentNumber(long number) {
    return ByteBuffer.allocate(1 + Long.BYTES).put(PAYMENT_NUMBER).putLong(number).array();
  }

  /** Sums of amounts: a phase and then the currency. */
  static byte[] atRisk(Phase phase, String currency) {
    byte[] text = currency.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + text.length)
        .put(AT_RISK)
        .put(Group.of(phase).place())
        .put(text)
        .array();
  }

  /** The number at the end of a key that ends with one. */
  static long lastNumber(byte[] key) {
    return ByteBuffer.wrap(key, key.length - Long.BYTES, Long.BYTES).getLong();
  }

  /** What follows the time in a key that has one after its first byte. */
  static byte[] afterTime(byte[] key) {
    return Arrays.copyOfRange(key, 1 + Long.BYTES, key.length);
  }

  /** The first key behind all keys that start with this prefix. */
  static byte[] behind(byte[] prefix) {
    byte[] end = prefix.clone();
    end[end.length - 1]++;
    return end;
  }

  private static byte[] timed(byte index, Instant at, byte[] rest) {
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
}
