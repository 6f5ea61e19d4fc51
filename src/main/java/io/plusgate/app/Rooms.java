package io.plusgate.app;

import io.plusgate.config.LimitsConfig;
import io.plusgate.http.Admission;
import io.plusgate.outbound.Admissions;
import java.util.List;
import java.util.stream.Stream;

/** Where calls of others are in flight, of the backend and of Alipay+: one for all event loops. */
final class Rooms {
  final Admissions fromBackend;
  final Admission fromAlipayPlus;

  Rooms(LimitsConfig limits) {
    fromBackend = new Admissions(limits);
    fromAlipayPlus = new Admission(limits.concurrentInbound());
  }

  /** From now on; who is in stays in. */
  void limits(LimitsConfig next) {
    fromBackend.limits(next);
    fromAlipayPlus.limit(next.concurrentInbound());
  }

  List<Admission> all() {
    return Stream.concat(fromBackend.all().stream(), Stream.of(fromAlipayPlus)).toList();
  }
}
