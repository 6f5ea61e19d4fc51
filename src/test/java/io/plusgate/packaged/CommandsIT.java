package io.plusgate.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.signature.TestKeys;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need nothing running, typed at the packaged launcher, for both readers. */
class CommandsIT {
  private static final String CLIENT = "SANDBOX_5YC47N2ZQHJ004124";
  private static final String PAY = "/aps/api/v1/payments/pay";

  @TempDir private static Path folder;
  private static Typist person;

  @BeforeAll
  static void setUp() throws IOException {
    person = new Typist(folder);
    var sample = person.types("init", "--sample").ended(0);
    assertThat(sample.out())
        .contains("conf/gateway.yaml", "certs/partner-private.pem", "Next:")
        .doesNotContain("PRIVATE KEY");
  }

  @Test
  void initOverwritesNothing() {
    var again = person.types("init", "--sample").ended(2);

    assertThat(again.err()).startsWith("plusgate: ").contains("exists already");
  }

  @Test
  void initMakesAWalletsFilesThatAreFine() {
    var made =
        person.asks(
            "init",
            "--folder",
            "wallet",
            "--role",
            "MPP",
            "--environment",
            "sandbox",
            "--client-id",
            "SANDBOX_WALLET",
            "--partner-id",
            "1022172000000000000");
    made.ended(0);
    assertThat(made.json().getString("developerCenter")).startsWith("MIIBIjAN");
    assertThat(made.json().getJsonArray("next")).isNotEmpty();

    var typist = inside("wallet");
    copy("certs/alipayplus-public.pem", "wallet/certs/sandbox/alipayplus-public.pem");
    var check = typist.asks("config", "check", "conf/sandbox.yaml").ended(0).json();
    assertThat(check.getString("role")).isEqualTo("MPP");
    var doctor = typist.asks("doctor", "--config", "conf/sandbox.yaml");
    assertThat(doctor.json().getJsonArray("checks")).isNotEmpty();
  }

  @Test
  void initTakesWhatIsUsableOfTheCommunitysTemplate() throws IOException {
    Files.writeString(folder.resolve("alipayplus-config.json"), template().encode());

    var made =
        person.types("init", "--folder", "imported", "--import", "alipayplus-config.json").ended(0);

    assertThat(made.out()).contains("signatureFormat Base64Url: not taken");
    assertThat(folder.resolve("imported/conf/sandbox.yaml"))
        .content()
        .contains("\"SANDBOX_IMPORTED\"", "path: \"/alipayplus/acqp/notifyPayment\"");
    var check = inside("imported").types("config", "check", "conf/sandbox.yaml").ended(0);
    assertThat(check.out()).contains("fine (ACQP, 1 client)");
  }

  @Test
  void configNamesEverythingThatIsWrongForBothReaders() throws IOException {
    Files.writeString(folder.resolve("wrong.yaml"), "role: ACQ\nclients: []\nstroe: {}\n");

    var text = person.types("config", "check", "wrong.yaml").ended(2);
    var json = person.asks("config", "check", "wrong.yaml").ended(2).json();

    assertThat(text.err()).contains("role: ACQ", "stroe", "store").contains("[line 1]");
    assertThat(json.getBoolean("fine")).isFalse();
    assertThat(json.getJsonArray("problems").getJsonObject(0).getString("key")).isEqualTo("role");
    assertThat(json.getJsonArray("problems").getJsonObject(0).getInteger("line")).isEqualTo(1);
  }

