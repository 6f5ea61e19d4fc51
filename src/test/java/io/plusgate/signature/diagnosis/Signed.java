package io.plusgate.signature.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.signature.RsaKeyPairs;
import io.plusgate.signature.SignatureForm;
import io.plusgate.signature.TestKeys;
import io.plusgate.signature.diagnosis.KnownKey.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.stream.Stream;

/** What was signed, and what reached the one who verifies: equal but for what a test changes. */
record Signed(String path, String clientId, String time, String body) {
  static final String OTHER_TIME = "2025-02-21T05:43:11Z";

  /**
   * Messages of different shape, among them published ones (src/test/resources/alipayplus/samples).
   */
  static final List<Signed> MESSAGES =
      List.of(
          new Signed(
              "/aps/api/v1/payments/pay",
              "SANDBOX_5YC47N2ZQHJ004124",
              "2025-02-20T08:51:49.09Z",
              "{\"order\":{\"orderAmount\":{\"currency\":\"JPY\",\"value\":\"100\"},"
                  + "\"orderDescription\":\"a/b é\"}}"),
          new Signed(
              "/aps/api/v1/payments/inquiryPayment",
              "TEST_5X00000000000000",
              "2025-02-21T05:43:09Z",
              "{\"merchantName\":\"Café / Größe\",\"result\":{\"resultCode\":\"SUCCESS\","
                  + "\"resultStatus\":\"S\"}}"),
          new Signed(
              "/alipayplus/notifyPayment",
              "T_111222333",
              "2019-07-12T12:08:56.253+05:30",
              "{\"extendInfo\":\"\",\"list\":[\"x/y\",\"ü\"],\"paymentId\":\"2019\"}"),
          new Signed(
              "/aps/api/v1/payments/pay",
              "SANDBOX_5YC47N2ZQHJ004124",
              "2026-11-26T17:12:08+08:00",
              sample("acqp-pay_cashier-request.sdk-unittest.json")),
          new Signed(
              "/aps/api/v1/payments/inquiryPayment",
              "SANDBOX_5YC47N2ZQHJ004124",
              "2026-11-26T09:12:08.1Z",
              sample("related-alipayhk-inquiryPayment-response.json")),
          new Signed(
              "/alipayplus/notifyPayment",
              "5YC47N2ZQHJ004124",
              "2026-11-26T18:12:08.04+09:00",
              sample("acqp-notifyPayment-request.json")),
          new Signed(
              "/acquirer/userInitiatedPay",
              "T_111222333",
              "2026-11-26T09:12:08Z",
              sample("acqp-userInitiatedPay_private_order_code-request.json")));

  Signed withPath(String other) {
    return new Signed(other, clientId, time, body);
  }

  Signed withClientId(String other) {
    return new Signed(path, other, time, body);
  }

  Signed withTime(String other) {
    return new Signed(path, clientId, other, body);
  }

  Signed withBody(String other) {
    return new Signed(path, clientId, time, other);
  }

  String pretty() {
    return written(body, JsonStyle.Layout.TWO, false);
  }

  /** With a blank behind each colon and comma, as Python writes it. */
  String loose() {
    return written(body, JsonStyle.Layout.ONE_BLANK, false);
  }

  String sorted() {
    return written(body, JsonStyle.Layout.COMPACT, true);
  }

  private static String written(String json, JsonStyle.Layout layout, boolean sorted) {
    return JsonText.read(json)
        .map(new JsonStyle(layout, Escapes.AS_GIVEN, sorted, "\n")::write)
        .orElseThrow();
  }

  /** A published message as it goes over the wire: on one line. */
  private static String sample(String name) {
    try {
      String text = Files.readString(Path.of("src/test/resources/alipayplus/samples", name));
      return written(text.strip(), JsonStyle.Layout.COMPACT, false);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** The header that Alipay+ sends with it. */
  String header() {
    return header(TestKeys.alipayPlus(), "1", SignatureForm.PERCENT_ENCODED);
  }

  String header(KeyPair key, String keyVersion, SignatureForm form) {
    var signer =
        new MessageSigner(
            key.getPrivate(), keyVersion, form, new ProviderSwitch(CryptoProvider.jdk()));
    return signer.sign(path, clientId, time, body.getBytes(UTF_8));
  }

  /** This message as it is seen, with a header that may be of another one. */
  SeenMessage seenWith(String header) {
    return new SeenMessage(path, clientId, time, header, body.getBytes(UTF_8));
  }

  static Surroundings surroundings() {
    return new Surroundings(
        List.of(
            key(Owner.EXPECTED, "Alipay+", TestKeys.alipayPlus()),
            key(Owner.OWN, "partner-private.pem", TestKeys.partner()),
            key(Owner.OTHER_CLIENT, "production", OTHER_CLIENT)),
        Stream.concat(
                Stream.of("/public/alipayplus"),
                MESSAGES.stream().map(message -> message.path() + "?x=1"))
            .distinct()
            .toList(),
        List.of("PRODUCTION_1"),
        List.of(OTHER_TIME),
        List.of("gateway.example:8443"));
  }

  static final KeyPair OTHER_CLIENT = RsaKeyPairs.generate(2048);

  private static KnownKey key(Owner owner, String name, KeyPair pair) {
    return new KnownKey(owner, name, "1", (RSAPublicKey) pair.getPublic());
  }
}
