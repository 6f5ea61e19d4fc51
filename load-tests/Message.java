import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongFunction;

/**
 * A call as it goes over the wire, from a body in load-tests/messages: where that has twenty #,
 * each has an id of its own.
 */
final class Message {
  private static final String ID = "#".repeat(20);
  private static final long RUN = System.currentTimeMillis() % 1_000_000_000L * 1_000_000_000L;

  private Message() {}

  /** A call of the backend, which need not sign. */
  static LongFunction<byte[]> of(String path, String name) {
    var body = body(name);
    return number -> bytes(path, "", with(number, body));
  }

  static String body(String name) {
    try {
      return Files.readString(Path.of("load-tests", "messages", name + ".json")).strip();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** The body with an id that no other run uses either. */
  static String with(long number, String body) {
    return body.replace(ID, String.format("%020d", RUN + number));
  }

  /** Headers: each with its line end. */
  static byte[] bytes(String path, String headers, String body) {
    return ("POST "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + headers
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
