package io.plusgate.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal or a failure told to the backend as {@code application/problem+json}.
 *
 * @param code stable and documented in docs/errors.md; scripts switch on it
 * @param detail what was found and what would be right; never a secret, a body or a customer's id
 * @param extra further members, such as an untrusted result's code
 */
public record Problem(
    int status, String code, String title, String detail, Map<String, Object> extra) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    extra = Map.copyOf(extra);
  }

  public Problem(int status, String code, String title, String detail) {
    this(status, code, title, detail, Map.of());
  }

  /** The bytes of the body. */
  public Buffer body() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "urn:plusgate:problem:" + code);
    members.put("title", title);
    members.put("status", status);
    members.put("code", code);
    members.put("detail", detail);
    members.putAll(extra);
    return new JsonObject(members).toBuffer();
  }

  /** Answers with this problem, unless the answer has begun or the caller is gone. */
  public void answer(HttpServerResponse response) {
    if (!response.headWritten() && !response.closed()) {
      response.setStatusCode(status).putHeader("Content-Type", MEDIA_TYPE);
      response.end(body()).onFailure(gone -> response.reset());
    }
  }
}
