package io.plusgate.signature.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.plusgate.signature.SignatureForm;
import io.plusgate.signature.TestKeys;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** For every mistake and three messages each: the finder names it, and nothing else. */
class MistakeFinderTest {

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("mistakes")
  void namesTheOneMistake(Mistake made, SeenMessage message, String example) {
    var diagnosis = MistakeFinder.diagnose(message, Signed.surroundings());

    assertThat(codes(diagnosis)).describedAs(example).containsExactly(made);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void saysRightOfAGoodSignatureWithoutRemarks(Signed message) {
    var diagnosis =
        MistakeFinder.diagnose(message.seenWith(message.header()), Signed.surroundings());

    assertThat(diagnosis).isEqualTo(new Diagnosis.Right("1", List.of()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void saysUnknownOfARandomSignature(Signed message) {
    var noise = new byte[256];
    new Random(7).nextBytes(noise);
    String header =
        "algorithm=RSA256,keyVersion=1,signature=" + Base64.getEncoder().encodeToString(noise);

    var diagnosis = MistakeFinder.diagnose(message.seenWith(header), Signed.surroundings());

    assertThat(diagnosis)
        .isInstanceOfSatisfying(
            Diagnosis.Unknown.class,
            unknown -> assertThat(unknown.reason()).isEqualTo(Diagnosis.Reason.NO_KEY_MADE_IT));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void saysThatTheKeyIsRightWhenTheContentIsAnother(Signed message) {
    var other = message.withBody(message.body().replace("e", "f"));

    var diagnosis = MistakeFinder.diagnose(other.seenWith(message.header()), Signed.surroundings());

    assertThat(diagnosis)
        .isInstanceOfSatisfying(
            Diagnosis.Unknown.class,
            unknown -> assertThat(unknown.reason()).isEqualTo(Diagnosis.Reason.OTHER_CONTENT));
  }

  @Test
  void namesTwoMistakesThatWereMadeTogether() {
    Signed signed = Signed.MESSAGES.get(1);
    Signed seen = signed.withBody(signed.pretty()).withPath("/other");
    var around =
        new Surroundings(
            Signed.surroundings().keys(), List.of(signed.path()), List.of(), List.of(), List.of());

    var diagnosis = MistakeFinder.diagnose(seen.seenWith(signed.header()), around);

    assertThat(codes(diagnosis))
        .containsExactlyInAnyOrder(Mistake.OTHER_PATH, Mistake.PRETTY_PRINTED);
  }

  @Test
  void showsTheBytesThatDiffer() {
    Signed signed = Signed.MESSAGES.get(0);
    Signed seen = signed.withBody(signed.body() + "\n");

    var diagnosis = MistakeFinder.diagnose(seen.seenWith(signed.header()), Signed.surroundings());

    var mistaken = (Diagnosis.Mistaken) diagnosis;
    assertThat(mistaken.causes().get(0).difference())
        .hasValueSatisfying(
            difference -> {
              assertThat(difference.offset()).isEqualTo(signed.body().getBytes(UTF_8).length);
              assertThat(difference.given()).endsWith("}}␊⏹");
              assertThat(difference.signed()).endsWith("}}⏹");
            });
  }

  @Test
  void everyMistakeHasItsThreeMessages() {
    var tested =
        mistakes()
            .collect(Collectors.groupingBy(row -> (Mistake) row.get()[0], Collectors.counting()));

    assertThat(tested.keySet()).isEqualTo(EnumSet.allOf(Mistake.class));
    assertThat(tested.values()).allMatch(count -> count >= 3);
  }

  static Stream<Signed> messages() {
    return Signed.MESSAGES.stream();
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(bodies(), heads(), keysAndTexts()).flatMap(rows -> rows);
  }

  private static Stream<Arguments> bodies() {
    return Stream.of(
            changed(Mistake.PRETTY_PRINTED, m -> m, m -> m.withBody(m.pretty())),
            changed(Mistake.COMPACTED, m -> m.withBody(m.pretty()), m -> m),
            changed(Mistake.RESERIALISED, m -> m, m -> m.withBody(m.loose())),
            changed(Mistake.ESCAPES_CHANGED, m -> m, m -> m.withBody(m.body().replace("/", "\\/"))),
            changed(
                Mistake.KEYS_REORDERED,
                m -> m.withBody(m.sorted()),
                m -> m.withBody(Reversed.members(m.sorted()))),
            changed(
                Mistake.LINE_ENDS_CHANGED,
                m -> m.withBody(m.pretty()),
                m -> m.withBody(m.pretty().replace("\n", "\r\n"))),
            changed(Mistake.FINAL_NEWLINE_ADDED, m -> m, m -> m.withBody(m.body() + "\n")),
            changed(Mistake.FINAL_NEWLINE_LOST, m -> m.withBody(m.body() + "\n"), m -> m),
            changed(Mistake.BOM_ADDED, m -> m, m -> m.withBody("\uFEFF" + m.body())),
            changed(Mistake.BOM_LOST, m -> m.withBody("\uFEFF" + m.body()), m -> m),
            changed(Mistake.CHARSET, m -> m, MistakeFinderTest::mojibake),
            changed(Mistake.BODY_NOT_SIGNED, m -> m.withBody(""), m -> m))
        .flatMap(rows -> rows);
  }

  private static Signed mojibake(Signed message) {
    return message.withBody(new String(message.body().getBytes(UTF_8), ISO_8859_1));
  }

  private static Stream<Arguments> heads() {
    return Stream.of(
            changed(Mistake.OTHER_PATH, m -> m.withPath("/public/alipayplus"), m -> m),
            changed(
                Mistake.HOST_IN_PATH,
                m -> m.withPath("https://gateway.example:8443" + m.path()),
                m -> m),
            changed(
                Mistake.HOST_IN_PATH, m -> m, m -> m.withPath("https://any.example" + m.path())),
            changed(Mistake.QUERY_IN_PATH, m -> m, m -> m.withPath(m.path() + "?x=1")),
            changed(Mistake.QUERY_IN_PATH, m -> m.withPath(m.path() + "?x=1"), m -> m),
            changed(Mistake.SLASH_IN_PATH, m -> m.withPath(m.path().substring(1)), m -> m),
            changed(Mistake.SLASH_IN_PATH, m -> m, m -> m.withPath(m.path() + "/")),
            changed(
                Mistake.REQUEST_TIME_FOR_RESPONSE_TIME, m -> m.withTime(Signed.OTHER_TIME), m -> m),
            changed(
                Mistake.TIME_REFORMATTED,
                m -> m.withTime(m.time().replaceFirst("\\.\\d+", "")),
                m -> m.withTime(m.time().replaceFirst("(\\.\\d+)?(Z|\\+)", ".123$2"))),
            changed(
                Mistake.TIME_REFORMATTED,
                m -> m.withTime("2025-02-21T13:43:00+08:00"),
                m -> m.withTime("2025-02-21T05:43:00Z")),
            changed(
                Mistake.TIME_REFORMATTED,
                m -> m.withTime("2025-02-21T14:43:09.120+09:00"),
                m -> m.withTime("2025-02-21T05:43:09.120Z")),
            changed(Mistake.OTHER_CLIENT_ID, m -> m.withClientId("PRODUCTION_1"), m -> m),
            // For our signer the CR of a wrong first line can only stand in the path.
            changed(Mistake.HEAD_CRLF, m -> m.withPath(m.path() + "\r"), m -> m))
        .flatMap(rows -> rows);
  }

  private static Stream<Arguments> keysAndTexts() {
    return Stream.of(
            headed(
                Mistake.OWN_KEY,
                m -> m.header(TestKeys.partner(), "1", SignatureForm.PERCENT_ENCODED)),
            headed(
                Mistake.OTHER_CLIENTS_KEY,
                m -> m.header(Signed.OTHER_CLIENT, "1", SignatureForm.PERCENT_ENCODED)),
            headed(Mistake.OTHER_HASH, Sha1::header),
            headed(
                Mistake.PLUS_TURNED_BLANK,
                Signed.MESSAGES.stream().map(MistakeFinderTest::signedWithPlus),
                m -> form(m, SignatureForm.BASE64).replace('+', ' ')),
            headed(Mistake.NOT_PERCENT_DECODED, m -> m.header().replace("%", "")),
            headed(Mistake.PERCENT_ENCODED_TWICE, m -> m.header().replace("%", "%25")),
            headed(Mistake.WRAPPED_SIGNATURE, MistakeFinderTest::wrapped),
            headed(Mistake.BARE_SIGNATURE, m -> m.header().replaceFirst(".*signature=", "")),
            headed(Mistake.BASE64URL, m -> form(m, SignatureForm.BASE64URL)),
            headed(Mistake.NOT_PERCENT_ENCODED, m -> form(m, SignatureForm.BASE64)),
            headed(
                Mistake.OTHER_KEY_VERSION,
                m -> m.header(TestKeys.alipayPlus(), "2", SignatureForm.PERCENT_ENCODED)))
        .flatMap(rows -> rows);
  }

  private static String form(Signed message, SignatureForm form) {
    return message.header(TestKeys.alipayPlus(), "1", form);
  }

  /** Of two hundred signatures one has no plus to lose; another Client-Id then makes another. */
  private static Signed signedWithPlus(Signed message) {
    Signed signed = message;
    while (form(signed, SignatureForm.BASE64).indexOf('+') < 0) {
      signed = signed.withClientId(signed.clientId() + "0");
    }
    return signed;
  }

  private static String wrapped(Signed message) {
    String header = form(message, SignatureForm.BASE64);
    int middle = header.length() - 80;
    return header.substring(0, middle) + "\n" + header.substring(middle);
  }

  /** Signed as the first says, seen as the second says; where that can be a mistake at all. */
  private static Stream<Arguments> changed(
      Mistake mistake, UnaryOperator<Signed> signed, UnaryOperator<Signed> seen) {
    return Signed.MESSAGES.stream()
        .filter(message -> !signed.apply(message).equals(seen.apply(message)))
        .map(
            message ->
                arguments(
                    mistake,
                    seen.apply(message).seenWith(signed.apply(message).header()),
                    message.path()));
  }

  private static Stream<Arguments> headed(Mistake mistake, Function<Signed, String> header) {
    return headed(mistake, Signed.MESSAGES.stream(), header);
  }

  private static Stream<Arguments> headed(
      Mistake mistake, Stream<Signed> messages, Function<Signed, String> header) {
    return messages.map(
        message -> arguments(mistake, message.seenWith(header.apply(message)), message.path()));
  }

  private static List<Mistake> codes(Diagnosis diagnosis) {
    return diagnosis.match(
        right -> right.remarks().stream().map(Cause::mistake).toList(),
        mistaken -> mistaken.causes().stream().map(Cause::mistake).toList(),
        unknown -> List.of());
  }
}
