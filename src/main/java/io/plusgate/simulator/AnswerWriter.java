package io.plusgate.simulator;

import io.plusgate.protocol.AlipayHeader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** Sends an answer, signed and whole, or spoilt as a fault asks for. */
final class AnswerWriter {
  private static final Buffer NOT_JSON = Buffer.buffer("<html><body>busy</body></html>");

  private final Sealer sealer;

  AnswerWriter(Sealer sealer) {
    this.sealer = sealer;
  }

  /** What went out; status 0 when nothing did. */
  record Sent(int status, Map<String, String> headers, Buffer body) {
    static final Sent NOTHING = new Sent(0, Map.of(), Buffer.buffer());
  }

  /** Answers in the name of this client; without one the answer cannot be signed. */
  Sent write(
      HttpServerRequest request,
      Optional<SimulatedClient> client,
      JsonObject answer,
      Scenario scenario) {
    Fault fault = scenario.fault();
    if (isSilent(fault)) {
      return Sent.NOTHING;
    }
    if (fault == Fault.RESET || fault == Fault.RESET_UNPROCESSED) {
      close(request);
      return Sent.NOTHING;
    }
    if (fault == Fault.HTTP_500 || fault == Fault.GARBAGE) {
      return send(request, fault == Fault.HTTP_500 ? 500 : 200, Map.of(), NOT_JSON);
    }
    Buffer body = answer.toBuffer();
    if (client.isEmpty()) {
      return send(request, 200, Map.of(), body);
    }
    var sealed =
        sealer.seal(
            client.get(),
            request.path(),
            AlipayHeader.RESPONSE_TIME,
            body.getBytes(),
            fault,
            scenario.clockOff());
    return fault == Fault.HALF_ANSWER
        ? sendHalf(request, sealed)
        : send(request, 200, sealed.headers(), sealed.body());
  }

  private static boolean isSilent(Fault fault) {
    return fault == Fault.SILENCE || fault == Fault.SILENCE_UNPROCESSED;
  }

  private static Sent send(
      HttpServerRequest request, int status, Map<String, String> headers, Buffer body) {
    HttpServerResponse response = request.response();
    if (!response.closed()) {
      response.setStatusCode(status).putHeader("Content-Type", AlipayHeader.JSON);
      headers.forEach(response::putHeader);
      response.end(body);
    }
    return new Sent(status, headers, body);
  }

  private static Sent sendHalf(HttpServerRequest request, Sealer.Sealed sealed) {
    HttpServerResponse response = request.response();
    Buffer body = sealed.body();
    response
        .putHeader("Content-Type", AlipayHeader.JSON)
        .putHeader("Content-Length", String.valueOf(body.length()));
    sealed.headers().forEach(response::putHeader);
    response.write(body.slice(0, body.length() / 2)).onComplete(written -> close(request));
    return new Sent(200, sealed.headers(), sealed.body());
  }

  private static void close(HttpServerRequest request) {
    // One stream of HTTP/2, but the whole connection of HTTP/1.1.
    request.response().reset();
  }
}
