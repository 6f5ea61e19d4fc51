package io.plusgate.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The published known answers, as they lie in {@code src/test/resources/alipayplus/vectors}. */
public final class Vectors {
  public static final Path DIRECTORY = Path.of("src/test/resources/alipayplus/vectors");

  private Vectors() {}

  /** One message with its signature, and whether that signature is right. */
  record Signed(
      String id,
      String path,
      String clientId,
      String time,
      String bodyFile,
      String publicKeyFile,
      String signatureBase64,
      String contentSha256,
      JsonNode json) {
    byte[] body() {
      return bytes(bodyFile);
    }

    KeyRing ring() {
      return KeyRing.of(KeyReader.publicKey(bytes(publicKeyFile)).as("1"));
    }

    @Override
    public String toString() {
      return id + " " + json.path("title").asText(json.path("why").asText());
    }
  }

  static Stream<Signed> positive() {
    return cases("vectors.json", "/positive").map(Vectors::signed);
  }

  static Stream<Signed> negative() {
    return cases("vectors.json", "/negative").map(Vectors::signed);
  }

  /** All objects of the array at this place of one of the JSON files. */
  public static Stream<JsonNode> cases(String file, String place) {
    try {
      JsonNode array = new ObjectMapper().readTree(bytes(file)).at(place);
      List<JsonNode> cases = StreamSupport.stream(array.spliterator(), false).toList();
      return cases.stream();
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  public static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(DIRECTORY.resolve(file));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static Signed signed(JsonNode json) {
    return new Signed(
        json.get("id").asText(),
        // A first line that ends in CRLF, not LF: for us the CR can only stand in the path.
        json.get("uri").asText() + (json.path("eol").asText().equals("CRLF") ? "\r" : ""),
        json.get("clientId").asText(),
        json.get("time").asText(),
        json.get("bodyFile").asText(),
        json.get("publicKey").asText(),
        json.has("signatureBase64")
            ? json.get("signatureBase64").asText()
            : new String(bytes(json.get("signatureFile").asText()), US_ASCII),
        json.get("contentSha256").asText(),
        json);
  }
}
