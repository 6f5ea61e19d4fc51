package io.plusgate.http;

import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.core.spi.JsonFactory;
import io.vertx.core.spi.json.JsonCodec;

/**
 * Has Vert.x read and write its JSON by Jackson's streams alone. It would use Jackson's object
 * mapper, as that is in the jar for the schema of the configuration: a tenth of a second that the
 * first answer with JSON of every start waits for. Found by {@code META-INF/services}.
 */
public final class StreamedJson implements JsonFactory {
  private static final JsonCodec CODEC = new JacksonCodec();

  @Override
  public JsonCodec codec() {
    return CODEC;
  }
}
