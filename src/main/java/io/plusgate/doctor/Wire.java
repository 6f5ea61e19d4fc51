package io.plusgate.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One connection to one address, opened step by step so that each step can be judged. */
final class Wire implements Closeable {
  private static final int LIMIT_MILLIS = 5_000;
  private static final int LONGEST_HEAD = 16_384;

  private final URI address;
  private Socket socket;

  /**
   * The head of an HTTP answer.
   *
   * @param sent when the request had left
   * @param received when the head was there
   * @param headers by their names in small letters
   */
  record Head(Instant sent, Instant received, String status, Map<String, String> headers) {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  private Wire(URI address, Socket socket) {
    this.address = address;
    this.socket = socket;
  }

  static Wire connect(URI address) throws IOException {
    var socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(bare(address.getHost()), BackendExam.port(address)), LIMIT_MILLIS);
      socket.setSoTimeout(LIMIT_MILLIS);
      return new Wire(address, socket);
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  /** From here on over TLS; fails when the other side can't be trusted under this name. */
  SSLSocket encrypt(SSLContext context, boolean checkName) throws IOException {
    String host = bare(address.getHost());
    var encrypted =
        (SSLSocket)
            context.getSocketFactory().createSocket(socket, host, BackendExam.port(address), true);
    socket = encrypted;
    var parameters = new SSLParameters(null, new String[] {"TLSv1.3", "TLSv1.2"});
    if (checkName) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }

  /** Asks for a path without credentials of any kind, and reads no further than the head. */
  Head get(String path, InstantSource clock) throws IOException {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + address.getRawAuthority()
            + "\r\nUser-Agent: plusgate-doctor\r\nConnection: close\r\n\r\n";
    var out = socket.getOutputStream();
    out.write(request.getBytes(ISO_8859_1));
    out.flush();
    Instant sent = clock.instant();
    var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1), 1_024);
    String status = in.readLine();
    Instant received = clock.instant();
    if (status == null || !status.startsWith("HTTP/")) {
      throw new IOException("answers, but not in HTTP");
    }
    return new Head(sent, received, status, headers(in));
  }

  private static Map<String, String> headers(BufferedReader in) throws IOException {
    var headers = new LinkedHashMap<String, String>();
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      length += line.length();
      int colon = line.indexOf(':');
      if (length > LONGEST_HEAD || colon < 1) {
        throw new IOException("answers with a head that is no HTTP");
      }
      headers.putIfAbsent(
          line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
    return headers;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** A host without the brackets of an IPv6 address. */
  static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** What went wrong, for a person. */
  static String words(IOException failed) {
    if (failed instanceof UnknownHostException unknown) {
      return "no such host: " + unknown.getMessage();
    }
    if (failed instanceof SocketTimeoutException) {
      return "no answer within " + LIMIT_MILLIS / 1_000 + " s";
    }
    String message = failed.getMessage();
    return message == null ? failed.getClass().getSimpleName() : message;
  }
}
