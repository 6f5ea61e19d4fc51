package io.plusgate.store;

import static io.plusgate.store.Samples.ARBITER;
import static io.plusgate.store.Samples.CLIENT;
import static io.plusgate.store.Samples.NOON;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.plusgate.store.embedded.EmbeddedStore;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;

/**
 * The folder of a gateway that has stopped: a payment p1 that has succeeded and is still to be
 * delivered, a payment p2 that is open, and a notification that was parked.
 */
public final class SampleFolder {
  public static final String CLIENT_ID = CLIENT;

  private SampleFolder() {}

  public static Path write(Path folder) throws Exception {
    var store = EmbeddedStore.open(folder, new Random(1), ARBITER);
    await(store.openPayment(Samples.sent("p1")));
    await(store.openPayment(Samples.sent("p2")));
    await(store.settlePayment(Samples.payUnknown("p1", NOON.plusSeconds(1))));
    await(store.settlePayment(Samples.inquirySucceeded("p1", NOON.plusSeconds(3))));
    await(store.recordNotification(Samples.registrationNotified("r1", NOON.plusSeconds(4))));
    var claim = new Claim("gateway-1", NOON.plusSeconds(5), Duration.ofSeconds(30), 10);
    for (var claimed : await(store.claimDeliveries(Recipient.BACKEND, claim))) {
      park(store, claimed);
    }
    await(store.close());
    return folder;
  }

  /** So many more that wait to be delivered. */
  public static void addNotifications(Path folder, int count) throws Exception {
    var store = EmbeddedStore.open(folder, new Random(1), ARBITER);
    var recorded = new ArrayList<Future<Recorded>>();
    for (int number = 0; number < count; number++) {
      recorded.add(store.recordNotification(Samples.registrationNotified("more" + number, NOON)));
    }
    await(Future.all(recorded));
    await(store.close());
  }

  private static void park(Store store, ClaimedDelivery claimed) throws Exception {
    if (claimed.delivery().event().equals("notification")) {
      var parked = new DeliveryVerdict.Parked("HTTP 422");
      await(store.finishDelivery(claimed.lease(), parked, NOON.plusSeconds(6)));
    }
  }

  @CanIgnoreReturnValue
  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
  }
}
