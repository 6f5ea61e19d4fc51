package io.plusgate.cli;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.ResultBody;
import io.plusgate.protocol.ResultStatus;
import io.plusgate.signature.MessageVerifier;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * The answer to one notification, judged as Alipay+ does: 200, a signed result, and S.
 *
 * @param what which notification it was
 * @param accepted whether Alipay+ would be satisfied
 * @param why in one line
 */
record SentNotification(String what, boolean accepted, String why) {
  /** Alipay+ sends again after these waits (protocol 6.2); never in the sandbox. */
  static final String LADDER = "2m, 10m, 10m, 1h, 2h, 6h, 15h";

  static SentNotification judge(
      String what,
      String path,
      String clientId,
      Optional<MessageVerifier> verifier,
      HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      return new SentNotification(what, false, "HTTP " + answer.statusCode() + ", not 200");
    }
    var result = ResultBody.read(answer.body());
    if (result.isEmpty()) {
      return new SentNotification(what, false, "the body has no result");
    }
    String said = result.get().resultStatus() + " " + result.get().resultCode();
    Optional<String> unsigned = verifier.flatMap(v -> unsigned(v, path, clientId, answer));
    if (unsigned.isPresent()) {
      return new SentNotification(what, false, said + ", but " + unsigned.get());
    }
    String signed = verifier.isPresent() ? ", signature verified" : ", signature not looked at";
    return new SentNotification(what, result.get().resultStatus() == ResultStatus.S, said + signed);
  }

  private static Optional<String> unsigned(
      MessageVerifier verifier, String path, String clientId, HttpResponse<byte[]> answer) {
    var headers = answer.headers();
    return verifier
        .verify(
            path,
            headers.firstValue(AlipayHeader.CLIENT_ID).orElse(clientId),
            headers.firstValue(AlipayHeader.RESPONSE_TIME).orElse(""),
            headers.firstValue(AlipayHeader.SIGNATURE).orElse(null),
            answer.body())
        .match(
            verified -> Optional.empty(),
            rejected -> Optional.of("its signature: " + rejected.reason().code()));
  }

  /** What Alipay+ would do now. */
  String next() {
    return accepted ? "done" : "sends again after " + LADDER + " (not in the sandbox)";
  }
}
