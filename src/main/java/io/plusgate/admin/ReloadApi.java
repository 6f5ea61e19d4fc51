package io.plusgate.admin;

import io.plusgate.http.Problem;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Set;

/** {@code /api/v1/reload}: takes a changed configuration, and tells what became of it. */
final class ReloadApi {
  static final String PATH = AdminApi.ROOT + "reload";

  private static final Problem NO_FILE =
      new Problem(
          409,
          "reload-without-file",
          "Nothing to read again",
          "config: this gateway was started without a file (expected: plusgate run --config FILE)");

  private final Reloading reloading;
  private final InstantSource clock;

  ReloadApi(Reloading reloading, InstantSource clock) {
    this.reloading = reloading;
    this.clock = clock;
  }

  /** Accepted: reading and checking goes on after the answer. */
  ApiAnswer begin(String body) {
    String shape = "{\"by\": …, \"why\": …} or nothing";
    String by =
        body.isBlank()
            ? "admin api"
            : Asked.ofBody(body, clock, Set.of("by", "why"), shape).audit();
    if (!reloading.hasFile()) {
      return ApiAnswer.of(NO_FILE);
    }
    reloading.begin(by);
    return new ApiAnswer(202, last());
  }

  ApiAnswer show() {
    return ApiAnswer.of(last());
  }

  private JsonObject last() {
    return reloading
        .last()
        .map(Reload::json)
        .orElseGet(() -> new JsonObject().put("state", "none"));
  }
}
