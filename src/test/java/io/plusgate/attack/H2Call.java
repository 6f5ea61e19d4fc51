package io.plusgate.attack;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** HTTP/2 over TLS frame by frame, lawful or not. */
final class H2Call implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  private static final int STATUS_200 = 0x88;

  /** Five bytes before the block. */
  private static final int PRIORITY = 0x20;

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int LONGEST_MILLIS = 30_000;
  private static final byte[] NOTHING = {};

  private final SSLSocket socket;

  /** One frame that came. */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  record Frame(int type, int flags, int stream, byte[] payload) {
    /** Of HEADERS: whether it begins with the status 200, for which HPACK has a number. */
    boolean isOk() {
      return (payload[(flags & PRIORITY) == 0 ? 0 : 5] & 0xff) == STATUS_200;
    }
  }

  H2Call(String url, SSLContext trusting) {
    try {
      var address = URI.create(url);
      var plain = new Socket(address.getHost(), address.getPort());
      socket =
          (SSLSocket)
              trusting
                  .getSocketFactory()
                  .createSocket(plain, address.getHost(), address.getPort(), true);
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(LONGEST_MILLIS);
      socket.startHandshake();
      if (!socket.getApplicationProtocol().equals("h2")) {
        throw new AssertionError("no HTTP/2 here: " + socket.getApplicationProtocol());
      }
      socket.getOutputStream().write(PREFACE.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    }
    say(frame(SETTINGS, 0, 0, NOTHING));
  }

  static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /** The head of a POST: literals without an index, nothing compressed. */
  static byte[] post(String path, String... namesAndValues) {
    var block = new ByteArrayOutputStream();
    literal(block, ":method", "POST");
    literal(block, ":scheme", "https");
    literal(block, ":path", path);
    literal(block, ":authority", "x");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      literal(block, namesAndValues[i], namesAndValues[i + 1]);
    }
    return block.toByteArray();
  }

  private static void literal(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    block.write(name.length());
    block.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
    block.write(value.length());
    block.writeBytes(value.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends; false when the other side takes nothing any more. */
  boolean isTaken(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException cut) {
      return false;
    }
  }

  void say(byte[] bytes) {
    if (!isTaken(bytes)) {
      throw new AssertionError("hung up");
    }
  }

  /** The next frame of this type, or nothing when the other side has hung up before. */
  Optional<Frame> next(int... types) {
    try {
      var in = new DataInputStream(socket.getInputStream());
      while (true) {
        int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        var frame = new Frame(type, in.readUnsignedByte(), in.readInt(), in.readNBytes(length));
        for (int wanted : types) {
          if (type == wanted) {
            return Optional.of(frame);
          }
        }
      }
    } catch (SocketTimeoutException silent) {
      throw new AssertionError("neither answered nor hung up", silent);
    } catch (IOException hungUp) {
      return Optional.empty();
    }
  }

  /** Reads until the other side has hung up. */
  void awaitEnd() {
    if (next().isPresent()) {
      throw new IllegalStateException("no frame was asked for");
    }
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
