package io.plusgate.store;

import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The durable memory that all flows meet in.
 *
 * <p>Each method is one transaction, all or nothing, and on disk when its future succeeds, but for
 * one case of {@link #settlePayment}. A future that fails with {@link StoreUnavailableException}
 * may or may not have been kept; the call can be made again, and later calls succeed as soon as the
 * store is back. Futures complete in the Vert.x context of the caller. Times are kept to the
 * microsecond.
 */
public interface Store extends StoreReader {
  /** Writes a payment down before it is sent; changes nothing when we already have it. */
  Future<Opened> openPayment(Payment payment);

  /**
   * Lets the arbiter judge the evidence and keeps what it says: the payment, the event in its
   * timeline, and a delivery to the backend if one is ordered.
   *
   * <p>What the backend knows already, from the answer to its own call, acknowledges nothing and
   * orders no delivery: it survives the process at once, the machine's power 0.1 s later. Lost, it
   * leaves the payment as a crash just before would have, to be asked about.
   *
   * @return nothing when we have no such payment
   */
  Future<Optional<Settled>> settlePayment(Settlement settlement);

  /**
   * Remembers the notification for ever, settles its payment and queues the delivery, all or
   * nothing. Of any number of the same notifications, at once or years apart, one is first.
   */
  Future<Recorded> recordNotification(Notification notification);

  /**
   * Writes down a notification that the wallet's backend hands over for Alipay+. A repeat is not
   * queued again, and a contradiction is not kept at all: it is the backend's mistake.
   */
  Future<Receipt> recordHandover(Handover handover);

  /**
   * Takes payments whose next step is due, the longest due first. Each is due again at the end of
   * the lease unless it was settled with another time in between.
   */
  Future<List<Payment>> claimDuePayments(Claim claim);

  /**
   * Takes deliveries that are due, the longest due first. Of one payment no delivery is taken
   * before the ones queued earlier are done or parked.
   */
  Future<List<ClaimedDelivery>> claimDeliveries(Recipient recipient, Claim claim);

  /**
   * Says how an attempt went, and notes it in the timeline of the payment if there is one.
   *
   * @return false when the delivery has been claimed by somebody else since
   */
  Future<Boolean> finishDelivery(Lease lease, DeliveryVerdict verdict, Instant now);

  /**
   * Has a finished delivery sent again under its own Webhook-Id.
   *
   * @param by who wants it, for the audit in the payment's timeline
   */
  Future<ReplayAnswer> replayDelivery(String webhookId, String by, Instant now);

  /**
   * Forgets at most {@code limit} bodies received before this time, of deliveries that are done;
   * digests stay.
   *
   * @return how many it has looked at; zero when there are no more
   */
  Future<Integer> prunePayloads(Instant before, int limit);

  /**
   * Makes a store that was put back to an older state fit to go on, before any gateway has it: all
   * that is not at its end is due to be asked for now, payments that it does not know are written
   * down, and no number is given again that may have been given since. Once more changes nothing
   * but that all is asked for again.
   */
  Future<CatchUp> beginCatchUp(Restored restored);

  /**
   * Calls the watcher after each transition of any payment, on whichever gateway of this store it
   * happened. It must return at once and hand over to a context of its own; a call may be missed
   * while the store is down, so waiters also look again when they give up.
   */
  void watch(Consumer<PaymentKey> watcher);

  /** Calls the watcher with the number of calls that each write carried, from any thread. */
  void watchWrites(IntConsumer watcher);

  /** Succeeds once something was really written. */
  Future<Void> probe();
}
