package io.plusgate.signature.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.signature.SignatureForm;
import io.plusgate.signature.SignatureHeader;
import io.plusgate.signature.SignedContent;
import io.plusgate.signature.TestKeys;
import java.security.GeneralSecurityException;
import java.security.Signature;

/** Signs with the hash of yesterday. */
final class Sha1 {
  private Sha1() {}

  static String header(Signed message) {
    try {
      var signature = Signature.getInstance("SHA1withRSA");
      signature.initSign(TestKeys.alipayPlus().getPrivate());
      signature.update(
          SignedContent.of(
              message.path(), message.clientId(), message.time(), message.body().getBytes(UTF_8)));
      return SignatureHeader.format("1", signature.sign(), SignatureForm.PERCENT_ENCODED);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
