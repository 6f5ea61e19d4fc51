package io.plusgate.store;

import static io.plusgate.store.Samples.NOON;
import static io.plusgate.store.StoreHarness.await;
import static io.plusgate.store.StoreHarness.finish;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plusgate.payment.Phase;
import io.plusgate.protocol.TraceContext;
import io.plusgate.store.postgres.PostgresStore;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A database goes one version up, and one down where the newer one has only added. */
class PostgresUpgradeTest {
  private static final Vertx VERTX = Vertx.vertx();

  private final String database = PostgresServer.newDatabase();

  @AfterAll
  static void closeVertx() throws Exception {
    finish(VERTX.close());
  }

  @Test
  void goesOnWithTablesOfTheVersionBefore() throws Exception {
    writeAsSchemaOne();

    var store = open();
    var kept = await(store.findPayment(Samples.key("p1"))).orElseThrow().payment();
    var claimed = await(store.claimDeliveries(Recipient.BACKEND, later()));
    assertThat(await(store.openPayment(Samples.sent("p2"))).isNew()).isTrue();
    finish(store.close());

    assertThat(kept.phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(kept.trace()).isEqualTo(TraceContext.NONE);
    assertThat(claimed)
        .extracting(one -> one.delivery().webhookId())
        .containsExactly("msg_0000abcd_2");
    assertThat(setting("oldest reader")).isEqualTo("2");
    assertThat(version()).isEqualTo(2);
  }

  @Test
  void worksOnTablesToWhichTheVersionAfterHasOnlyAdded() throws Exception {
    finish(open().close());
    migrateFurther(2);

    var store = open();
    assertThat(await(store.openPayment(Samples.sent("p1"))).isNew()).isTrue();
    var told = Samples.succeededNotified("p1", NOON);
    assertThat(await(store.recordNotification(told)).receipt()).isEqualTo(Receipt.FIRST);
    assertThat(await(store.claimDeliveries(Recipient.BACKEND, later()))).hasSize(1);
    finish(store.close());

    assertThat(version()).isEqualTo(3);
    assertThat(setting("oldest reader")).isEqualTo("2");
  }

  @Test
  void leavesTablesAloneThatTheVersionAfterHasChanged() throws Exception {
    finish(open().close());
    migrateFurther(3);

    assertThatThrownBy(this::open)
        .hasRootCauseInstanceOf(StoreRefusedException.class)
        .hasMessageContaining(
            "has schema 3, for Plusgate of schema 3 and newer (expected: at most 2; a newer"
                + " Plusgate wrote it: go on with that, or see docs/operations.md)");
    assertThat(version()).isEqualTo(3);
  }

  private Store open() throws Exception {
    var config = PostgresServer.config(database);
    return PostgresStore.open(VERTX, config, new Random(1), Samples.ARBITER)
        .toCompletionStage()
        .toCompletableFuture()
        .get(20, SECONDS);
  }

  /** A column, a table and a mark, as a newer gateway makes them in one transaction. */
  private void migrateFurther(int oldestReader) {
    PostgresServer.execute(
        database,
        """
        ALTER TABLE plusgate.payment ADD COLUMN newer text NOT NULL DEFAULT '';
        CREATE TABLE plusgate.refund (id text PRIMARY KEY);
        INSERT INTO plusgate.schema_version (version) VALUES (3);
        INSERT INTO plusgate.setting (name, value) VALUES ('oldest reader', '%d')
          ON CONFLICT (name) DO UPDATE SET value = excluded.value;
        """
            .formatted(oldestReader));
  }

  /** The tables by the first file alone, and rows with all the columns that it has. */
  private void writeAsSchemaOne() throws IOException {
    try (var sql =
        PostgresStore.class.getResourceAsStream("/io/plusgate/store/postgres/V001__first.sql")) {
      assertThat(sql).isNotNull();
      PostgresServer.execute(
          database,
          "CREATE SCHEMA plusgate; CREATE TABLE plusgate.schema_version (version integer PRIMARY"
              + " KEY, applied_at timestamptz NOT NULL DEFAULT now());"
              + new String(sql.readAllBytes(), UTF_8)
              + ROWS.replace("CLIENT", Samples.CLIENT));
    }
  }

  private static final String ROWS =
      """
      INSERT INTO plusgate.schema_version (version) VALUES (1);
      INSERT INTO plusgate.setting VALUES ('store', '0000abcd');
      INSERT INTO plusgate.payment VALUES ('CLIENT', 'p1', 1, 'SUCCEEDED', now(),
        'inquiryPayment', now(), now(), now(), 'default', NULL, NULL, 100, 'JPY', 1, false, '',
        NULL);
      INSERT INTO plusgate.delivery VALUES (2, 'BACKEND', 'CLIENT', 'p:p1', 'inquiryPayment',
        'payment.succeeded', 'inquiryPayment', 'p1', '2026-11-25 12:00:00Z', 'WAITING', 0,
        '2026-11-25 12:00:00Z', '', false, 0, NULL, '2026-11-25 12:00:00Z');
      INSERT INTO plusgate.payload VALUES (2, '2026-11-25 12:00:00Z', '{}', '{}');
      SELECT setval('plusgate.number', 2);
      """;

  private long version() {
    return PostgresServer.number(database, "SELECT max(version) FROM plusgate.schema_version");
  }

  private String setting(String name) {
    return PostgresServer.text(
        database, "SELECT value FROM plusgate.setting WHERE name = '" + name + "'");
  }

  private static Claim later() {
    return new Claim("g", NOON.plus(Duration.ofMinutes(10)), StoreHarness.LEASE, 10);
  }
}