  @Test
  void configIsCheckedExplainedComparedAndDescribed() throws IOException {
    person.types("config", "check", "conf/gateway.yaml").ended(0);
    String text = Files.readString(folder.resolve("conf/gateway.yaml"));
    Files.writeString(
        folder.resolve("conf/other.yaml"), text.replace("then: cancel", "then: report"));

    var explained = person.types("config", "explain", "inquiry.then").ended(0);
    var differs = person.types("config", "diff", "conf/gateway.yaml", "conf/other.yaml").ended(1);
    var same = person.asks("config", "diff", "conf/gateway.yaml", "conf/gateway.yaml").ended(0);
    var schema = person.types("config", "schema").ended(0);

    assertThat(explained.out()).contains("cancel | report");
    assertThat(differs.out()).containsPattern("inquiry.then +cancel +report");
    assertThat(same.json().getBoolean("same")).isTrue();
    assertThat(schema.json().getString("$schema")).contains("json-schema.org");
    assertThat(person.asks("config", "explain", "inquiry.then").ended(0).json().encode())
        .contains("\"choices\":[\"cancel\",\"report\"]");
    person.types("config", "explain", "nonsense").ended(2);
  }

  @Test
  void keysAreMadeShownAndChecked() throws IOException {
    var made = person.asks("keys", "generate", "--folder", "keys", "--name", "a").ended(0).json();
    var shown = person.asks("keys", "show", "keys/a-private.pem").ended(0).json();
    var text = person.types("keys", "show", "keys/a-public.pem").ended(0);
    var fits =
        person.types("keys", "check", "keys/a-private.pem", "--public-key", "keys/a-public.pem");
    var ours =
        person.asks(
            "keys", "check", "keys/a-private.pem", "--alipay-plus-key", "keys/a-public.pem");

    assertThat(shown.getString("fingerprint")).isEqualTo(made.getString("fingerprint"));
    assertThat(text.out()).contains("public key", made.getString("fingerprint"));
    assertThat(fits.ended(0).out()).containsPattern("ok +our public key");
    assertThat(ours.ended(1).json().encode()).contains("this is our own key");
    assertThat(Files.getPosixFilePermissions(folder.resolve("keys/a-private.pem"))).hasSize(2);
    person.types("keys", "generate", "--folder", "keys", "--name", "a").ended(2);
    assertThat(person.types("keys", "generate", "--folder", "keys", "--name", "b").ended(0).out())
        .containsPattern("private key +keys/b-private.pem")
        .contains("MIIBIjAN")
        .doesNotContain("PRIVATE KEY");
  }

  @Test
  void whatIsSignedVerifiesAndWhatWasChangedIsExplained() throws IOException {
    Files.writeString(folder.resolve("pay.json"), "{\"a\":1}");
    Files.writeString(folder.resolve("pretty.json"), "{\n  \"a\": 1\n}");
    String[] message = {"--path", PAY, "--body-file", "pay.json"};
    var text = person.types(with("sign --config conf/gateway.yaml", message)).ended(0);
    var json = person.asks(with("sign --config conf/gateway.yaml", message)).ended(0).json();
    assertThat(text.out()).contains("Request-Time: ", "Signed content", "␊");

    String[] seen = {
      "--public-key",
      "certs/partner-public.pem",
      "--path",
      PAY,
      "--client-id",
      CLIENT,
      "--time",
      json.getString("Request-Time"),
      "--signature",
      json.getString("Signature")
    };
    var fits = person.types(with("verify --body-file pay.json", seen)).ended(0);
    var changed = person.types(with("verify --body-file pretty.json", seen)).ended(1);
    var forScripts = person.asks(with("verify --body-file pretty.json", seen)).ended(1).json();

    assertThat(fits.out()).startsWith("verified with keyVersion 1");
    assertThat(changed.out()).contains("pretty-printed", "at byte 1", "→ ");
    assertThat(forScripts.getJsonArray("causes").getJsonObject(0).getString("mistake"))
        .isEqualTo("pretty-printed");
  }

  @Test
  void saysWhichBuildItIsAndHelpsTheTabKey() throws Exception {
    assertThat(person.types("version").ended(0).out()).startsWith("plusgate 0.");
    assertThat(person.asks("version").ended(0).json().getString("java")).isNotEmpty();
    assertThat(person.types("help", "doctor").ended(0).out()).contains("Usage: plusgate doctor");
    Path script = folder.resolve("completion.sh");
    Files.writeString(script, person.types("completion").ended(0).out());
    var bash = new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start();
    assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(bash.exitValue()).isZero();
  }

