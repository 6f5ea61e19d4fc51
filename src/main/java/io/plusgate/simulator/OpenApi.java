package io.plusgate.simulator;

import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultStatus;
import io.plusgate.simulator.AnswerWriter.Sent;
import io.plusgate.simulator.Gatekeeper.Admitted;
import io.plusgate.simulator.Gatekeeper.Knock;
import io.plusgate.simulator.Gatekeeper.Refused;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alipay+'s side of {@code /aps/**}: verify, find out what is to happen, do it, answer. */
final class OpenApi {
  private static final Logger LOG = LoggerFactory.getLogger(OpenApi.class);
  private static final JsonObject NOT_OFFERED =
      Answers.refused("BUSINESS_NOT_SUPPORT", "The simulator does not offer this API.");

  private static final JsonObject BUSY =
      Answers.of(new Result(ResultStatus.U, "REQUEST_TRAFFIC_EXCEED_LIMIT", "Too many requests."));

  private final Gatekeeper gate;
  private final Script script;
  private final Map<String, Endpoint> endpoints;
  private final AnswerWriter writer;
  private final Exchanges exchanges;
  private final Pace pace;
  private final InstantSource clock;

  OpenApi(
      Gatekeeper gate,
      Script script,
      Map<String, Endpoint> endpoints,
      AnswerWriter writer,
      Exchanges exchanges,
      Pace pace,
      InstantSource clock) {
    this.gate = gate;
    this.script = script;
    this.endpoints = Map.copyOf(endpoints);
    this.writer = writer;
    this.exchanges = exchanges;
    this.pace = pace;
    this.clock = clock;
  }

  void handle(HttpServerRequest request) {
    // A body that never arrives whole is the caller's hang-up: there is nobody to answer.
    Instant begun = clock.instant();
    request.body().onSuccess(body -> answer(request, body, begun));
  }

  private void answer(HttpServerRequest request, Buffer body, Instant begun) {
    var knock = new Knock(request.method().name(), request.path(), request.headers(), body, begun);
    Runnable step =
        gate.admit(knock)
            .match(
                admitted -> () -> perform(request, knock, admitted),
                refused -> () -> refuse(request, knock, refused));
    step.run();
  }

  private void refuse(HttpServerRequest request, Knock knock, Refused refused) {
    JsonObject answer = Answers.of(refused.result());
    Sent sent = writer.write(request, refused.client(), answer, Scenario.PLAIN);
    String clientId = refused.client().map(SimulatedClient::clientId).orElse("");
    note(knock, clientId, nameOf(knock.path()), refused.verdict(), Fault.NONE, sent, List.of());
  }

  private void perform(HttpServerRequest request, Knock knock, Admitted admitted) {
    SimulatedClient client = admitted.client();
    String api = admitted.api().name();
    Scenario scenario = script.choose(client.clientId(), api, admitted.body());
    var call = new Call(client, admitted.body(), scenario, clock.instant());
    carryOut(api, call)
        .onSuccess(
            answer -> {
              Runnable step = () -> reply(request, knock, admitted, scenario, answer);
              if (scenario.delay().isZero()) {
                step.run();
              } else {
                pace.after(scenario.delay(), step);
              }
            })
        .onFailure(broken -> LOG.error("simulator broken api={}", api, broken));
  }

  /** The answer to this call, once it is carried out as far as the scenario lets it be. */
  private Future<JsonObject> carryOut(String api, Call call) {
    Optional<JsonObject> said =
        call.scenario().override().map(override -> Answers.of(override.result()));
    if (call.scenario().fault() == Fault.TRAFFIC_LIMIT) {
      return Future.succeededFuture(BUSY);
    }
    if (!call.scenario().processed()) {
      return Future.succeededFuture(said.orElse(NOT_OFFERED));
    }
    Endpoint endpoint = endpoints.get(api);
    return endpoint == null
        ? Future.succeededFuture(said.orElse(NOT_OFFERED))
        : endpoint.answer(call).map(said::orElse);
  }

  private void reply(
      HttpServerRequest request,
      Knock knock,
      Admitted admitted,
      Scenario scenario,
      JsonObject answer) {
    var client = Optional.of(admitted.client());
    Sent sent = writer.write(request, client, answer, scenario);
    note(
        knock,
        admitted.client().clientId(),
        admitted.api().name(),
        "verified",
        scenario.fault(),
        sent,
        admitted.warnings());
  }

  private void note(
      Knock knock,
      String clientId,
      String api,
      String verdict,
      Fault fault,
      Sent sent,
      List<String> warnings) {
    exchanges.add(
        new Exchange(
            knock.begun(),
            true,
            clientId,
            api,
            knock.path(),
            map(knock.headers()),
            knock.body().toString(),
            verdict,
            fault,
            sent.status(),
            sent.headers(),
            sent.body().toString(),
            warnings));
  }

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Map<String, String> map(MultiMap headers) {
    Map<String, String> map = new LinkedHashMap<>();
    headers.forEach(map::put);
    return map;
  }
}
