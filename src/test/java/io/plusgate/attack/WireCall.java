package io.plusgate.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;

/** Raw bytes to a listener, and what came back until it hung up. */
final class WireCall implements AutoCloseable {
  private static final int LONGEST_MILLIS = 30_000;

  private Socket socket;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private boolean taken = true;

  WireCall(String url) {
    try {
      var address = URI.create(url);
      socket = new Socket(address.getHost(), address.getPort());
      socket.setTcpNoDelay(true);
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    }
  }

  /** One that speaks TLS, and HTTP/1.1 if it is asked. */
  WireCall(String url, SSLContext trusting) {
    this(url);
    try {
      var address = URI.create(url);
      socket =
          trusting
              .getSocketFactory()
              .createSocket(socket, address.getHost(), address.getPort(), true);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** Sends all of it and reads until the other side hangs up. */
  static String send(String url, String bytes) {
    try (var call = new WireCall(url)) {
      call.say(bytes);
      return call.hearAll();
    }
  }

  /** Sends it, as far as the other side takes it: the answer may be there nevertheless. */
  void say(String bytes) {
    taken = taken && canSay(bytes);
  }

  private boolean canSay(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return true;
    } catch (IOException cut) {
      return false;
    }
  }

  /** Everything until the other side hangs up; a reset counts as that. */
  String hearAll() {
    boolean open = true;
    while (open) {
      open = hear(LONGEST_MILLIS);
    }
    return text();
  }

  /** Sends a byte each tenth of a second until that is not taken any more. */
  String trickle(String bytes) {
    for (int i = 0; taken && i < bytes.length(); i++) {
      say(bytes.substring(i, i + 1));
      taken &= hear(100);
    }
    return text();
  }

  /** Waits until this text has come. */
  void hearUntil(String text) {
    while (!text().contains(text)) {
      if (!hear(LONGEST_MILLIS)) {
        throw new AssertionError("hung up before \"" + text + "\": " + text());
      }
    }
  }

  /** Reads what comes in this time, if anything; false when the other side has hung up. */
  boolean hear(int millis) {
    var bytes = new byte[8_192];
    try {
      socket.setSoTimeout(millis);
      int read = socket.getInputStream().read(bytes);
      if (read > 0) {
        heard.write(bytes, 0, read);
      }
      return read >= 0;
    } catch (SocketTimeoutException silent) {
      if (millis == LONGEST_MILLIS) {
        throw new AssertionError("neither answered nor hung up; heard: " + text(), silent);
      }
      return true;
    } catch (SocketException reset) {
      return false;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  String text() {
    return heard.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
