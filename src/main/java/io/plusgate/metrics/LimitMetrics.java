package io.plusgate.metrics;

import java.util.Locale;
import java.util.function.LongSupplier;

/** How much of each limit is used, and how many were turned away; asked when it is scraped. */
public final class LimitMetrics {
  private final Meters meters;

  LimitMetrics(Meters meters) {
    this.meters = meters;
    for (var room : Room.values()) {
      turnedAway(room, TurnedAway.FULL, 0);
    }
  }

  /** A room, how many may be in it and how many are. */
  public void room(Room room, LongSupplier limit, LongSupplier inside) {
    meters.gauge(Meter.ROOM_LIMIT, limit::getAsLong, room.label());
    meters.gauge(Meter.ROOM_INSIDE, inside::getAsLong, room.label());
  }

  /** Somebody was told early that it is too much now. */
  public void turnedAway(Room room, TurnedAway why) {
    turnedAway(room, why, 1);
  }

  /** The calls towards Alipay+, over all clients and event loops. */
  public void alipayPlus(
      LongSupplier limit, LongSupplier inside, LongSupplier waiting, LongSupplier breakersOpen) {
    meters.gauge(Meter.ALIPAY_PLUS_LIMIT, limit::getAsLong);
    meters.gauge(Meter.ALIPAY_PLUS_INSIDE, inside::getAsLong);
    meters.gauge(Meter.ALIPAY_PLUS_WAITING, waiting::getAsLong);
    meters.gauge(Meter.ALIPAY_PLUS_BREAKERS, breakersOpen::getAsLong);
  }

  /** The bodies in flight on one side. */
  public void bodies(String side, LongSupplier limit, LongSupplier bytes) {
    meters.gauge(Meter.BODIES_LIMIT, limit::getAsLong, side);
    meters.gauge(Meter.BODIES, bytes::getAsLong, side);
  }

  /** The connections that are open on a listener. */
  public void connections(String listener, LongSupplier limit, LongSupplier open) {
    String label = listener.toLowerCase(Locale.ROOT);
    meters.gauge(Meter.CONNECTIONS_LIMIT, limit::getAsLong, label);
    meters.gauge(Meter.CONNECTIONS, open::getAsLong, label);
    for (var why : CallerRefused.values()) {
      callerRefused(listener, why, 0);
    }
  }

  /** A listener refused a caller before it looked at the call. */
  public void callerRefused(String listener, CallerRefused why) {
    callerRefused(listener, why, 1);
  }

  private void callerRefused(String listener, CallerRefused why, int times) {
    String label = listener.toLowerCase(Locale.ROOT);
    meters.counter(Meter.CALLERS_REFUSED, label, why.label()).increment(times);
  }

  private void turnedAway(Room room, TurnedAway why, int times) {
    meters.counter(Meter.TURNED_AWAY, room.label(), why.label()).increment(times);
  }
}
