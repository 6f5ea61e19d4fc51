package io.plusgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.protocol.AlipayHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** A message from flags, a body file, a captured HTTP message or a curl command. */
final class MessageInput {
  @Option(
      names = "--message",
      paramLabel = "FILE",
      description = "A captured HTTP request or answer, head and body; - is standard input.")
  private Optional<Path> captured;

  @Option(
      names = "--curl",
      paramLabel = "FILE",
      description = "A file with a curl command; - is standard input.")
  private Optional<Path> curl;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "The path that is called; of an answer, the path it answers.")
  private Optional<String> path;

  @Option(names = "--client-id", paramLabel = "ID", description = "The Client-Id.")
  private Optional<String> clientId;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "The literal Request-Time, or Response-Time of an answer.")
  private Optional<String> time;

  @Option(names = "--body", paramLabel = "TEXT", description = "The body, byte for byte.")
  private Optional<String> body;

  @Option(
      names = "--body-file",
      paramLabel = "FILE",
      description = "The file with the body, byte for byte; - is standard input.")
  private Optional<Path> bodyFile;

  /** What was captured; flags go before it. */
  CapturedMessage read() {
    CapturedMessage base =
        captured
            .map(file -> HttpText.read(KeyInput.bytes(file)))
            .or(() -> curl.map(file -> CurlCommand.read(new String(KeyInput.bytes(file), UTF_8))))
            .orElseGet(() -> new CapturedMessage(Optional.empty(), Map.of(), new byte[0]));
    byte[] bytes =
        bodyFile
            .map(KeyInput::bytes)
            .or(() -> body.map(text -> text.getBytes(UTF_8)))
            .orElse(base.body());
    return new CapturedMessage(path.or(base::path), base.headers(), bytes);
  }

  String path(CapturedMessage message) {
    return message.path().orElseThrow(() -> missing("--path", "the path that is called"));
  }

  Optional<String> clientId() {
    return clientId;
  }

  String clientId(CapturedMessage message, Optional<String> configured) {
    return clientId
        .or(() -> message.header(AlipayHeader.CLIENT_ID))
        .or(() -> configured)
        .orElseThrow(() -> missing("--client-id", "the partner's Client-Id"));
  }

  /** The flag, else the header that belongs to this kind of message. */
  Optional<String> time(CapturedMessage message) {
    return time.or(() -> times(message).stream().findFirst());
  }

  /** All times of the message, the one that should be signed first. */
  static List<String> times(CapturedMessage message) {
    return Stream.of(AlipayHeader.RESPONSE_TIME, AlipayHeader.REQUEST_TIME)
        .flatMap(name -> message.header(name).stream())
        .toList();
  }

  static ExitException missing(String option, String expected) {
    return ExitException.usage(option + ": not given (expected: " + expected + ")");
  }
}
