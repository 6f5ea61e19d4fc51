import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The HTTP/1.1 answer that a connection of Load.java is reading; it makes no garbage. */
final class LoadAnswer {
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
  private static final byte[] GOOD = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

  private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
  private final byte[] bytes = buffer.array();
  private int body;
  private int end;
  private boolean over;

  /** Reads what is there; true when the answer is whole. */
  boolean from(SocketChannel channel) throws IOException {
    if (!buffer.hasRemaining()) {
      throw new IOException("an answer of more than 64 KiB: " + this);
    }
    try {
      over = channel.read(buffer) < 0;
    } catch (IOException reset) {
      over = true;
    }
    if (over) {
      return false;
    }
    if (body == 0) {
      int head = find(HEAD_END, 0, buffer.position());
      if (head < 0) {
        return false;
      }
      body = head + HEAD_END.length;
      end = body + length(head + 2);
    }
    return buffer.position() >= end;
  }

  /** Whether the other side closed the connection. */
  boolean isOver() {
    return over;
  }

  boolean isGood(byte[] expected) {
    return !over
        && Arrays.equals(bytes, 0, GOOD.length, GOOD, 0, GOOD.length)
        && find(expected, body, end) >= 0;
  }

  void clear() {
    buffer.clear();
    body = 0;
    end = 0;
    over = false;
  }

  private int length(int headEnd) throws IOException {
    int at = find(LENGTH, 0, headEnd);
    if (at < 0) {
      throw new IOException("an answer without Content-Length: " + this);
    }
    int length = 0;
    for (int digit = at + LENGTH.length; bytes[digit] != '\r'; digit++) {
      length = bytes[digit] == ' ' ? length : length * 10 + bytes[digit] - '0';
    }
    return length;
  }

  /** Where this text begins; letters of the answer's head may be of either case. */
  private int find(byte[] text, int from, int to) {
    for (int at = from; at <= to - text.length; at++) {
      int same = 0;
      while (same < text.length && (bytes[at + same] == text[same] || lower(at + same) == text[same])) {
        same++;
      }
      if (same == text.length) {
        return at;
      }
    }
    return -1;
  }

  private int lower(int at) {
    return bytes[at] >= 'A' && bytes[at] <= 'Z' ? bytes[at] + 32 : bytes[at];
  }

  /** The status line: no body is ever printed. */
  @Override
  public String toString() {
    if (over) {
      return "none, the connection was closed";
    }
    int line = find(new byte[] {'\r'}, 0, buffer.position());
    return String.format(
        Locale.ROOT, "%s, %d bytes",
        new String(bytes, 0, Math.max(0, line), StandardCharsets.US_ASCII), buffer.position());
  }
}
