package io.plusgate.protocol;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes the one body that we ever answer with ourselves: {@code {"result":{…}}}. */
public final class ResultBody {
  private ResultBody() {}

  /** The bytes of a body that says this and nothing else, the same bytes each time. */
  public static byte[] of(Result result) {
    var quote = JsonStringEncoder.getInstance();
    var json =
        "{\"result\":{\"resultCode\":\""
            + new String(quote.quoteAsString(result.resultCode()))
            + "\",\"resultStatus\":\""
            + result.resultStatus()
            + "\",\"resultMessage\":\""
            + new String(quote.quoteAsString(result.resultMessage()))
            + "\"}}";
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** The {@code result} that a body says, or nothing when it is not an Alipay+ answer. */
  public static Optional<Result> read(byte[] body) {
    return MessageReader.read(body).flatMap(Message::result);
  }
}
