package io.plusgate.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in every form that people paste, made by the real openssl. */
class KeyReaderTest {
  private static final byte[] PRIVATE = Vectors.bytes("test-only-rsa2048-private.pem");
  private static final byte[] PUBLIC = Vectors.bytes("test-only-rsa2048-public.pem");
  private static final String FINGERPRINT = TestKeys.partnerFingerprint();
  private static final char[] PASSWORD = "Müller 1".toCharArray();

  @TempDir Path directory;
  private OpenSsl openssl;

  @BeforeEach
  void writeTheTestKey() {
    openssl =
        new OpenSsl(directory)
            .file("private.pem", PRIVATE)
            .file("public.pem", PUBLIC)
            .file("password", "Müller 1".getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "pkey -in private.pem, PKCS#8 in PEM",
    "pkey -in private.pem -traditional, PKCS#1 in PEM",
    "pkcs8 -topk8 -nocrypt -in private.pem -outform DER, PKCS#8 in DER",
    "rsa -in private.pem -traditional -outform DER, PKCS#1 in DER",
  })
  void readsAPrivateKey(String command, String form) {
    SigningKey key = KeyReader.privateKey(openssl.run(command));

    assertThat(key.privateKey()).isEqualTo(TestKeys.partner().getPrivate());
    assertThat(key.form()).isEqualTo(form);
    assertThat(key.bits()).isEqualTo(2048);
    assertThat(key.fingerprint()).isEqualTo(FINGERPRINT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkey -in private.pem -aes256 -passout file:password",
        "pkcs8 -topk8 -in private.pem -v2 aes-128-cbc -v2prf hmacWithSHA512 -passout file:password",
        "pkcs8 -topk8 -in private.pem -scrypt -passout file:password",
        "pkcs8 -topk8 -in private.pem -v2 des3 -outform DER -passout file:password",
        "pkcs8 -topk8 -in private.pem -v1 PBE-SHA1-3DES -passout file:password",
        "pkey -in private.pem -traditional -aes128 -passout file:password",
        "pkey -in private.pem -traditional -des3 -passout file:password",
        "pkcs12 -export -nocerts -inkey private.pem -passout file:password",
        "pkcs12 -export -nocerts -keypbe NONE -inkey private.pem -passout file:password",
        "pkcs12 -export -nocerts -legacy -inkey private.pem -passout file:password",
      })
  void readsAnEncryptedPrivateKeyWithItsPassword(String command) {
    byte[] encrypted = openssl.run(command);

    SigningKey key = KeyReader.privateKey(encrypted, PASSWORD);

    assertThat(key.privateKey()).isEqualTo(TestKeys.partner().getPrivate());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkey -in private.pem -aes256 -passout file:password",
        "pkey -in private.pem -traditional -aes128 -passout file:password",
        "pkcs12 -export -nocerts -inkey private.pem -passout file:password",
      })
  void saysWhenThePasswordIsMissingOrWrong(String command) {
    byte[] encrypted = openssl.run(command);

    Throwable without = catchThrowable(() -> KeyReader.privateKey(encrypted));
    Throwable wrong = catchThrowable(() -> KeyReader.privateKey(encrypted, "x".toCharArray()));

    assertThat(without)
        .isInstanceOf(KeyUnreadableException.class)
        .hasMessageContaining("no password given");
    assertThat(wrong)
        .isInstanceOf(KeyUnreadableException.class)
        .hasMessageContaining("the password does not open");
  }

  @ParameterizedTest
  @CsvSource({
    "pkey -pubin -in public.pem, SubjectPublicKeyInfo in PEM",
    "pkey -pubin -in public.pem -outform DER, SubjectPublicKeyInfo in DER",
    "rsa -pubin -in public.pem -RSAPublicKey_out, PKCS#1 public in PEM",
    "req -x509 -key private.pem -subj /CN=test -days 1, X.509 certificate in PEM",
    "req -x509 -key private.pem -subj /CN=test -outform DER, X.509 certificate in DER",
  })
  void readsAPublicKey(String command, String form) {
    VerifyingKey key = KeyReader.publicKey(openssl.run(command));

    assertThat(key.key()).isEqualTo(TestKeys.partner().getPublic());
    assertThat(key.form()).isEqualTo(form);
    assertThat(key.bits()).isEqualTo(2048);
    assertThat(key.fingerprint()).isEqualTo(FINGERPRINT);
  }

  @Test
  void readsAKeyStoreThatKeytoolMade() throws GeneralSecurityException, IOException {
    var store = keyStoreWith("partner");

    SigningKey key = KeyReader.privateKey(bytes(store), "test-password".toCharArray());

    assertThat(key.fingerprint()).isEqualTo(FINGERPRINT);
    assertThat(key.form()).isEqualTo("PKCS#12 in DER");
  }

  @Test
  void asksForOneKeyWhereAStoreHoldsTwo() throws GeneralSecurityException, IOException {
    byte[] store = bytes(keyStoreWith("one", "two"));

    Throwable refused =
        catchThrowable(() -> KeyReader.privateKey(store, "test-password".toCharArray()));

    assertThat(refused)
        .isInstanceOf(KeyUnreadableException.class)
        .hasMessage("found: a PKCS#12 key store with 2 private keys; expected: exactly one");
  }

  private KeyStore keyStoreWith(String... aliases) throws GeneralSecurityException, IOException {
    Certificate certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(openssl.run("req -x509 -key private.pem -subj /CN=test")));
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (String alias : aliases) {
      store.setKeyEntry(
          alias,
          TestKeys.partner().getPrivate(),
          "test-password".toCharArray(),
          new Certificate[] {certificate});
    }
    return store;
  }

  private static byte[] bytes(KeyStore store) throws GeneralSecurityException, IOException {
    var bytes = new ByteArrayOutputStream();
    store.store(bytes, "test-password".toCharArray());
    return bytes.toByteArray();
  }

  @Test
  void readsWhatDeveloperCenterShowsOnOneLine() {
    byte[] pkcs8 = openssl.run("pkcs8 -topk8 -nocrypt -in private.pem -outform DER");
    byte[] pkcs1 = openssl.run("rsa -in private.pem -traditional -outform DER");
    byte[] spki = openssl.run("pkey -pubin -in public.pem -outform DER");

    String fromPkcs8 = KeyReader.privateKey(oneLine(pkcs8)).form();
    String fromPkcs1 = KeyReader.privateKey(oneLine(pkcs1)).form();
    String fromSpki = KeyReader.publicKey(oneLine(spki)).form();

    assertThat(fromPkcs8).isEqualTo("PKCS#8 in Base64");
    assertThat(fromPkcs1).isEqualTo("PKCS#1 in Base64");
    assertThat(fromSpki).isEqualTo("SubjectPublicKeyInfo in Base64");
  }

  @Test
  void readsAKeyWhateverTheClipboardDidToIt() {
    String pem = new String(PRIVATE, US_ASCII);
    String[] pasted = {
      "\uFEFF" + pem,
      "\r\n \t" + pem.replace("\n", "\r\n") + " \r\n",
      pem.replace("\n", "\\n"),
      pem.replace("\n", " "),
      "Bag Attributes\n    friendlyName: test\n" + pem,
      new String(PUBLIC, US_ASCII) + pem,
      "\"" + new String(oneLine(TestKeys.partner().getPrivate().getEncoded()), US_ASCII) + "\"",
    };

    for (String text : pasted) {
      assertThat(KeyReader.privateKey(text.getBytes(UTF_8)).fingerprint()).isEqualTo(FINGERPRINT);
    }
    assertThat(KeyReader.privateKey(("\uFEFF" + pem).getBytes(UTF_16LE)).fingerprint())
        .isEqualTo(FINGERPRINT);
  }

  @Test
  void showsTheFingerprintThatOpensslShows() {
    byte[] spki = openssl.run("pkey -pubin -in public.pem -outform DER");

    byte[] shown = openssl.file("spki", spki).run("dgst -sha256 -r spki");

    assertThat(new String(shown, US_ASCII)).startsWith(FINGERPRINT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pkey -pubin -in public.pem | a public key",
        "rsa -pubin -in public.pem -RSAPublicKey_out | a public key",
        "req -x509 -key private.pem -subj /CN=test | an X.509 certificate",
        "req -new -key private.pem -subj /CN=test | a certificate request",
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | an EC key",
        "ecparam -name prime256v1 -genkey -noout | an EC private key",
        "genpkey -algorithm ED25519 | an Ed25519 key",
        "genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 | an RSA key for PSS only",
        "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 | an RSA key of 1024 bits",
        "rand 64 | text that is neither PEM nor Base64 of a key",
      })
  void saysWhatStandsWhereAPrivateKeyBelongs(String command, String found) {
    byte[] other = openssl.run(command);

    assertThatThrownBy(() -> KeyReader.privateKey(other))
        .isInstanceOfSatisfying(
            KeyUnreadableException.class, refused -> assertThat(refused.found()).isEqualTo(found));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pkey -in private.pem | a private key",
        "pkey -in private.pem -traditional | a private key",
        "pkcs12 -export -nocerts -inkey private.pem -passout file:password | a PKCS#12 key store",
        "req -new -key private.pem -subj /CN=test | a certificate request",
      })
  void saysWhatStandsWhereAPublicKeyBelongs(String command, String found) {
    byte[] other = openssl.run(command);

    assertThatThrownBy(() -> KeyReader.publicKey(other))
        .isInstanceOfSatisfying(
            KeyUnreadableException.class, refused -> assertThat(refused.found()).isEqualTo(found));
  }

  private static byte[] oneLine(byte[] der) {
    return Base64.getEncoder().encode(der);
  }
}
