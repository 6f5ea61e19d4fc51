package io.plusgate.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.plusgate.signature.SignatureForm;
import io.plusgate.signature.SignatureHeader;
import io.plusgate.signature.SignatureHeader.Accepted;
import java.util.Arrays;
import java.util.List;

/** {@code Signature}: a value or a named refusal, and what is read reads the same when written. */
final class HeaderTarget implements FuzzTarget {
  private static final int LONGEST_HEADER = 4_096;

  @Override
  public String name() {
    return "header";
  }

  @Override
  public int inputs() {
    return 700_000;
  }

  @Override
  public int longest() {
    return LONGEST_HEADER + 8;
  }

  @Override
  public List<String> words() {
    return List.of(
        "algorithm=RSA256", "keyVersion=", "signature=", ",", "=", "%3D", "%2B", "%", "\t", " ");
  }

  @Override
  public void take(byte[] input) {
    String raw = new String(input, ISO_8859_1);
    String said =
        SignatureHeader.parse(raw)
            .match(accepted -> writtenAgain(accepted.header()), refused -> refused.reason().code());
    Promised.that(!said.isEmpty(), "a refusal has a name");
  }

  private static String writtenAgain(SignatureHeader header) {
    Promised.same(header.algorithm(), SignatureHeader.ALGORITHM, "only one algorithm is taken");
    Promised.that(header.signature().length > 0, "there is a signature");
    String version = header.keyVersion().orElse("");
    for (var form : SignatureForm.values()) {
      String written = SignatureHeader.format(version, header.signature(), form);
      if (written.length() <= LONGEST_HEADER) {
        var again =
            SignatureHeader.parse(written)
                .match(
                    Accepted::header,
                    refused -> {
                      throw new AssertionError(form + " is not read again: " + refused.reason());
                    });
        Promised.same(again.keyVersion(), header.keyVersion(), "the version reads the same");
        Promised.that(
            Arrays.equals(again.signature(), header.signature()), "the signature reads the same");
      }
    }
    return "accepted";
  }
}
