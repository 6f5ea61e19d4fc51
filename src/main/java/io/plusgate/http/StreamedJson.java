package io.plusgate.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.jackson.DatabindCodec;
import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.core.spi.JsonFactory;
import io.vertx.core.spi.json.JsonCodec;

/**
 * Has Vert.x read and write its JSON by Jackson's streams. It would use Jackson's object mapper, as
 * that is in the jar for the schema of the configuration: a tenth of a second that the first answer
 * with JSON of every start waits for. Found by {@code META-INF/services}.
 */
public final class StreamedJson implements JsonFactory {
  private static final JsonCodec CODEC = new Streams();

  @Override
  public JsonCodec codec() {
    return CODEC;
  }

  /** What streams have no form for, e.g. a {@code URI}, the mapper writes. */
  private static final class Streams extends JacksonCodec {
    @Override
    public String toString(Object object, boolean pretty) {
      try {
        return super.toString(object, pretty);
      } catch (EncodeException unknownType) {
        return new DatabindCodec().toString(object, pretty);
      }
    }

    @Override
    public Buffer toBuffer(Object object, boolean pretty) {
      try {
        return super.toBuffer(object, pretty);
      } catch (EncodeException unknownType) {
        return new DatabindCodec().toBuffer(object, pretty);
      }
    }
  }
}
