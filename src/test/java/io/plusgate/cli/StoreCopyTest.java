package io.plusgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.store.FolderInUse;
import io.plusgate.store.PostgresServer;
import io.plusgate.store.SampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code store copy} says, and what it leaves as it was. */
class StoreCopyTest {
  @TempDir private Path place;
  private final String database = PostgresServer.newDatabase();
  private Path folder;

  @BeforeEach
  void write() throws Exception {
    folder = SampleFolder.write(place.resolve("data"));
  }

  @Test
  void saysWhatBothSidesHold() {
    var copied = copy("--output", "json");

    assertThat(copied.code()).isZero();
    assertThat(copied.json().getBoolean("same")).isTrue();
    var parts = copied.json().getJsonObject("parts");
    for (var part :
        Map.of("payments", 2, "timeline events", 4, "receipts", 1, "deliveries", 2, "payloads", 2)
            .entrySet()) {
      var compared = parts.getJsonObject(part.getKey());
      assertThat(compared.getJsonObject("folder").getInteger("rows")).isEqualTo(part.getValue());
      assertThat(compared.getJsonObject("database")).isEqualTo(compared.getJsonObject("folder"));
    }
  }

  @Test
  void leavesTheFolderAsItWas() throws Exception {
    var before = contents();

    assertThat(copy().out()).contains("holds all of").contains("start no gateway on the folder");

    assertThat(contents()).isEqualTo(before);
    assertThat(Typed.plusgate("store", "check", "--folder", folder).code()).isZero();
  }

  @Test
  void carriesManyRows() throws Exception {
    SampleFolder.addNotifications(folder, 10_000);

    var copied = copy("--output", "json");

    assertThat(copied.code()).isZero();
    assertThat(PostgresServer.number(database, "SELECT count(*) FROM plusgate.receipt"))
        .isEqualTo(10_001);
  }

  @Test
  void refusesADatabaseThatIsNotEmpty() {
    assertThat(copy().code()).isZero();

    var again = copy();

    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err())
        .contains("store.uri: the database has been a gateway's")
        .contains("(expected: an empty one");
    assertThat(PostgresServer.number(database, "SELECT count(*) FROM plusgate.payment"))
        .isEqualTo(2);
  }

  @Test
  void keepsNothingOfACopyThatDiffers() throws Exception {
    for (String file : new String[] {"V001__first.sql", "V002__trace.sql"}) {
      makeTables(file);
    }
    PostgresServer.execute(
        database,
        """
        INSERT INTO plusgate.schema_version (version) VALUES (1), (2);
        CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            IF NEW.payment_request_id = 'p2' THEN RETURN NULL; END IF;
            RETURN NEW;
          END $$;
        CREATE TRIGGER lose BEFORE INSERT ON plusgate.payment
          FOR EACH ROW EXECUTE FUNCTION lose();
        """);

    var copied = copy();

    assertThat(copied.code()).isEqualTo(1);
    assertThat(copied.out()).containsPattern("payments +2 +1 ").contains("nothing was kept of it");
    assertThat(PostgresServer.number(database, "SELECT count(*) FROM plusgate.payment")).isZero();
    assertThat(PostgresServer.number(database, "SELECT count(*) FROM plusgate.setting")).isZero();
  }

  private void makeTables(String file) throws IOException {
    if (file.startsWith("V001")) {
      PostgresServer.execute(
          database,
          "CREATE SCHEMA plusgate; CREATE TABLE plusgate.schema_version (version integer PRIMARY"
              + " KEY, applied_at timestamptz NOT NULL DEFAULT now())");
    }
    try (var sql = Plusgate.class.getResourceAsStream("/io/plusgate/store/postgres/" + file)) {
      assertThat(sql).isNotNull();
      PostgresServer.execute(database, new String(sql.readAllBytes(), UTF_8));
    }
  }

  @Test
  void refusesAFolderThatAGatewayHas() throws Exception {
    try (var gateway = FolderInUse.by(folder)) {
      var copied = copy();

      assertThat(copied.code()).isEqualTo(3);
      assertThat(copied.err()).contains("is held by process " + gateway.pid());
    }
    assertThat(copy().code()).isZero();
  }

  @Test
  void refusesADamagedFolder() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      Path table = files.filter(file -> file.toString().endsWith(".sst")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(table);
      bytes[bytes.length / 4] ^= 0x10;
      Files.write(table, bytes);
    }

    var copied = copy();

    assertThat(copied.code()).isEqualTo(1);
    assertThat(copied.err()).contains("plusgate store check");
    assertThat(
            PostgresServer.number(
                database, "SELECT count(*) FROM pg_namespace" + " WHERE nspname = 'plusgate'"))
        .isZero();
  }

  @Test
  void refusesABackup() {
    Path backup = place.resolve("backup");
    assertThat(Typed.plusgate("store", "backup", backup, "--folder", folder).code()).isZero();

    var copied = Typed.plusgate("store", "copy", "--from", backup, "--to", to());

    assertThat(copied.code()).isNotZero();
    assertThat(copied.err()).contains("(expected: ");
  }

  @Test
  void saysWhatIsWrongWithThePlaces() throws Exception {
    Path embedded = Files.writeString(place.resolve("gateway.yaml"), "role: ACQP\n");

    assertThat(Typed.plusgate("store", "copy", "--from", place, "--to", to()).code()).isEqualTo(2);
    assertThat(Typed.plusgate("store", "copy", "--from", folder, "--to", embedded).code())
        .isEqualTo(2);
    var noUser = Typed.plusgate("store", "copy", "--from", folder, "--to", "postgresql://h/db");
    assertThat(noUser.code()).isEqualTo(2);
    assertThat(noUser.err()).contains("--to: ").contains("postgresql://user@host:port/database");
    var away = "postgresql://plusgate@127.0.0.1:1/plusgate";
    assertThat(Typed.plusgate("store", "copy", "--from", folder, "--to", away).code()).isEqualTo(3);
    var nowhere = PostgresServer.uri("nowhere");
    assertThat(Typed.plusgate("store", "copy", "--from", folder, "--to", nowhere).code())
        .isEqualTo(2);
  }

  private Typed copy(String... more) {
    var words =
        Stream.concat(Stream.of("store", "copy", "--from", folder, "--to", to()), Stream.of(more));
    return Typed.plusgate(words.toArray());
  }

  private String to() {
    return PostgresServer.uri(database);
  }

  private Map<String, Integer> contents() throws IOException {
    var contents = new TreeMap<String, Integer>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(file.toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
