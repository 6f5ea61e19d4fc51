package io.plusgate.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no key, or no whole one: a clear refusal, never key material in it. */
class KeyReaderDamageTest {
  private static final byte[] PEM = Vectors.bytes("test-only-rsa2048-private.pem");
  private static final byte[] PKCS8 = TestKeys.partner().getPrivate().getEncoded();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | nothing, it is empty",
        "'  \n' | nothing, it is empty",
        "-----BEGIN PRIVATE KEY----- MIIE | a PEM block without its END line",
        "-----BEGIN PRIVATE KEY-----!-----END PRIVATE KEY----- | a PEM block whose content is not Base64",
        "ssh-rsa AAAAB3NzaC1yc2E test | an OpenSSH public key",
        "${PARTNER_KEY} | text that is neither PEM nor Base64 of a key",
        "-----BEGIN OPENSSH PRIVATE KEY-----AAAA-----END OPENSSH PRIVATE KEY----- | an OpenSSH private key (ssh-keygen -p -m PKCS8 -f FILE converts it)",
        "MAMCAQU= | DER that is neither a key nor a certificate",
      })
  void saysWhatItFound(String content, String found) {
    Throwable refused = catchThrowable(() -> KeyReader.privateKey(content.getBytes(UTF_8)));

    assertThat(refused)
        .isInstanceOfSatisfying(
            KeyUnreadableException.class, e -> assertThat(e.found()).isEqualTo(found));
  }

  @Test
  void refusesAKeyWithOneWrongDigit() {
    var accepted = new ArrayList<Integer>();

    for (int at = 40; at < PKCS8.length; at += 13) {
      byte[] damaged = PKCS8.clone();
      damaged[at] ^= 1;
      if (catchThrowable(() -> KeyReader.privateKey(damaged)) == null) {
        accepted.add(at);
      }
    }

    assertThat(accepted).isEmpty();
  }

  @Test
  void neverTellsTheKeyInItsRefusal() {
    String text = new String(PEM, US_ASCII).replace("END PRIVATE", "END PRIVAT");
    String secret = text.substring(100, 140);

    Throwable refused = catchThrowable(() -> KeyReader.privateKey(text.getBytes(US_ASCII)));

    assertThat(refused).isInstanceOf(KeyUnreadableException.class);
    assertThat(refused.toString()).doesNotContain(secret);
  }

  @Test
  void showsAKeyByItsFingerprintOnly() {
    SigningKey key = KeyReader.privateKey(PEM);

    String shown = key.toString();

    assertThat(shown)
        .isEqualTo(
            "SigningKey[form=PKCS#8 in PEM, bits=2048, fingerprint=%s]",
            TestKeys.partnerFingerprint());
  }

  @Test
  void givesAKeyOrARefusalForAnyBytes() {
    var random = new Random(20261125);
    byte[] oneLine = Base64.getEncoder().encode(PKCS8);
    List<byte[]> seeds =
        List.of(PEM, PKCS8, oneLine, Vectors.bytes("test-only-rsa2048-public.pem"));

    for (int i = 0; i < 3_000; i++) {
      byte[] content = seeds.get(random.nextInt(seeds.size())).clone();
      for (int change = random.nextInt(6); change >= 0; change--) {
        content[random.nextInt(content.length)] = (byte) random.nextInt(256);
      }
      assertReadableOrRefused(content, i);
    }
  }

  private static void assertReadableOrRefused(byte[] content, int number) {
    for (Throwable thrown :
        new Throwable[] {
          catchThrowable(() -> KeyReader.privateKey(content, "x".toCharArray())),
          catchThrowable(() -> KeyReader.publicKey(content))
        }) {
      if (thrown != null) {
        assertThat(thrown)
            .as("seed 20261125, number %d: %s", number, new String(content, ISO_8859_1))
            .isInstanceOf(KeyUnreadableException.class);
      }
    }
  }
}
