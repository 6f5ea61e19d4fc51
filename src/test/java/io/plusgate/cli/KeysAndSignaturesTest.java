package io.plusgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.signature.TestKeys;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands around keys and signatures, as typed. */
class KeysAndSignaturesTest {
  private static final String PATH = "/alipayplus/notifyPayment";
  private static final String CLIENT = "SANDBOX_5YC47N2ZQHJ004124";
  private static final String TIME = "2025-02-21T05:43:09Z";
  private static final String BODY = "{\"paymentRequestId\":\"p1\",\"list\":[1,2]}";

  @TempDir private Path folder;
  private Path theirs;
  private Path own;

  @BeforeEach
  void writeKeys() throws IOException {
    theirs = Files.writeString(folder.resolve("alipayplus.pem"), TestKeys.alipayPlusPublicPem());
    own = Files.writeString(folder.resolve("own.pem"), TestKeys.partnerPrivatePem());
  }

  @Test
  void generatesAPairThatOnlyItsOwnerCanReadAndThatBelongsTogether() throws IOException {
    var made = Typed.plusgate("keys", "generate", "--folder", folder, "--output", "json");
    Path secret = folder.resolve("partner-private.pem");
    var check =
        Typed.plusgate(
            "keys", "check", secret, "--public-key", folder.resolve("partner-public.pem"));

    assertThat(made.code()).isZero();
    assertThat(made.json().getString("developerCenter")).startsWith("MIIBIjAN");
    assertThat(Files.getPosixFilePermissions(secret))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(check.code()).describedAs(check.out()).isZero();
  }

  @Test
  void neverOverwritesAKey() {
    var once = Typed.plusgate("keys", "generate", "--folder", folder);

    var again = Typed.plusgate("keys", "generate", "--folder", folder);

    assertThat(once.code()).isZero();
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("partner-private.pem").contains("nothing is overwritten");
  }

  @Test
  void showsAPrivateKeyWithoutShowingIt() throws IOException {
    String secretLine = Files.readAllLines(own).get(3);

    var shown = Typed.plusgate("keys", "show", own, "--output", "json");

    assertThat(shown.json().getString("kind")).isEqualTo("private");
    assertThat(shown.json().getString("form")).isEqualTo("PKCS#8 in PEM");
    assertThat(shown.json().getString("fingerprint")).isEqualTo(TestKeys.partnerFingerprint());
    assertThat(shown.out()).doesNotContain(secretLine);
  }

  @Test
  void saysThatAlipayPlusKeyIsByMistakeOurOwn() throws IOException {
    Path mixedUp = Files.writeString(folder.resolve("mixed.pem"), TestKeys.partnerPublicPem());

    var checked = Typed.plusgate("keys", "check", own, "--alipay-plus-key", mixedUp);

    assertThat(checked.code()).isEqualTo(1);
    assertThat(checked.out()).contains("this is our own key");
  }

  @Test
  void verifiesWhatItSigned() {
    var signed =
        Typed.plusgate(
            "sign",
            "--key",
            own,
            "--path",
            PATH,
            "--client-id",
            CLIENT,
            "--time",
            TIME,
            "--body",
            BODY,
            "--output",
            "json");
    var verified = verify(own, signed.json().getString("Signature"), BODY);

    assertThat(signed.json().getString("signedContent"))
        .isEqualTo("POST␣" + PATH + "␊" + CLIENT + "." + TIME + "." + BODY);
    assertThat(verified.code()).isZero();
    assertThat(verified.json().getBoolean("verified")).isTrue();
  }

  @Test
  void saysWhyACapturedNotificationDoesNotVerify() throws IOException {
    String header = TestKeys.alipayPlusSigner().sign(PATH, CLIENT, TIME, BODY.getBytes(UTF_8));
    String pretty = new JsonObject(BODY).encodePrettily().replace(" : ", ": ");
    Path captured =
        Files.writeString(
            folder.resolve("captured.http"),
            String.join(
                "\r\n",
                "POST " + PATH + " HTTP/1.1",
                "Host: gateway.example",
                "client-id: " + CLIENT,
                "request-time: " + TIME,
                "signature: " + header,
                "",
                pretty));

    var text = Typed.plusgate("verify", "--public-key", theirs, "--message", captured);
    var json =
        Typed.plusgate("verify", "--public-key", theirs, "--message", captured, "--output", "json");

    assertThat(text.code()).isEqualTo(1);
    assertThat(text.out()).contains("pretty-printed after signing").contains("signed: {\"");
    assertThat(json.json().getJsonArray("causes").getJsonObject(0).getString("mistake"))
        .isEqualTo("pretty-printed");
  }

  @Test
  void readsACurlCommandAsCurlWould() throws IOException {
    String header = TestKeys.alipayPlusSigner().sign(PATH, CLIENT, TIME, BODY.getBytes(UTF_8));
    Path curl =
        Files.writeString(
            folder.resolve("curl.sh"),
            String.join(
                " \\\n  ",
                "curl -sS -X POST https://gateway.example" + PATH,
                "-H 'Client-Id: " + CLIENT + "'",
                "-H \"Request-Time: " + TIME + "\"",
                "--header 'Signature: " + header + "'",
                "--data-raw '" + BODY + "'"));

    var verified = Typed.plusgate("verify", "--public-key", theirs, "--curl", curl);

    assertThat(verified.code()).describedAs(verified.out()).isZero();
  }

  @Test
  void namesWhatIsMissing() {
    var noPath = Typed.plusgate("sign", "--key", own, "--client-id", CLIENT);
    var noKey = Typed.plusgate("sign", "--path", PATH, "--client-id", CLIENT);
    var noFile = Typed.plusgate("keys", "show", folder.resolve("nowhere.pem"));

    assertThat(noPath.code()).isEqualTo(2);
    assertThat(noPath.err()).contains("--path").contains("expected");
    assertThat(noKey.err()).contains("--key");
    assertThat(noFile.err()).contains("nowhere.pem");
  }

  private Typed verify(Path key, String header, String body) {
    return Typed.plusgate(
        "verify",
        "--public-key",
        key,
        "--path",
        PATH,
        "--client-id",
        CLIENT,
        "--time",
        TIME,
        "--signature",
        header,
        "--body",
        body,
        "--output",
        "json");
  }
}
