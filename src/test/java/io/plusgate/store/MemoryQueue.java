package io.plusgate.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a {@link MemoryStore} was told, and what it is to tell. */
final class MemoryQueue {
  private final Map<String, Set<Digest>> receipts = new HashMap<>();
  private final List<Queued> queue = new ArrayList<>();

  /** A delivery that is waiting. */
  private static final class Queued {
    private final Delivery delivery;
    private final Payload payload;
    private Instant dueAt;

    Queued(Delivery delivery, Payload payload) {
      this.delivery = delivery;
      this.payload = payload;
      this.dueAt = delivery.nextAt();
    }

    ClaimedDelivery leased(Claim claim) {
      dueAt = claim.until();
      var lease = new Lease(delivery.webhookId(), claim.owner(), 0, claim.until());
      return new ClaimedDelivery(delivery, payload, lease);
    }
  }

  Receipt remember(String id, Digest content) {
    var said = receipts.computeIfAbsent(id, first -> new HashSet<>());
    if (!said.add(content)) {
      return Receipt.DUPLICATE;
    }
    return said.size() == 1 ? Receipt.FIRST : Receipt.CONTRADICTION;
  }

  void add(
      Recipient recipient,
      String clientId,
      String api,
      String event,
      Optional<String> paymentRequestId,
      Payload payload,
      Instant now,
      Instant dueAt) {
    var delivery =
        new Delivery(
            "memory-" + queue.size(),
            recipient,
            clientId,
            api,
            event,
            api,
            paymentRequestId,
            now,
            DeliveryState.WAITING,
            0,
            dueAt,
            "",
            false);
    queue.add(new Queued(delivery, payload));
  }

  /** What has waited for the pay answer alone is due now. */
  void release(String paymentRequestId, Instant now) {
    for (var one : queue) {
      if (one.delivery.paymentRequestId().filter(paymentRequestId::equals).isPresent()
          && one.dueAt.isAfter(now)) {
        one.dueAt = now;
      }
    }
  }

  List<ClaimedDelivery> claim(Recipient recipient, Claim claim) {
    return queue.stream()
        .filter(one -> one.delivery.recipient() == recipient && !one.dueAt.isAfter(claim.now()))
        .limit(claim.limit())
        .toList()
        .stream()
        .map(one -> one.leased(claim))
        .toList();
  }

  Stream<Delivery> deliveries() {
    return queue.stream().map(one -> one.delivery);
  }
}
