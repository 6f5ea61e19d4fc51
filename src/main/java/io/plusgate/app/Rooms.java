package io.plusgate.app;

import io.plusgate.config.LimitsConfig;
import io.plusgate.http.Admission;
import io.plusgate.inbound.InboundRooms;
import io.plusgate.metrics.LimitMetrics;
import io.plusgate.outbound.OutboundRooms;
import java.util.List;
import java.util.stream.Stream;

/** Where calls of others are in flight, of the backend and of Alipay+: one for all event loops. */
final class Rooms {
  final OutboundRooms fromBackend;
  final InboundRooms fromAlipayPlus;

  Rooms(LimitsConfig limits, LimitMetrics metrics) {
    fromBackend = new OutboundRooms(limits, metrics);
    fromAlipayPlus = new InboundRooms(limits, metrics);
  }

  /** From now on; who is in stays in. */
  void limits(LimitsConfig next) {
    fromBackend.limits(next);
    fromAlipayPlus.limits(next);
  }

  List<Admission> all() {
    return Stream.concat(fromBackend.all().stream(), fromAlipayPlus.all().stream()).toList();
  }
}
