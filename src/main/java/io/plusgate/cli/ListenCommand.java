package io.plusgate.cli;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.PlusgateHeader;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plusgate listen}: a payment backend that shows what it gets, and answers properly. */
@Command(
    name = "listen",
    description = {
      "Be the payment backend of a running gateway, and show what it gets until Ctrl-C.",
      "Every verified notification, result and relayed call as it comes; nothing leaves this"
          + " machine.",
      "Deliveries are answered S. A relayed call that needs a decision is answered U, so that"
          + " Alipay+ asks again, unless --forward names a backend that decides."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  plusgate listen --port 9000 --forward 9001"})
final class ListenCommand implements Callable<Integer> {
  private static final String LOOPBACK = "127.0.0.1";

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "${env:PLUSGATE_SHOP_PORT:-9000}",
      description = "Where the gateway's backend.baseUrl points (default: 9000).")
  private int port;

  @Option(
      names = "--forward",
      paramLabel = "PORT",
      description = "Pass everything on to this port of this machine, and its answers back.")
  private Optional<Integer> forward;

  @Option(names = "--bodies", description = "Show the bodies too; they hold customers' data.")
  private boolean bodies;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "json: one object per line (default: ${DEFAULT-VALUE}).")
  private Output.Form form;

  @Override
  public Integer call() throws InterruptedException {
    Logging.quiet();
    var vertx = Vertx.vertx();
    var client = vertx.createHttpClient();
    try {
      var server =
          Blocking.await(
              vertx
                  .createHttpServer()
                  .requestHandler(request -> serve(request, client))
                  .listen(port, LOOPBACK));
      var err = spec.commandLine().getErr();
      err.println(
          "listening on http://" + LOOPBACK + ":" + server.actualPort() + ", Ctrl-C ends it");
      err.flush();
      // Without closing Vert.x: what completes on a closed event loop never comes back.
      return Foreground.untilStopped(server::close);
    } catch (Blocking.FailedException failed) {
      throw ExitException.usage(
          "--port: %d: %s (expected: a free port; backend.baseUrl must name the same)"
              .formatted(port, failed.getMessage()));
    }
  }

  private void serve(HttpServerRequest request, HttpClient client) {
    request
        .body()
        .compose(
            body -> {
              show(request, body);
              return forward.isPresent()
                  ? passOn(request, body, client, forward.get())
                  : answer(request);
            })
        .onFailure(gone -> request.response().setStatusCode(502).end().onFailure(twice -> {}));
  }

  private static Future<Void> answer(HttpServerRequest request) {
    boolean delivery = request.getHeader(PlusgateHeader.EVENT) != null;
    byte[] result = ResultBody.of(delivery ? Result.SUCCESS : Result.UNKNOWN_EXCEPTION);
    return request
        .response()
        .putHeader("Content-Type", AlipayHeader.JSON)
        .end(Buffer.buffer(result));
  }

  private static Future<Void> passOn(
      HttpServerRequest request, Buffer body, HttpClient client, int port) {
    var options =
        new RequestOptions()
            .setHost(LOOPBACK)
            .setPort(port)
            .setMethod(HttpMethod.POST)
            .setURI(request.uri());
    return client
        .request(options)
        .compose(
            out -> {
              request.headers().forEach(header -> copy(header.getKey(), header.getValue(), out));
              return out.send(body);
            })
        .compose(
            in ->
                in.body()
                    .compose(
                        answer ->
                            request
                                .response()
                                .setStatusCode(in.statusCode())
                                .putHeader("Content-Type", AlipayHeader.JSON)
                                .end(answer)));
  }

  private static void copy(String name, String value, io.vertx.core.http.HttpClientRequest out) {
    if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
      out.putHeader(name, value);
    }
  }

  private synchronized void show(HttpServerRequest request, Buffer body) {
    PrintWriter out = spec.commandLine().getOut();
    String time = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString();
    var json =
        new JsonObject()
            .put("time", time)
            .put("path", request.path())
            .put("event", header(request, PlusgateHeader.EVENT))
            .put("source", header(request, PlusgateHeader.SOURCE))
            .put("paymentRequestId", header(request, PlusgateHeader.PAYMENT_REQUEST_ID))
            .put("attempt", header(request, PlusgateHeader.ATTEMPT))
            .put("verified", header(request, PlusgateHeader.VERIFIED))
            .put("bytes", body.length());
    if (bodies) {
      json.put("body", body.toString());
    }
    switch (form) {
      case JSON -> out.println(json.encode());
      case TEXT -> out.println(line(json));
    }
    out.flush();
  }

  private static String line(JsonObject seen) {
    String event = seen.getString("event");
    String what = event.isEmpty() ? "relayed call" : event;
    String text =
        "%s  %s  %s  %s  from %s, attempt %s, verified %s, %d bytes"
            .formatted(
                seen.getString("time"),
                Ink.STRONG.on(what),
                seen.getString("paymentRequestId"),
                seen.getString("path"),
                seen.getString("source"),
                seen.getString("attempt"),
                seen.getString("verified"),
                seen.getInteger("bytes"));
    String body = seen.getString("body");
    return body == null ? text : text + "\n    " + body;
  }

  private static String header(HttpServerRequest request, String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value;
  }
}
