package io.plusgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway's first files, and the commands that look at them. */
class InitAndConfigTest {
  @TempDir private Path folder;

  @Test
  void writesASampleWithKeysThatOnlyTheirOwnerCanRead() throws IOException {
    var made = Typed.plusgate("init", "--sample", "--folder", folder, "--output", "json");

    assertThat(made.code()).describedAs(made.err()).isZero();
    assertThat(made.json().getString("developerCenter")).startsWith("MIIBIjAN");
    assertThat(Files.getPosixFilePermissions(folder.resolve("certs/partner-private.pem")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(folder.resolve("conf/gateway.yaml")).content().contains("inquiry:", "limits:");
  }

  @Test
  void overwritesNothing() {
    var once = Typed.plusgate("init", "--sample", "--folder", folder);

    var again = Typed.plusgate("init", "--sample", "--folder", folder);

    assertThat(once.code()).isZero();
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("gateway.yaml").contains("exists already");
  }

  @Test
  void keepsSandboxAndProductionSideBySide() {
    var sandbox = init("sandbox", "SANDBOX_1");
    var production = init("production", "PROD_1");

    assertThat(sandbox.code()).isZero();
    assertThat(production.code()).isZero();
    assertThat(folder.resolve("conf/sandbox.yaml")).content().contains("\"SANDBOX_1\"");
    assertThat(folder.resolve("conf/production.yaml"))
        .content()
        .contains("certs/production/partner-private.pem", "environment: production");
  }

  @Test
  void namesTheFlagThatIsMissingWhereNobodyCanBeAsked() {
    var asked = Typed.plusgate("init", "--folder", folder, "--role", "ACQP");

    assertThat(asked.code()).isEqualTo(2);
    assertThat(asked.err()).contains("--environment");
  }

  @Test
  void namesEveryKeyThatCannotBeRead() throws IOException {
    var config = sample();
    Files.writeString(folder.resolve("certs/partner-private.pem"), "no key");
    Files.writeString(folder.resolve("certs/alipayplus-public.pem"), "none either");

    var checked = Typed.plusgate("config", "check", config, "--output", "json");

    assertThat(checked.code()).isEqualTo(2);
    assertThat(checked.json().getJsonArray("problems").stream())
        .extracting(problem -> ((JsonObject) problem).getString("key"))
        .containsExactly("clients[0].privateKey", "clients[0].alipayPlus.publicKeys[keyVersion=1]");
    assertThat(checked.out()).contains("certs/partner-private.pem: ").doesNotContain("no key\"");
  }

  @Test
  void seesOurOwnKeyInThePlaceOfAlipayPlus() throws IOException {
    var config = sample();
    Files.copy(
        folder.resolve("certs/partner-public.pem"),
        folder.resolve("certs/alipayplus-public.pem"),
        StandardCopyOption.REPLACE_EXISTING);

    var checked = Typed.plusgate("config", "check", config);

    assertThat(checked.code()).isEqualTo(2);
    assertThat(checked.err())
        .contains("1 problem", "publicKeys[keyVersion=1]: this is your own public key");
  }

  @Test
  void explainsAKeyAndRefusesOneThatIsNone() {
    var explained = Typed.plusgate("config", "explain", "inquiry.then", "--output", "json");
    var unknown = Typed.plusgate("config", "explain", "nonsense");

    assertThat(explained.json().getJsonArray("keys").getJsonObject(0).getJsonArray("choices"))
        .contains("cancel", "report");
    assertThat(unknown.code()).isEqualTo(2);
  }

  @Test
  void printsACompletionScript() {
    assertThat(Typed.plusgate("completion").out()).contains("_complete_plusgate", "verify");
  }

  private Typed init(String environment, String clientId) {
    return Typed.plusgate(
        "init",
        "--folder",
        folder,
        "--role",
        "ACQP",
        "--environment",
        environment,
        "--client-id",
        clientId,
        "--partner-id",
        "1022");
  }

  private Path sample() throws IOException {
    var made = Typed.plusgate("init", "--sample", "--folder", folder);
    assertThat(made.code()).describedAs(made.err()).isZero();
    var file = folder.resolve("conf/gateway.yaml");
    return Files.writeString(file, Files.readString(file).replace("certs/", folder + "/certs/"));
  }
}
