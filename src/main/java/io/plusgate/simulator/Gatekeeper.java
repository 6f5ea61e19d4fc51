package io.plusgate.simulator;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.Api;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.MessageTime;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.Role;
import io.plusgate.signature.RejectReason;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Lets a partner's call in only as Alipay+ would: known, timed, signed, well-formed. */
final class Gatekeeper {
  private static final Pattern EPOCH = Pattern.compile("[0-9]{10,17}");

  private final Partners partners;
  private final boolean refuseBadBodies;
  private final Map<String, Api> chosen = new HashMap<>();

  Gatekeeper(Partners partners, OpenChoices choices) {
    this.partners = partners;
    this.refuseBadBodies = choices.refuseBadBodies();
    choices.disputes().retrievalPath().ifPresent(path -> dispute("initiateRetrieval", path));
    choices.disputes().escalationPath().ifPresent(path -> dispute("initiateEscalation", path));
  }

  /** Named by the documents, but without a path; so it is where somebody chose it to be. */
  private void dispute(String name, String path) {
    var within = Duration.ofSeconds(5);
    var key = List.of("disputeRequestId");
    chosen.put(path, new Api(name, Role.MPP, Direction.OUTBOUND, path, within, key, false));
  }

  /** A request as it came. */
  record Knock(String method, String path, MultiMap headers, Buffer body, Instant begun) {}

  /** Whether a call may come in. */
  sealed interface Admission {
    <R> R match(Function<Admitted, R> admitted, Function<Refused, R> refused);
  }

  /** A call whose signature held. */
  record Admitted(SimulatedClient client, Api api, JsonObject body, List<String> warnings)
      implements Admission {
    @Override
    public <R> R match(Function<Admitted, R> admitted, Function<Refused, R> refused) {
      return admitted.apply(this);
    }
  }

  /**
   * A call that is answered with a refusal.
   *
   * @param client in whose name the refusal is signed, if the call named one we know
   */
  record Refused(Optional<SimulatedClient> client, Result result, String verdict)
      implements Admission {
    @Override
    public <R> R match(Function<Admitted, R> admitted, Function<Refused, R> refused) {
      return refused.apply(this);
    }
  }

  Admission admit(Knock knock) {
    String clientId = header(knock, AlipayHeader.CLIENT_ID).orElse("");
    Optional<SimulatedClient> known = partners.find(clientId);
    if (!knock.method().equals("POST")) {
      return refused(known, "METHOD_NOT_SUPPORTED", "The method is not supported.", "unread");
    }
    if (known.isEmpty()) {
      return refused(known, "INVALID_CLIENT", "The client is invalid.", "unknown client");
    }
    return admit(knock, known.get());
  }

  private Admission admit(Knock knock, SimulatedClient client) {
    var known = Optional.of(client);
    String time = header(knock, AlipayHeader.REQUEST_TIME).orElse("");
    boolean epoch = EPOCH.matcher(time).matches();
    if (!epoch && MessageTime.parse(time).isEmpty()) {
      return refused(known, "PARAM_ILLEGAL", "Request-Time is illegal.", "unread");
    }
    Optional<RejectReason> rejected =
        client
            .partnerVerifier()
            .verify(
                knock.path(),
                client.clientId(),
                time,
                knock.headers().get(AlipayHeader.SIGNATURE),
                knock.body().getBytes())
            .match(verified -> Optional.empty(), refused -> Optional.of(refused.reason()));
    if (rejected.isPresent()) {
      boolean noKey = rejected.get() == RejectReason.NO_KEY;
      return refused(
          known,
          noKey ? "KEY_NOT_FOUND" : "INVALID_SIGNATURE",
          noKey ? "The key is not found." : "The signature is invalid.",
          rejected.get().code());
    }
    var warnings = new ArrayList<String>();
    if (epoch) {
      warnings.add("Request-Time: epoch milliseconds (expected: ISO 8601 with a zone)");
    }
    return read(knock, client, warnings);
  }

  private Admission read(Knock knock, SimulatedClient client, List<String> warnings) {
    var known = Optional.of(client);
    Optional<String> type = header(knock, "Content-Type");
    if (type.isPresent() && !type.get().toLowerCase(Locale.ROOT).startsWith("application/json")) {
      return refused(
          known, "MEDIA_TYPE_NOT_ACCEPTABLE", "The media type is not acceptable.", "verified");
    }
    Api api = api(client, knock.path());
    if (api.is(Api.OTHER)) {
      boolean others = !ApiCatalog.outbound(other(client.role()), knock.path()).is(Api.OTHER);
      return others
          ? refused(known, "ACCESS_DENIED", "Access is denied to this role.", "verified")
          : refused(known, "INVALID_API", "The API is invalid.", "verified");
    }
    Optional<JsonObject> body = BodyCheck.parse(knock.body().getBytes());
    if (body.isEmpty()) {
      return refused(known, "PARAM_ILLEGAL", "The body is not a JSON object.", "verified");
    }
    List<String> nonStrings = BodyCheck.nonStrings(body.get());
    if (!nonStrings.isEmpty() && refuseBadBodies) {
      String places = String.join(", ", nonStrings);
      return refused(known, "PARAM_ILLEGAL", "Not a JSON string: " + places, "verified");
    }
    nonStrings.forEach(place -> warnings.add(place + ": not a JSON string"));
    BodyCheck.empties(body.get()).forEach(place -> warnings.add(place + ": empty (leave it out)"));
    return new Admitted(client, api, body.get(), warnings);
  }

  private Api api(SimulatedClient client, String path) {
    Optional<Api> own =
        Optional.ofNullable(chosen.get(path)).filter(api -> api.role() == client.role());
    return own.orElseGet(() -> ApiCatalog.outbound(client.role(), path));
  }

  private static Role other(Role role) {
    return role == Role.ACQP ? Role.MPP : Role.ACQP;
  }

  private static Optional<String> header(Knock knock, String name) {
    return Optional.ofNullable(knock.headers().get(name));
  }

  private static Refused refused(
      Optional<SimulatedClient> client, String code, String message, String verdict) {
    return new Refused(client, Result.failed(code, message), verdict);
  }
}
