package io.plusgate.store;

import static io.plusgate.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.payment.Phase;
import io.plusgate.protocol.TraceContext;
import io.plusgate.store.postgres.PostgresStore;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The PostgreSQL engine keeps the store's promises, on a real server. */
class PostgresStoreTest extends StoreContract {
  private static final Vertx VERTX = Vertx.vertx();

  private final String database = PostgresServer.newDatabase();

  @AfterAll
  static void closeVertx() throws Exception {
    finish(VERTX.close());
  }

  @Override
  Store openEmpty() throws Exception {
    var config = PostgresServer.config(database);
    return await(PostgresStore.open(VERTX, config, new Random(1), Samples.ARBITER));
  }

  /** A newer gateway adds columns while this one is at work, with statements it has prepared. */
  @Test
  void goesOnWhenANewerPlusgateAddsColumns() throws Exception {
    everyKindOfCall("p1", "r1");
    for (var table : List.of("payment", "delivery", "timeline", "payload", "receipt")) {
      PostgresServer.execute(database, "ALTER TABLE plusgate." + table + " ADD COLUMN newer text");
    }

    everyKindOfCall("p2", "r2");

    assertThat(found("p2").payment().phase()).isEqualTo(Phase.SUCCEEDED);
  }

  /** A version that knows nothing of restored stores settles payments without counting them. */
  @Test
  void countsAnewWhenItIsToldAgainThatItWasRestored() throws Exception {
    opened("p1");
    PostgresServer.execute(
        database, "INSERT INTO plusgate.counter VALUES ('awaiting catch-up', 99, 7)");

    var begun = await(store().beginCatchUp(new Restored("again", Set.of(), NOON)));

    assertThat(begun.known()).isEqualTo(1);
    assertThat(await(store().statistics()).awaitingCatchUp()).isEqualTo(1);
  }

  private void everyKindOfCall(String payment, String other) throws Exception {
    opened(payment);
    settled(Samples.payUnknown(payment, NOON));
    assertThat(await(store().claimDuePayments(new Claim("g", NOON.plusSeconds(60), LEASE, 1))))
        .hasSize(1);
    settled(Samples.inquirySucceeded(payment, NOON));
    assertThat(notified(Samples.registrationNotified(other, NOON))).isEqualTo(Receipt.FIRST);
    for (var claimed : claim(NOON)) {
      var done = new DeliveryVerdict.Done("200");
      assertThat(await(store().finishDelivery(claimed.lease(), done, NOON))).isTrue();
    }
    var page = PageRequest.first(10, PageRequest.Order.OLDEST_FIRST);
    assertThat(await(store().listDeliveries(DeliveryQuery.all(Recipient.BACKEND, page))).items())
        .isNotEmpty();
    var succeeded = new PaymentQuery(Phase.SUCCEEDED, Optional.empty(), page);
    assertThat(await(store().listPayments(succeeded)).items()).isNotEmpty();
    assertThat(found(payment).events()).isNotEmpty();
  }

  @Test
  void givesADatabaseOfTheFirstSchemaWhatItLacks() throws Exception {
    opened("p1");
    finish(store().close());
    PostgresServer.execute(
        database,
        "ALTER TABLE plusgate.payment DROP COLUMN trace;"
            + " DELETE FROM plusgate.schema_version WHERE version > 1");

    var upgraded = reopen();
    var kept = await(upgraded.findPayment(Samples.key("p1"))).orElseThrow();
    finish(upgraded.close());

    assertThat(kept.payment().trace()).isEqualTo(TraceContext.NONE);
  }

  @Override
  Store reopen() throws Exception {
    return openEmpty();
  }
}
