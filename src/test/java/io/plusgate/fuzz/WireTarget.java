package io.plusgate.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Alipay+'s door over real sockets: no bug of ours, and no success for what nobody signed. */
final class WireTarget implements FuzzTarget {
  /** Who has said half a request waits, and so does the gateway; nothing depends on how long. */
  private static final int SILENCE_MILLIS = 25;

  private static final Pattern BUG = Pattern.compile("HTTP/1\\.[01] 500");
  private static final Pattern SUCCESS = Pattern.compile("\"resultStatus\"\\s*:\\s*\"S\"");

  private final URI address;
  private final List<String> traces;
  private final int inputs;

  WireTarget(String url, int inputs) {
    this.address = URI.create(url);
    this.inputs = inputs;
    this.traces =
        List.of(
            trace(WireSeeds.signature(WireSeeds.NOTIFY, WireSeeds.PAID)),
            trace(WireSeeds.signature(WireSeeds.RELAY, WireSeeds.SCANNED)));
  }

  @Override
  public String name() {
    return "wire";
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int longest() {
    return 12_000;
  }

  @Override
  public List<String> words() {
    return List.of(
        "\r\n",
        "\n",
        "\r",
        "\r\n\r\n",
        " ",
        "\t",
        ":",
        "\r\nContent-Length: 5",
        "\r\nContent-Length: +5",
        "\r\nTransfer-Encoding: chunked",
        "\r\nTransfer-Encoding : chunked",
        "\r\nTransfer-Encoding: identity, chunked",
        "\r\nConnection: close",
        "\r\nConnection: Upgrade",
        "\r\nExpect: 100-continue",
        "\r\nContent-Encoding: gzip",
        "\r\nClient-Id: x",
        "\r\nSignature: signature=AAAA",
        "0\r\n\r\n",
        "ffffffffffffffff\r\n",
        "%2F",
        "%00",
        "/../",
        "?",
        "\u0000");
  }

  @Override
  public void take(byte[] input) {
    String answers = answers(input);
    Promised.that(!BUG.matcher(answers).find(), "no request is a bug of ours: " + answers);
    if (SUCCESS.matcher(answers).find()) {
      String sent = new String(input, ISO_8859_1);
      Promised.that(traces.stream().anyMatch(sent::contains), "no success without a signature");
    }
  }

  /**
   * What stays of a signature however it is written: its longest piece without an escape. The pairs
   * around it may be spoilt, as long as the grammar allows that.
   */
  private static String trace(String signature) {
    return Pattern.compile("[A-Za-z0-9]+")
        .matcher(signature.substring(signature.indexOf("signature=") + 10))
        .results()
        .map(MatchResult::group)
        .max(Comparator.comparingInt(String::length))
        .orElseThrow();
  }

  /** All that comes back until the other side hangs up or is silent for a moment. */
  private String answers(byte[] input) {
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(SILENCE_MILLIS);
      return said(socket, input);
    } catch (IOException notTaken) {
      throw new UncheckedIOException("the door is shut", notTaken);
    }
  }

  private static String said(Socket socket, byte[] input) {
    var all = new ByteArrayOutputStream();
    try {
      socket.getOutputStream().write(input);
      socket.getInputStream().transferTo(all);
    } catch (IOException silentOrGone) {
      return all.toString(ISO_8859_1);
    }
    return all.toString(ISO_8859_1);
  }
}
