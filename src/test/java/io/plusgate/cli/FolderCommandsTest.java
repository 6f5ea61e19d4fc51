package io.plusgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.store.SampleFolder;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator's commands say of a stopped gateway's folder. */
class FolderCommandsTest {
  @TempDir private Path place;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String folder = "";

  @BeforeEach
  void write() throws Exception {
    folder = SampleFolder.write(place.resolve("data")).toString();
  }

  @Test
  void showsTheTimelineOfAPaymentWithItsWaits() {
    int code =
        plusgate(
            "payments", "show", "p1", "--folder", folder, "--client-id", SampleFolder.CLIENT_ID);

    assertThat(code).isZero();
    assertThat(out.toString())
        .containsPattern("payment +p1\n")
        .containsPattern("phase +succeeded\n")
        .containsPattern("amount +100 JPY\n")
        .containsPattern("2026-11-25T12:00:01.123Z +\\+1.0s +pay ")
        .containsPattern("2026-11-25T12:00:03.123Z +\\+2.0s +inquiryPayment +succeeded ");
  }

  @Test
  void saysNoToAPaymentItDoesNotHave() {
    int code = plusgate("payments", "show", "p9", "--folder", folder, "--client-id", "C");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).startsWith("plusgate: payment-unknown: ");
  }

  @Test
  void listsPaymentsOfAllPhasesAndOfOne() {
    assertThat(plusgate("payments", "list", "--folder", folder, "--output", "json")).isZero();
    assertThat(json().getJsonArray("payments")).hasSize(2);

    assertThat(plusgate("payments", "list", "--folder", folder, "--phase", "succeeded")).isZero();
    assertThat(out.toString()).contains("PAYMENT").contains("p1").doesNotContain("p2");
  }

  @Test
  void listsParkedDeliveriesForPeopleAndScripts() {
    assertThat(plusgate("deliveries", "list", "--folder", folder, "--state", "parked")).isZero();
    assertThat(out.toString()).contains("HTTP 422").contains("1 delivery\n");

    assertThat(plusgate("deliveries", "list", "--folder", folder, "--output", "json")).isZero();
    assertThat(json().getJsonArray("deliveries")).hasSize(2);
  }

  @Test
  void exportsAnOrdinarySqliteFileWithoutBodies() throws SQLException {
    Path file = place.resolve("all.sqlite");

    assertThat(plusgate("store", "export", file.toString(), "--folder", folder)).isZero();

    assertThat(ask(file, "SELECT phase FROM payments ORDER BY payment_request_id"))
        .containsExactly("succeeded", "sent");
    assertThat(ask(file, "SELECT source FROM timeline WHERE payment_request_id = 'p1'"))
        .containsExactly("pay", "pay", "inquiryPayment");
    assertThat(ask(file, "SELECT state || ' ' || note FROM deliveries ORDER BY queued_at"))
        .containsExactly("waiting ", "parked HTTP 422");
    assertThat(ask(file, "SELECT value FROM store WHERE name = 'receipts'")).containsExactly("1");
    assertThat(ask(file, "SELECT count(*) FROM payloads")).containsExactly("0");
  }

  @Test
  void exportsBodiesOnlyWhenAskedAndOnlyFromAFolder() throws SQLException {
    Path file = place.resolve("all.sqlite");

    assertThat(plusgate("store", "export", file.toString(), "--with-payloads")).isEqualTo(2);
    assertThat(plusgate("store", "export", file + "", "--folder", folder, "--with-payloads"))
        .isZero();

    assertThat(ask(file, "SELECT CAST(body AS TEXT) FROM payloads ORDER BY webhook_id"))
        .contains("{\"id\" : \"r1\"}");
  }

  @Test
  void neverWritesOverAFileThatIsThere() throws Exception {
    Path file = Files.writeString(place.resolve("precious"), "mine");

    assertThat(plusgate("store", "export", file.toString(), "--folder", folder)).isEqualTo(2);

    assertThat(Files.readString(file)).isEqualTo("mine");
  }

  @Test
  void findsASoundFolderFine() {
    int code = plusgate("store", "check", "--folder", folder, "--output", "json");

    assertThat(code).isZero();
    assertThat(json().getBoolean("fine")).isTrue();
    assertThat(json().getJsonObject("rows").getInteger("payments")).isEqualTo(2);
  }

  @Test
  void refusesAFolderThatIsNoStoreAndMakesNone() {
    Path nothing = place.resolve("nothing");

    assertThat(plusgate("store", "check", "--folder", nothing.toString())).isEqualTo(2);
    assertThat(plusgate("store", "show", "--folder", nothing.toString())).isEqualTo(2);

    assertThat(nothing).doesNotExist();
  }

  @Test
  void saysThatNoGatewayAnswers() {
    int code = plusgate("store", "show", "--admin", "http://127.0.0.1:1");

    assertThat(code).isEqualTo(3);
    assertThat(err.toString()).contains("http://127.0.0.1:1").contains("--admin");
  }

  private int plusgate(String... arguments) {
    out.getBuffer().setLength(0);
    return Plusgate.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private JsonObject json() {
    return new JsonObject(out.toString());
  }

  private static List<String> ask(Path file, String question) throws SQLException {
    var answers = new ArrayList<String>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(question)) {
      while (rows.next()) {
        answers.add(rows.getString(1));
      }
    }
    return answers;
  }
}
