package io.plusgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StreamedJsonTest {
  @Test
  void isWhatVertxUses() {
    assertThat(Json.CODEC).isSameAs(new StreamedJson().codec());
  }

  @Test
  void writesWhatStreamsHaveNoFormFor() {
    var json = new JsonObject().put("url", URI.create("http://127.0.0.1:1"));

    assertThat(json.encode()).isEqualTo("{\"url\":\"http://127.0.0.1:1\"}");
    assertThat(json.toBuffer().toString(StandardCharsets.UTF_8)).isEqualTo(json.encode());
  }
}
