package io.plusgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.doctor.StateCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Looks into a backend's books in the way that a person named: a URL, or a command of theirs. */
final class BooksCheck {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String ID = "{id}";

  private BooksCheck() {}

  static StateCheck of(String named) {
    if (!named.matches("https?://.*")) {
      return id -> output(named, id);
    }
    if (!named.contains(ID)) {
      throw ExitException.usage("--check: " + named + " (expected: " + ID + " in the URL)");
    }
    return id -> answer(named.replace(ID, AdminClient.encoded(id)));
  }

  private static String answer(String url) throws IOException, InterruptedException {
    var client = TrustedHttp.client(Optional.empty(), LIMIT);
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  private static String output(String command, String id) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder("sh", "-c", command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("PAYMENT_REQUEST_ID", id);
    var process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("the command of --check failed");
    }
    return said;
  }
}
