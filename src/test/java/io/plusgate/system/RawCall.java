package io.plusgate.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One HTTP call byte by byte, as a caller with no HTTP library would make it, and its answer. */
final class RawCall {
  private static final int TIMEOUT_MILLIS = 20_000;

  /** What came back before the connection closed. */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  record Answer(String head, byte[] body) {
    int status() {
      return head.isEmpty() ? 0 : Integer.parseInt(head.substring(9, 12));
    }

    Optional<String> header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return head.lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .findFirst();
    }
  }

  private RawCall() {}

  /** Sends everything, as far as the other side takes it, and only then reads. */
  static Answer send(String url, byte[]... parts) {
    var address = URI.create(url);
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      write(socket, parts);
      return answer(read(socket));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The same from another of this machine's addresses. */
  static Answer sendFrom(String local, String url, byte[]... parts) {
    var address = URI.create(url);
    try (var socket = new Socket()) {
      socket.bind(new InetSocketAddress(local, 0));
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
      socket.setSoTimeout(TIMEOUT_MILLIS);
      write(socket, parts);
      return answer(read(socket));
    } catch (SocketException reset) {
      return answer(new byte[0]);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Sends the parts again and again after the head; how often before it was hung up on. */
  static int sendUntilCut(String url, int most, byte[] head, byte[]... parts) {
    var address = URI.create(url);
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.getOutputStream().write(head);
      return repeat(socket, most, parts);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static int repeat(Socket socket, int most, byte[]... parts) {
    for (int times = 0; times < most; times++) {
      try {
        for (byte[] part : parts) {
          socket.getOutputStream().write(part);
        }
      } catch (IOException cut) {
        return times;
      }
    }
    return most;
  }

  static byte[] head(String... lines) {
    return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Socket socket, byte[]... parts) {
    try {
      for (byte[] part : parts) {
        socket.getOutputStream().write(part);
      }
    } catch (IOException refused) {
      // The answer may be there nevertheless.
      return;
    }
  }

  private static byte[] read(Socket socket) throws IOException {
    var all = new ByteArrayOutputStream();
    socket.getInputStream().transferTo(all);
    return all.toByteArray();
  }

  private static Answer answer(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    return end < 0
        ? new Answer("", bytes)
        : new Answer(text.substring(0, end), Arrays.copyOfRange(bytes, end + 4, bytes.length));
  }
}
