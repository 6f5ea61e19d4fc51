package io.plusgate.admin;

import io.plusgate.config.LogConfig.Level;
import io.plusgate.http.Captures;
import io.plusgate.http.Captures.Capture;
import io.plusgate.http.Captures.Captured;
import io.plusgate.http.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/v1/log} and {@code /api/v1/captures}: a closer look for a while, and who wanted it.
 */
final class LogApi {
  static final String LEVEL = AdminApi.ROOT + "log";
  static final String CAPTURES = AdminApi.ROOT + "captures";

  private static final Logger LOG = LoggerFactory.getLogger(LogApi.class);
  private static final Duration USUAL_LEVEL = Duration.ofMinutes(15);
  private static final Duration LONGEST_LEVEL = Duration.ofHours(24);
  private static final Duration USUAL_CAPTURE = Duration.ofMinutes(10);
  private static final Duration LONGEST_CAPTURE = Duration.ofHours(1);
  private static final int LONGEST_ID = 64;

  private final LogLevel level;
  private final Captures captures;
  private final InstantSource clock;

  LogApi(LogLevel level, Captures captures, InstantSource clock) {
    this.level = level;
    this.captures = captures;
    this.clock = clock;
  }

  ApiAnswer level() {
    var json = new JsonObject().put("level", Asked.word(level.current()));
    level.until().ifPresent(until -> json.put("until", until.toString()));
    return ApiAnswer.of(json);
  }

  /** Another level for a while; the configured one comes back by itself. */
  ApiAnswer setLevel(String body) {
    String shape = "{\"level\": \"debug\", \"for\": \"15m\", \"by\": …, \"why\": …}";
    var asked = Asked.ofBody(body, clock, Set.of("level", "for", "by", "why"), shape);
    var wanted =
        asked
            .choice("level", Level.values())
            .orElseThrow(() -> Asked.wrong("level", "missing", "error, warn, info or debug"));
    var until = clock.instant().plus(asked.lasting("for", USUAL_LEVEL, LONGEST_LEVEL));
    String audit = asked.audit();
    level.set(wanted, until);
    LOG.warn("log level={} until={} by={}", wanted, until, audit);
    return level();
  }

  ApiAnswer captures() {
    var list = new JsonArray();
    captures.all().forEach(capture -> list.add(summary(capture)));
    return ApiAnswer.of(new JsonObject().put("captures", list));
  }

  ApiAnswer begin(String body) {
    String shape = "{\"paymentRequestId\": …, \"for\": \"10m\", \"by\": …, \"why\": …}";
    var asked = Asked.ofBody(body, clock, Set.of("paymentRequestId", "for", "by", "why"), shape);
    String id =
        asked
            .text("paymentRequestId")
            .filter(text -> text.length() <= LONGEST_ID)
            .orElseThrow(
                () -> Asked.wrong("paymentRequestId", "missing or too long", "1 to 64 signs"));
    var until = clock.instant().plus(asked.lasting("for", USUAL_CAPTURE, LONGEST_CAPTURE));
    String audit = asked.audit();
    if (!captures.begin(id, until, audit)) {
      String found = Captures.MOST_IDS + " captures (expected: fewer; DELETE one)";
      return ApiAnswer.of(new Problem(409, "captures-full", "Too many at once", found));
    }
    LOG.warn("capture of bodies paymentRequestId={} until={} by={}", id, until, audit);
    return new ApiAnswer(201, captures.find(id).map(LogApi::summary).orElseGet(JsonObject::new));
  }

  ApiAnswer show(String paymentRequestId) {
    return captures
        .find(paymentRequestId)
        .map(
            found -> {
              LOG.warn("captured bodies read paymentRequestId={}", found.paymentRequestId());
              return ApiAnswer.of(summary(found).put("exchanges", exchanges(found)));
            })
        .orElseGet(LogApi::unknown);
  }

  ApiAnswer end(String paymentRequestId) {
    return captures
        .end(paymentRequestId)
        .map(ended -> ApiAnswer.of(summary(ended)))
        .orElseGet(LogApi::unknown);
  }

  private static JsonObject summary(Capture capture) {
    return new JsonObject()
        .put("paymentRequestId", capture.paymentRequestId())
        .put("until", capture.until().toString())
        .put("by", capture.audit())
        .put("count", capture.exchanges().size());
  }

  private static JsonArray exchanges(Capture capture) {
    var list = new JsonArray();
    capture.exchanges().forEach(exchange -> list.add(json(exchange)));
    return list;
  }

  /** Base64 keeps every byte; the text is for eyes. */
  private static JsonObject json(Captured exchange) {
    return new JsonObject()
        .put("at", exchange.at().toString())
        .put("direction", exchange.direction().label())
        .put("api", exchange.api())
        .put("status", exchange.status())
        .put("request", body(exchange.request()))
        .put("answer", body(exchange.answer()));
  }

  private static JsonObject body(Buffer bytes) {
    return new JsonObject().put("text", bytes.toString()).put("base64", bytes.getBytes());
  }

  private static ApiAnswer unknown() {
    String found = "paymentRequestId: not captured now (expected: one of GET " + CAPTURES + ")";
    return ApiAnswer.of(new Problem(404, "capture-unknown", "No such capture", found));
  }
}
