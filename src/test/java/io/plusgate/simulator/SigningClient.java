package io.plusgate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.signature.MessageVerifier;
import io.plusgate.signature.TestKeys;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** A partner's side of the wire, written for the tests by hand: nothing of the gateway's. */
final class SigningClient {
  static final String PAYMENTS = "/aps/api/v1/payments/";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final MessageVerifier alipayPlus = TestKeys.alipayPlusVerifier();
  private final URI base;
  private final String clientId;
  private final Duration patience;

  SigningClient(URI base, String clientId) {
    this(base, clientId, Duration.ofSeconds(20));
  }

  private SigningClient(URI base, String clientId, Duration patience) {
    this.base = base;
    this.clientId = clientId;
    this.patience = patience;
  }

  /** The same partner, which gives up after a second. */
  SigningClient impatient() {
    return new SigningClient(base, clientId, Duration.ofSeconds(1));
  }

  /** An answer, and whether its signature holds over its bytes. */
  record Answer(int status, Map<String, String> headers, String body, boolean verified) {
    JsonObject json() {
      return new JsonObject(body);
    }

    String status(String of) {
      return json().getJsonObject(of).getString("resultStatus");
    }

    String code(String of) {
      return json().getJsonObject(of).getString("resultCode");
    }

    String result() {
      return status("result") + " " + code("result");
    }

    String paymentResult() {
      return status("paymentResult") + " " + code("paymentResult");
    }
  }

  Answer payments(String api, JsonObject body) throws Exception {
    return post(PAYMENTS + api, body.encode());
  }

  /** A call that only prepares what the test is about. */
  void has(String api, JsonObject body) throws Exception {
    int status = payments(api, body).status();
    if (status != 200) {
      throw new IllegalStateException(api + ": HTTP " + status);
    }
  }

  Answer post(String path, String body) throws Exception {
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return post(path, signedHeaders(path, time, body), body);
  }

  Map<String, String> signedHeaders(String path, String time, String body) {
    var headers = new HashMap<String, String>();
    headers.put("Client-Id", clientId);
    headers.put("Request-Time", time);
    headers.put(
        "Signature", TestKeys.partnerSigner().sign(path, clientId, time, body.getBytes(UTF_8)));
    headers.put("Content-Type", "application/json; charset=UTF-8");
    return headers;
  }

  Answer post(String path, Map<String, String> headers, String body) throws Exception {
    return send(path, headers, HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)));
  }

  Answer get(String path) throws Exception {
    return send(path, Map.of("Client-Id", clientId), HttpRequest.newBuilder().GET());
  }

  private Answer send(String path, Map<String, String> headers, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    headers.forEach(request::header);
    HttpResponse<byte[]> response =
        http.send(
            request.uri(base.resolve(path)).timeout(patience).build(), BodyHandlers.ofByteArray());
    var received = new HashMap<String, String>();
    response.headers().map().forEach((name, values) -> received.put(name, values.get(0)));
    return new Answer(
        response.statusCode(),
        received,
        new String(response.body(), UTF_8),
        verified(path, received, response.body()));
  }

  private boolean verified(String path, Map<String, String> headers, byte[] body) {
    return alipayPlus
        .verify(
            path,
            clientId,
            headers.getOrDefault("response-time", ""),
            headers.get("signature"),
            body)
        .match(held -> true, rejected -> false);
  }
}
