package io.plusgate.cli;

import static io.plusgate.cli.Typed.plusgate;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.config.InquiryConfig;
import io.plusgate.payment.Arbiter;
import io.plusgate.payment.Evidence;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.RefundNote;
import io.plusgate.protocol.Amount;
import io.plusgate.reconcile.ReportFolder;
import io.plusgate.signature.TestKeys;
import io.plusgate.store.Payload;
import io.plusgate.store.SampleFolder;
import io.plusgate.store.Settlement;
import io.plusgate.store.embedded.EmbeddedStore;
import io.plusgate.system.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reconcile --config}: our side is what the gateway wrote down itself. */
class ReconcileJournalTest {
  @TempDir Path folder;

  @Test
  void comparesWithTheGatewaysOwnJournal() throws Exception {
    Path store = SampleFolder.write(folder.resolve("data"));
    var journal = new ReportFolder(folder.resolve("journal"));
    String paid = ",A1,,PAYMENT,%s,JPY,70,USD,2026-11-25T20:00:03+08:00";
    journal.set("USD", "CB1", "A1", "p1" + paid.formatted("100"));

    var typed = reconcile(journal, store);

    assertThat(typed.code()).describedAs(typed.err()).isZero();
    assertThat(typed.json().getJsonArray("totals").encode())
        .contains("\"class\":\"MATCHED\",\"count\":1,\"amount\":\"100 JPY\"");

    journal.set("USD", "CB1", "A1", "p1" + paid.formatted("101"));
    var other = reconcile(journal, store);
    assertThat(other.out()).contains("AMOUNT_DIFFERS");
  }

  @Test
  void comparesWithTheJournalOfAGatewayThatIsRunning() throws Exception {
    Path store = SampleFolder.write(folder.resolve("data"));
    var journal = new ReportFolder(folder.resolve("journal"));
    journal.set(
        "USD",
        "CB1",
        "A1",
        "p1,A1,,PAYMENT,100,JPY,70,USD,2026-11-25T20:00:03+08:00",
        "q1,B1,p1,REFUND,30,JPY,20,USD,2026-11-25T20:10:00+08:00",
        "q2,B2,p1,REFUND,41,JPY,27,USD,2026-11-25T20:10:00+08:00");
    var arbiter = new Arbiter(InquiryConfig.defaults().policy());
    var running = EmbeddedStore.open(store, new Random(1), arbiter);
    Waiting.on(running.settlePayment(refunded("p1", "q1", 30)));
    Waiting.on(running.settlePayment(refunded("p1", "q2", 40)));

    var typed = reconcile(journal, store);

    Waiting.on(running.close());
    assertThat(typed.code()).describedAs(typed.err()).isEqualTo(1);
    assertThat(typed.json().getJsonArray("totals").encode())
        .contains("\"class\":\"MATCHED\",\"count\":2")
        .contains("\"class\":\"AMOUNT_DIFFERS\",\"count\":1,\"amount\":\"41 JPY\"")
        .doesNotContain("MISSING");
  }

  private static Settlement refunded(String payment, String refund, int yen) {
    var note = new RefundNote(refund, Optional.of(new Amount(yen, "JPY")), "S SUCCESS");
    return new Settlement(
        new PaymentKey(SampleFolder.CLIENT_ID, payment),
        "refund",
        new Evidence.RefundTold(note),
        trace -> Payload.unknown(),
        Instant.parse("2026-11-25T12:10:00Z"));
  }

  private Typed reconcile(ReportFolder reports, Path store) throws IOException {
    return plusgate(
        "reconcile",
        reports.path(),
        "--day",
        "2026-11-25",
        "--work",
        folder.resolve("work"),
        "--config",
        config(store),
        "--output",
        "json");
  }

  private Path config(Path store) throws IOException {
    Path key = folder.resolve("partner-private.pem");
    Files.writeString(key, TestKeys.partnerPrivatePem());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(folder.resolve("alipayplus-public.pem"), TestKeys.alipayPlusPublicPem());
    String yaml =
        """
        role: ACQP
        clients:
          - clientId: %s
            environment: sandbox
            partnerId: "1022188000000000001"
            privateKey: %s
            keyVersion: 1
            alipayPlus:
              baseUrl: http://127.0.0.1:1
              publicKeys: [ { keyVersion: 1, file: %s/alipayplus-public.pem } ]
        listeners:
          backend: { host: 127.0.0.1, port: 0 }
          alipayPlus: { host: 127.0.0.1, port: 0, insecure: true }
          admin: { host: 127.0.0.1, port: 0 }
        backend: { baseUrl: "http://127.0.0.1:1", routes: [] }
        store: { type: embedded, path: %s }
        """
            .formatted(SampleFolder.CLIENT_ID, key, folder, store);
    return Files.writeString(folder.resolve("gateway.yaml"), yaml);
  }
}
