package io.plusgate.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Talks to the admin listener of a running gateway, with its token if it has one. */
final class AdminClient implements Source {
  /** What our other two listeners say of a path that is not theirs. */
  private static final String NOT_SERVED = "not-found";

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final HttpClient http;
  private final String base;
  private final Optional<String> token;
  private final PrintWriter err;

  /**
   * @param authority to trust instead of the system's
   * @param err where a person is told what takes long
   */
  AdminClient(String base, Optional<String> token, Optional<Path> authority, PrintWriter err) {
    this.http = TrustedHttp.client(authority, CONNECT);
    this.err = err;
    this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    this.token = token;
  }

  @Override
  public JsonObject get(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    return send(request(path + (query.isEmpty() ? "" : "?" + query)));
  }

  JsonObject post(String path, JsonObject body) {
    var json = BodyPublishers.ofString(body.encode());
    return send(request(path).header("Content-Type", "application/json").POST(json));
  }

  @CanIgnoreReturnValue
  JsonObject delete(String path) {
    return send(request(path).DELETE());
  }

  /** One segment of a path. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    // The connections end with the process.
  }

  private ExitException noAdminApi() {
    return ExitException.unreachable(
        base + ": no admin API there (expected: the address of listeners.admin)");
  }

  private HttpRequest.Builder request(String path) {
    try {
      var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER);
      token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
      return request;
    } catch (IllegalArgumentException malformed) {
      throw ExitException.usage("--admin: " + base + " (expected: e.g. http://127.0.0.1:9090)");
    }
  }

  private JsonObject send(HttpRequest.Builder request) {
    try (var status = StatusLine.on(err, "asking " + base)) {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      var body = new JsonObject(answer.body());
      if (NOT_SERVED.equals(body.getString("code"))) {
        throw noAdminApi();
      }
      return Answers.checked(answer.statusCode(), body);
    } catch (DecodeException foreign) {
      throw noAdminApi();
    } catch (IOException silent) {
      throw ExitException.unreachable(
          base
              + ": "
              + Unanswered.words(URI.create(base), silent)
              + " (expected: a running gateway; name it with --admin URL or --config FILE)");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw ExitException.unreachable(base + ": interrupted");
    }
  }
}
