package io.plusgate.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New key pairs, as files and as Developer Center takes them. */
class RsaKeyPairsTest {
  private static final KeyPair PAIR = TestKeys.alipayPlus();

  @TempDir Path directory;

  @Test
  void writesFilesThatOpensslReads() {
    var openssl =
        new OpenSsl(directory)
            .file("private.pem", RsaKeyPairs.pem(PAIR.getPrivate()).getBytes(US_ASCII));

    byte[] publicPem = openssl.run("pkey -in private.pem -pubout");

    assertThat(new String(publicPem, US_ASCII)).isEqualTo(RsaKeyPairs.pem(PAIR.getPublic()));
  }

  @Test
  void writesThePublicKeyOnOneLine() {
    String oneLine = RsaKeyPairs.oneLine(PAIR.getPublic());

    assertThat(oneLine).matches("MII[A-Za-z0-9+/]+=*");
    assertThat(KeyReader.publicKey(oneLine.getBytes(US_ASCII)).key()).isEqualTo(PAIR.getPublic());
  }

  @Test
  void makesNoKeyThatItWouldNotRead() {
    assertThatThrownBy(() -> RsaKeyPairs.generate(1024))
        .hasMessage("bits: 1024 (expected: 2048 to 8192)");
  }
}
