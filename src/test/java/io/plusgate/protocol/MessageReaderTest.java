package io.plusgate.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.signature.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken out of a body, and which bodies are not readable at all. */
class MessageReaderTest {
  private static final byte[] NOTIFICATION = Vectors.bytes("bodies/notifyPayment-pretty.json");

  @Test
  void takesTheFieldsOfThePublishedNotification() {
    Message message = read(NOTIFICATION);

    assertThat(message.paymentResult()).contains(new Result(ResultStatus.S, "SUCCESS", "success"));
    assertThat(message.paymentRequestId()).contains("pay_1089760038715669_102775745070000");
    assertThat(message.paymentId()).contains("20200101234567890130000");
    assertThat(message.paymentAmount()).contains(new Amount(100, "JPY"));
    assertThat(message.result()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"paymentId\":\"1\"} | 1",
        "{ \t\"paymentId\" : \"1\" } | 1",
        "{\"paymentId\":20200101234567890134567} | 20200101234567890134567",
        "{\"paymentId\":true} | true",
        "{\"paymentId\":1e400} | 1e400",
        "{\"paymentId\":\"\"} | ''",
        "{\"\\u0070aymentId\":\"1\"} | 1",
        "{\"paymentId\":\"\\u652f\\u4ed8\"} | 支付",
        "{\"other\":{\"paymentId\":\"2\"},\"paymentId\":\"1\"} | 1",
        "{\"other\":[{\"paymentId\":\"2\"}],\"paymentId\":\"1\"} | 1",
        "{\"other\":\"1\",\"other\":\"2\",\"paymentId\":\"1\"} | 1",
        "{\"result\":{\"paymentId\":\"2\"},\"paymentId\":\"1\"} | 1",
      })
  void takesAFieldFromItsOwnPlaceOnly(String body, String paymentId) {
    Message message = read(body.getBytes(UTF_8));

    assertThat(message.paymentId()).contains(paymentId);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"paymentId\":null}",
        "{\"paymentId\":{}}",
        "{\"paymentId\":[\"1\"]}",
        "{\"paymentid\":\"1\"}",
        "{\"other\":{\"paymentId\":\"1\"}}",
      })
  void findsNothingWhereNoTextStands(String body) {
    Message message = read(body.getBytes(UTF_8));

    assertThat(message.paymentId()).isEmpty();
  }

  @Test
  void tellsAnEmptyAndANullValueFromAnAbsentKey() {
    Message message = read("{\"paymentId\":null,\"codeValue\":\"\"}".getBytes(UTF_8));

    assertThat(message.has("paymentId")).isTrue();
    assertThat(message.has("codeValue")).isTrue();
    assertThat(message.has("customerId")).isFalse();
    assertThat(message.text("codeValue")).contains("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"paymentId\":\"1\",\"paymentId\":\"1\"}",
        "{\"paymentId\":\"1\",\"\\u0070aymentId\":\"2\"}",
        "{\"paymentId\":null,\"paymentId\":\"1\"}",
        "{\"paymentAmount\":{\"value\":\"1\",\"value\":\"2\",\"currency\":\"JPY\"}}",
        "{\"paymentAmount\":{\"value\":\"1\"},\"paymentAmount\":{\"value\":\"2\"}}",
        "{\"result\":{\"resultStatus\":\"S\"},\"result\":null}",
      })
  void doesNotReadABodyThatSaysOneOfOurFieldsTwice(String body) {
    Optional<Message> message = MessageReader.read(body.getBytes(UTF_8));

    assertThat(message).isEmpty();
  }

  @Test
  void doesNotTakeADottedKeyForAPlace() {
    String body =
        "{\"result.resultStatus\":\"S\",\"result.resultCode\":\"SUCCESS\","
            + "\"paymentAmount.value\":\"1\",\"paymentAmount.currency\":\"JPY\"}";

    Message message = read(body.getBytes(UTF_8));

    assertThat(message.result()).isEmpty();
    assertThat(message.paymentAmount()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"text\"",
        "1",
        "{",
        "{\"paymentId\"",
        "{\"paymentId\":",
        "{\"paymentId\":\"1\"",
        "{\"paymentId\":\"1\",}",
        "{\"paymentId\":\"1\"}}",
        "{\"paymentId\":\"1\"}{}",
        "{\"paymentId\":\"1\"} x",
        "{'paymentId':'1'}",
        "{paymentId:\"1\"}",
        "{\"paymentId\":NaN}",
        "{\"paymentId\":01}",
        "{\"other\":{\"a\":[1,2}}",
        "<html/>",
      })
  void doesNotReadWhatIsNotOneWholeJsonObject(String body) {
    Optional<Message> message = MessageReader.read(body.getBytes(UTF_8));

    assertThat(message).isEmpty();
  }

  @Test
  void doesNotReadAnyBodyCutShort() {
    byte[] whole = NOTIFICATION;
    int end = new String(whole, UTF_8).lastIndexOf('}');

    for (int length = 0; length <= end; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThat(MessageReader.read(cut)).as("%d bytes", length).isEmpty();
    }
  }

  @Test
  void readsToItsDepthAndNoDeeper() {
    Optional<Message> deep = MessageReader.read(nested(MessageReader.DEPTH));
    Optional<Message> tooDeep = MessageReader.read(nested(MessageReader.DEPTH + 1));
    Optional<Message> bomb = MessageReader.read("{\"a\":[".repeat(500_000).getBytes(UTF_8));

    assertThat(deep).isPresent();
    assertThat(tooDeep).isEmpty();
    assertThat(bomb).isEmpty();
  }

  @Test
  void givesAnAnswerOnAnyBytes() {
    var random = new Random(20261125);
    List<byte[]> seeds =
        List.of(NOTIFICATION, Vectors.bytes("bodies/v1-request.json"), new byte[200]);

    for (int i = 0; i < 20_000; i++) {
      byte[] body = seeds.get(random.nextInt(seeds.size())).clone();
      for (int change = random.nextInt(8); change >= 0; change--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      Optional<Message> message = MessageReader.read(body);
      assertThat(message.map(MessageReaderTest::askEverything))
          .as("seed 20261125, number %d: %s", i, new String(body, ISO_8859_1))
          .isNotNull();
    }
  }

  private static int askEverything(Message message) {
    long present = MessageReader.FIELDS.stream().filter(message::has).count();
    return List.of(
            message.result(),
            message.paymentResult(),
            message.paymentAmount(),
            message.refundAmount(),
            message.paymentExpiryTime(),
            present)
        .size();
  }

  private static byte[] nested(int depth) {
    String inside = "[".repeat(depth - 1) + "]".repeat(depth - 1);
    return ("{\"a\":" + inside + "}").getBytes(UTF_8);
  }

  private static Message read(byte[] body) {
    return MessageReader.read(body).orElseThrow();
  }
}
