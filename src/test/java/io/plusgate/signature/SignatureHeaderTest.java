package io.plusgate.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plusgate.signature.SignatureHeader.Accepted;
import io.plusgate.signature.SignatureHeader.Refused;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The grammar of the Signature header: every published case, its precedence, and any string. */
class SignatureHeaderTest {
  static Stream<JsonNode> accepted() {
    return Vectors.cases("header-cases.json", "/valid");
  }

  static Stream<JsonNode> refused() {
    return Vectors.cases("header-cases.json", "/invalid");
  }

  @Test
  void noHeaderCaseIsLeftOut() {
    assertThat(accepted()).hasSize(24);
    assertThat(refused()).hasSize(31);
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void readsWhatTheGrammarAllows(JsonNode headerCase) throws GeneralSecurityException {
    SignatureHeader header = read(headerCase.get("raw").asText());

    byte[] digest = MessageDigest.getInstance("SHA-256").digest(header.signature());
    assertThat(header.algorithm()).isEqualTo(headerCase.get("algorithm").asText());
    assertThat(header.keyVersion()).isEqualTo(text(headerCase, "keyVersion"));
    assertThat(header.signature()).hasSize(headerCase.get("signatureBytes").asInt());
    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo(headerCase.get("signatureSha256").asText());
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void verifiesExactlyTheHeadersThatCarryTheSignature(JsonNode headerCase) {
    Vectors.Signed v1 = Vectors.positive().findFirst().orElseThrow();
    var verifier = TestKeys.partnerVerifier();
    String raw = headerCase.get("raw").asText();

    Verification verification =
        verifier.verify(v1.path(), v1.clientId(), v1.time(), raw, v1.body());

    boolean verified = verification.match(yes -> true, no -> false);
    assertThat(verified).isEqualTo(text(headerCase, "verifiesAs").isPresent());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesTheRestWithTheRuleItBreaks(JsonNode headerCase) {
    JsonNode template = headerCase.path("rawTemplate");
    String raw =
        template.isMissingNode()
            ? headerCase.get("raw").asText()
            : template.get("prefix").asText()
                + template.get("repeat").asText().repeat(template.get("count").asInt());

    String verdict = verdict(raw);

    assertThat(verdict).isEqualTo(headerCase.get("reason").asText());
  }

  /** Two rules broken at once: the earlier one of the grammar is named. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "algorithm=none,algorithm=none,loose | malformed_pair",
        "keyVersion=1,keyVersion=2 | duplicate_key",
        "algorithm=none,keyVersion=1 | missing_signature",
        "algorithm=none,signature= | empty_signature",
        "algorithm=none,signature=%zz | unsupported_algorithm",
        "signature=*%z | bad_percent_escape",
        "Signature=AAAA,SIGNATURE=AAAA | duplicate_key",
        "signature=%2 | bad_percent_escape",
        "signature=A | bad_base64",
        "signature== | bad_base64",
        "signature=AAAA= | bad_base64",
        "signature=%20AAAA | bad_base64",
        "signature=AAAA | accepted",
        "signature=AA%3d | bad_base64",
        "signature=AA%3D%3d | accepted",
      })
  void namesTheFirstRuleThatIsBroken(String raw, String expected) {
    String verdict = verdict(raw);

    assertThat(verdict).isEqualTo(expected);
  }

  @Test
  void takesTheLongestHeaderAndNotOneCharacterMore() {
    String longest = "signature=AAAA" + ",".repeat(4096 - "signature=AAAA".length());

    String atTheLimit = verdict(longest);
    String overTheLimit = verdict(longest + ",");

    assertThat(atTheLimit).isEqualTo("accepted");
    assertThat(overTheLimit).isEqualTo("too_long");
  }

  @ParameterizedTest
  @EnumSource(SignatureForm.class)
  void readsBackEveryFormItWrites(SignatureForm form) {
    var random = new Random(42);
    var signature = new byte[256];
    random.nextBytes(signature);

    SignatureHeader header = read(SignatureHeader.format("7", signature, form));

    assertThat(header.signature()).isEqualTo(signature);
    assertThat(header.keyVersion()).contains("7");
  }

  @Test
  void writesThreePairsAndNothingElse() {
    byte[] signature = HexFormat.of().parseHex("fbeffbf0");

    String percent = SignatureHeader.format("1", signature, SignatureForm.PERCENT_ENCODED);
    String base64 = SignatureHeader.format("1", signature, SignatureForm.BASE64);
    String base64Url = SignatureHeader.format("1", signature, SignatureForm.BASE64URL);

    assertThat(percent).isEqualTo("algorithm=RSA256,keyVersion=1,signature=%2B%2B%2F78A%3D%3D");
    assertThat(base64).isEqualTo("algorithm=RSA256,keyVersion=1,signature=++/78A==");
    assertThat(base64Url).isEqualTo("algorithm=RSA256,keyVersion=1,signature=--_78A");
  }

  @Test
  void givesAVerdictOnAnyString() {
    var random = new Random(20261125);
    String pieces = "algorithm=RSA256,keyVersion=1,signature=bamHFOHW%2B+/-_==%3D \t\r\n\"*é\u0000";

    for (int i = 0; i < 20_000; i++) {
      String raw = mutated(random, pieces);
      assertThat(verdict(raw)).as("seed 20261125, number %d", i).isNotBlank();
    }
  }

  private static String mutated(Random random, String pieces) {
    var raw = new StringBuilder(random.nextBoolean() ? pieces : "");
    int changes = 1 + random.nextInt(12);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(raw.length() + 1);
      int from = random.nextInt(pieces.length());
      int to = from + random.nextInt(pieces.length() - from) + 1;
      switch (random.nextInt(3)) {
        case 0 -> raw.insert(at, pieces, from, to);
        case 1 -> raw.insert(at, (char) random.nextInt(0x10000));
        default -> raw.delete(at, Math.min(raw.length(), at + random.nextInt(20)));
      }
    }
    return raw.toString();
  }

  private static SignatureHeader read(String raw) {
    return SignatureHeader.parse(raw)
        .match(
            Accepted::header,
            refused -> {
              throw new AssertionError(refused.reason());
            });
  }

  private static String verdict(String raw) {
    return SignatureHeader.parse(raw)
        .match((Accepted accepted) -> "accepted", (Refused refused) -> refused.reason().code());
  }

  private static Optional<String> text(JsonNode json, String name) {
    return json.get(name).isNull() ? Optional.empty() : Optional.of(json.get(name).asText());
  }
}
