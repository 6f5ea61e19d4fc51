package io.plusgate.outbound;

import io.plusgate.config.LimitsConfig;
import io.plusgate.http.Admission;
import io.plusgate.http.BodyBudget;
import io.plusgate.metrics.LimitMetrics;
import io.plusgate.metrics.Room;
import io.plusgate.protocol.Api;
import java.util.List;

/**
 * The room for calls of the backend, in compartments: {@code inquiryPayment} and {@code
 * cancelPayment} close payments and must never wait behind {@code pay}, which opens them; what is
 * handed over is only written down.
 */
public final class OutboundRooms {
  private final Admission calls;
  private final Admission inquiries;
  private final Admission handovers;
  private final BodyBudget bodies;

  public OutboundRooms(LimitsConfig limits, LimitMetrics metrics) {
    this.bodies = new BodyBudget("backend", limits.bodiesInFlight(), metrics);
    this.calls = new Admission(Room.OUTBOUND_CALLS, limits.concurrentOutbound(), bodies, metrics);
    this.inquiries =
        new Admission(Room.OUTBOUND_INQUIRIES, limits.concurrentInquiries(), bodies, metrics);
    this.handovers =
        new Admission(Room.HANDOVERS, limits.concurrentNotifications(), bodies, metrics);
  }

  Admission of(Api api) {
    return api.closesPayments() ? inquiries : calls;
  }

  /** From now on; who is in stays in. */
  public void limits(LimitsConfig next) {
    calls.limit(next.concurrentOutbound());
    inquiries.limit(next.concurrentInquiries());
    handovers.limit(next.concurrentNotifications());
    bodies.limit(next.bodiesInFlight());
  }

  Admission handovers() {
    return handovers;
  }

  boolean isClosed() {
    return calls.isClosed();
  }

  /** All compartments. */
  public List<Admission> all() {
    return List.of(calls, inquiries, handovers);
  }
}
