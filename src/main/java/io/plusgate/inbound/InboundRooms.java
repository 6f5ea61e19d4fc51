package io.plusgate.inbound;

import io.plusgate.config.LimitsConfig;
import io.plusgate.http.Admission;
import io.plusgate.http.BodyBudget;
import io.plusgate.metrics.LimitMetrics;
import io.plusgate.metrics.Room;
import io.plusgate.protocol.Api;
import java.util.List;

/**
 * The room for calls of Alipay+, in compartments: notifications are only written down and never
 * wait behind calls that a slow backend answers, nor do {@code inquiryPayment} and {@code
 * cancelPayment} behind {@code pay}.
 */
public final class InboundRooms {
  private final Admission calls;
  private final Admission inquiries;
  private final Admission notifications;
  private final BodyBudget bodies;

  public InboundRooms(LimitsConfig limits, LimitMetrics metrics) {
    this.bodies = new BodyBudget("alipayplus", limits.bodiesInFlight(), metrics);
    this.calls = new Admission(Room.INBOUND_CALLS, limits.concurrentInbound(), bodies, metrics);
    this.inquiries =
        new Admission(Room.INBOUND_INQUIRIES, limits.concurrentInquiries(), bodies, metrics);
    this.notifications =
        new Admission(Room.NOTIFICATIONS, limits.concurrentNotifications(), bodies, metrics);
  }

  Admission of(Api api) {
    if (api.notification()) {
      return notifications;
    }
    return api.closesPayments() ? inquiries : calls;
  }

  /** From now on; who is in stays in. */
  public void limits(LimitsConfig next) {
    calls.limit(next.concurrentInbound());
    inquiries.limit(next.concurrentInquiries());
    notifications.limit(next.concurrentNotifications());
    bodies.limit(next.bodiesInFlight());
  }

  public boolean isClosed() {
    return calls.isClosed();
  }

  /** All compartments. */
  public List<Admission> all() {
    return List.of(calls, inquiries, notifications);
  }
}