  @Test
  void saysWhatItDoesNotUnderstandAndWhatWasMeant() {
    var command = person.types("doctr").ended(2);
    var option = person.types("run", "--cofnig", "x").ended(2);
    var missing = person.types("keys", "show", "nowhere.pem").ended(2);
    var silent = person.types("payments", "list", "--admin", "http://127.0.0.1:1").ended(3);

    assertThat(command.err()).contains("doctor");
    assertThat(option.err()).contains("--config");
    assertThat(missing.err()).startsWith("plusgate: nowhere.pem: no such file (expected: ");
    assertThat(silent.err())
        .contains("nobody listens there", "--admin URL or --config FILE")
        .doesNotContain("Exception");
  }

  /** A person who mistypes wants one line that says so, not a page in which it drowns. */
  @Test
  void aMistypedValueIsOneLineAndTheWayToMore() {
    String[] notify = {
      "notify", "https://127.0.0.1:1/x", "--key", "k", "--client-id", "c", "--late", "yesterday"
    };

    var late = person.types(notify).ended(2);
    var address = person.types(with("notify nonsense --client-id c --key k")).ended(2);

    assertThat(late.err().lines())
        .containsExactly(
            "plusgate: Invalid value for option '--late': yesterday"
                + " (expected: e.g. 90s, 15m, 2h or PT15M)",
            "(see: plusgate notify --help)");
    assertThat(address.err()).startsWith("plusgate: URL: nonsense (expected: ");
  }

  @Test
  void aConfigurationWithAKeyInTheWrongPlaceIsNotFine() throws IOException {
    String text = Files.readString(folder.resolve("conf/gateway.yaml"));
    String theirs = "certs/alipayplus-public.pem";
    Files.writeString(folder.resolve("own.yaml"), text.replace(theirs, "certs/partner-public.pem"));
    Files.writeString(
        folder.resolve("public.yaml"), text.replace("certs/partner-private.pem", theirs));

    var own = person.types("config", "check", "own.yaml").ended(2);
    var open = person.asks("config", "check", "public.yaml").ended(2).json();

    assertThat(own.err()).contains("this is your own public key", "Developer Center");
    assertThat(open.getJsonArray("problems").encode())
        .contains("holds no private key, but a public one");
  }

  private static JsonObject template() {
    var credentials =
        new JsonObject()
            .put("privateKey", "-----BEGIN RSA PRIVATE KEY-----\nYOUR_PRIVATE_KEY\n")
            .put("alipayPlusPublicKey", TestKeys.alipayPlusPublicPem());
    return new JsonObject()
        .put(
            "alipayplus",
            new JsonObject()
                .put("environment", "sandbox")
                .put("role", "ACQP")
                .put("partnerId", "1022188000000000001")
                .put("clientId", "SANDBOX_IMPORTED")
                .put("credentials", credentials)
                .put(
                    "endpoints",
                    new JsonObject().put("baseUrl", "https://open-sea-global.alipayplus.com"))
                .put(
                    "webhooks",
                    new JsonObject()
                        .put(
                            "acqp",
                            new JsonObject()
                                .put(
                                    "notifyPayment",
                                    "https://shop.example/alipayplus/acqp/notifyPayment")))
                .put("signConfig", new JsonObject().put("signatureFormat", "Base64Url")));
  }

  private static Typist inside(String name) {
    try {
      return new Typist(folder.resolve(name));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void copy(String from, String to) {
    try {
      Path copied = Files.copy(folder.resolve(from), folder.resolve(to));
      assertThat(copied).exists();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String[] with(String command, String... more) {
    String[] words = command.split(" ", -1);
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }
}
