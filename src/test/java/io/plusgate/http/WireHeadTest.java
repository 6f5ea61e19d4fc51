package io.plusgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.plusgate.http.WireHead.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules by themselves: that where bytes are cut on their way changes nothing. */
class WireHeadTest {
  private static final int LIMIT = 2_048;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\nhello",
        "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n5",
        "GET /a?b=%20 HTTP/1.0\r\n\r\n",
        "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
        "POST /a HTTP/1.1\r\nHost: x\r\n\r\r\n",
        "POST /a\nHTTP/1.1\r\n\r\n"
      })
  void comesToTheSameVerdictWhereverItIsCut(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    var whole = new WireHead(LIMIT);
    whole.begin();
    var verdict = whole.read(bytes, bytes.length);

    for (int cut = 0; cut <= whole.endIndex(); cut++) {
      var head = new WireHead(LIMIT);
      head.begin();
      var early = head.read(Arrays.copyOf(bytes, cut), cut);
      var late = early == Reading.MORE ? head.read(bytes, bytes.length) : early;

      assertThat(late).isEqualTo(verdict).isNotEqualTo(Reading.MORE);
      assertThat(head.broken()).isEqualTo(whole.broken());
      assertThat(head.bodyLength()).isEqualTo(whole.bodyLength());
      assertThat(head.endIndex()).isEqualTo(whole.endIndex());
    }
  }

  @Test
  void forgetsTheRequestBefore() {
    var head = new WireHead(LIMIT);
    byte[] post =
        "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] get = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    for (int times = 0; times < 3; times++) {
      head.begin();
      assertThat(head.read(post, post.length)).isEqualTo(Reading.WHOLE);
      assertThat(head.bodyLength()).isEqualTo(2);
      head.begin();
      assertThat(head.read(get, get.length)).isEqualTo(Reading.WHOLE);
      assertThat(head.bodyLength()).isZero();
    }
  }

  @Test
  void neverNeedsMoreBytesThanItSays() {
    var head = new WireHead(LIMIT);
    String longest = "GET /" + "a".repeat(4_000) + " HTTP/1.1\r\nX: " + "b".repeat(5_000);
    byte[] bytes = longest.getBytes(StandardCharsets.US_ASCII);
    head.begin();

    assertThat(head.read(bytes, head.mostBytes())).isEqualTo(Reading.REFUSED);
    assertThat(head.broken()).isEqualTo(WireRule.HEADERS_TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource({
    "/, KEPT",
    "/aps/api/v1/payments/pay, KEPT",
    "/console/, KEPT",
    "/a/..b/.c/d../..., KEPT",
    "/a%20b?c=../d&e=//f, KEPT",
    "/a%2Fb, TARGET_HIDDEN",
    "/a/%2e%2E/b, TARGET_SEGMENT",
    "/a/.%2e, TARGET_SEGMENT",
    "/a/%2e;x/b, TARGET_SEGMENT",
    "/;x, TARGET_SEGMENT",
    "/a//b, TARGET_SEGMENT",
    "a, TARGET_FORM",
    "/a%25b, KEPT",
    "/a%252e, TARGET_HIDDEN",
    "/a%25, KEPT",
    "/a%, TARGET_ENCODING",
    "/a?b%, TARGET_ENCODING"
  })
  void judgesATarget(String target, WireRule verdict) {
    assertThat(PlainTarget.judge(target, false)).isEqualTo(verdict);
  }

  @Test
  void findsTheEndOfAChunkedBodyWhereverItIsCut() {
    byte[] bytes =
        "3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\nPOST".getBytes(StandardCharsets.US_ASCII);
    for (int cut = 0; cut <= bytes.length - 4; cut++) {
      var body = new WireBody();
      body.begin(WireHead.CHUNKED);
      var buffer = Unpooled.wrappedBuffer(bytes);

      assertThat(body.read(buffer, 0, cut)).isEqualTo(cut);
      assertThat(body.read(buffer, cut, bytes.length)).isEqualTo(bytes.length - 4);
      assertThat(body.isWhole()).isTrue();
    }
  }
}
