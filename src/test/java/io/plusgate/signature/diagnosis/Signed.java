package io.plusgate.signature.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.signature.RsaKeyPairs;
import io.plusgate.signature.SignatureForm;
import io.plusgate.signature.TestKeys;
import io.plusgate.signature.diagnosis.KnownKey.Owner;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.List;

/** What was signed, and what reached the one who verifies: equal but for what a test changes. */
record Signed(String path, String clientId, String time, String body) {
  static final String OTHER_TIME = "2025-02-21T05:43:11Z";

  /** Three messages of different shape: a request, an answer in UTF-8, a notification. */
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
              "{\"extendInfo\":\"\",\"list\":[\"x/y\",\"ü\"],\"paymentId\":\"2019\"}"));

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
    return JsonText.read(body)
        .map(new JsonStyle(JsonStyle.Layout.TWO, Escapes.AS_GIVEN, false, "\n")::write)
        .orElseThrow();
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
        List.of(
            "/public/alipayplus",
            "/aps/api/v1/payments/pay?x=1",
            "/aps/api/v1/payments/inquiryPayment?x=1",
            "/alipayplus/notifyPayment?x=1"),
        List.of("PRODUCTION_1"),
        List.of(OTHER_TIME),
        List.of("gateway.example:8443"));
  }

  static final KeyPair OTHER_CLIENT = RsaKeyPairs.generate(2048);

  private static KnownKey key(Owner owner, String name, KeyPair pair) {
    return new KnownKey(owner, name, "1", (RSAPublicKey) pair.getPublic());
  }
}
