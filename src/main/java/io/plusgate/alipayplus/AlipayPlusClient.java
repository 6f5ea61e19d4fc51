package io.plusgate.alipayplus;

import io.plusgate.config.AlipayPlusConfig;
import io.plusgate.config.ClientConfig;
import io.plusgate.config.LimitsConfig;
import io.plusgate.http.Exchange;
import io.plusgate.http.LastHeard;
import io.plusgate.http.Together;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.metrics.Outcome;
import io.plusgate.metrics.SignatureOperation;
import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.MessageTime;
import io.plusgate.protocol.TraceContext;
import io.plusgate.signature.ClientKeys;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Calls Alipay+ for one client: every attempt has a fresh Request-Time and signature, every answer
 * is verified before it is read.
 *
 * <p>One instance belongs to one event loop, and so do its connections.
 */
public final class AlipayPlusClient {
  private static final int CONNECT_MILLIS = 3_000;
  private static final int KEEP_ALIVE_SECONDS = 30;

  /** A Request-Time that waited for the disk may be so old. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final ClientConfig config;
  private final ClientKeys keys;
  private final GatewayMetrics metrics;
  private final LastHeard heard;
  private final InstantSource clock;
  private final LimitsConfig limits;
  private final HttpClient http;
  private final HttpClient inquiries;
  private final Lane lane;
  private final Together<Together.TwoSteps> turn;
  private final AnswerJudge judge;
  private final Optional<DateTimeFormatter> timePattern;

  /**
   * @param heard how the calls go, shared by the client's event loops
   */
  public AlipayPlusClient(
      Vertx vertx,
      ClientConfig config,
      ClientKeys keys,
      GatewayMetrics metrics,
      LastHeard heard,
      InstantSource clock,
      LimitsConfig limits) {
    this.vertx = vertx;
    this.config = config;
    this.keys = keys;
    this.metrics = metrics;
    this.heard = heard;
    this.clock = clock;
    this.limits = limits;
    this.http = connect(vertx, config.alipayPlus());
    this.inquiries = connect(vertx, config.alipayPlus());
    this.lane = new Lane(vertx, mostAtOnce(config.alipayPlus(), limits));
    this.turn = new Together<>(vertx);
    this.judge = new AnswerJudge(keys, metrics, new ClockComparison(metrics, clock));
    this.timePattern = config.timePattern().map(DateTimeFormatter::ofPattern);
  }

  /**
   * Makes the call. The future never fails: whatever goes wrong is an {@link Answer} with a name.
   *
   * <p>A connection that could not be made is tried once more at once, because nothing was sent;
   * nothing else is ever repeated here.
   */
  public Future<Answer> call(Call call, Exchange exchange) {
    return callWhenWritten(Future.succeededFuture(), call, exchange);
  }

  /**
   * Makes the call once it is written down, as {@link #call}. It is signed while that is under way:
   * the processor has nothing else to do for this call until the disk has answered.
   *
   * @return fails as {@code written} fails; nothing was sent then
   */
  public Future<Answer> callWhenWritten(Future<Void> written, Call call, Exchange exchange) {
    var signed = new SignedCall(this, call, exchange);
    if (!written.isComplete()) {
      turn.add(signed);
    }
    return written.compose(onDisk -> new Attempt(vertx, this, signed).run());
  }

  /** Its calls have ended: lets go of the connections, and cuts what is still on one after that. */
  public Future<Void> close(Duration grace) {
    long millis = grace.toMillis();
    return Future.join(
            http.shutdown(millis, TimeUnit.MILLISECONDS),
            inquiries.shutdown(millis, TimeUnit.MILLISECONDS))
        .mapEmpty();
  }

  /** Where calls wait for their turn that open something. */
  public Lane lane() {
    return lane;
  }

  /** Whether a time is so long ago that what was signed with it should be signed again. */
  boolean isStale(Instant time) {
    return Duration.between(time, clock.instant()).compareTo(FRESH) > 0;
  }

  /** A connection, with the head of the request not yet written. */
  Future<HttpClientRequest> open(Call call) {
    var base = call.elsewhere().orElse(config.alipayPlus().baseUrl());
    // Connections of their own: an inquiry never waits for one that a pay holds.
    var connections = call.api().closesPayments() ? inquiries : http;
    return connections.request(
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(base.getHost())
            .setPort(port(base.getPort(), base.getScheme()))
            .setSsl("https".equals(base.getScheme()))
            .setFollowRedirects(false)
            .setURI(signedPath(call)));
  }

  /** Has it signed, then sent, with what else this turn of the event loop has brought. */
  void signAndSend(Attempt attempt) {
    turn.add(attempt);
  }

  /** Signs the bytes, with the time of now. */
  SignedCall.Signature sign(Call call, Exchange exchange) {
    var now = clock.instant();
    String time = time(now);
    byte[] body = call.body().getBytes();
    long before = System.nanoTime();
    String signature = keys.signer().sign(signedPath(call), keys.clientId(), time, body);
    long spent = System.nanoTime() - before;
    exchange.signed(spent);
    keys.signed(Direction.OUTBOUND.label());
    metrics.signature(SignatureOperation.SIGN, keys.provider(), spent);
    return new SignedCall.Signature(time, signature, now);
  }

  /** Writes the head; the body is the caller's to send. */
  void head(HttpClientRequest request, Call call, SignedCall.Signature signature) {
    request.headers().addAll(call.headers());
    if (!call.headers().contains("Content-Type")) {
      request.putHeader("Content-Type", AlipayHeader.JSON);
    }
    config
        .agentToken()
        .filter(token -> !call.headers().contains(AlipayHeader.AGENT_TOKEN))
        .ifPresent(token -> request.putHeader(AlipayHeader.AGENT_TOKEN, token.text()));
    request
        .putHeader(AlipayHeader.CLIENT_ID, keys.clientId())
        .putHeader(AlipayHeader.REQUEST_TIME, signature.time())
        .putHeader(AlipayHeader.SIGNATURE, signature.header());
  }

  /** The path on the wire, prefix of the base URL included: this is what is signed. */
  String signedPath(Call call) {
    String prefix = config.alipayPlus().baseUrl().getRawPath();
    boolean isComplete = call.elsewhere().isPresent() || prefix == null || prefix.length() < 2;
    return isComplete ? call.path() : prefix + call.path();
  }

  Answer judge(Call call, int status, MultiMap headers, Buffer body, Exchange exchange) {
    return judge.judge(signedPath(call), status, headers, body, exchange);
  }

  int maxAnswerBytes() {
    return limits.bodyBytes();
  }

  /** A call has ended so. */
  void ended(Call call, Answer answer, long startedNanos, long nanos, TraceContext step) {
    lane.heard(call, answer, startedNanos);
    var outcome = answer.outcome();
    metrics.upstream(call.api().name(), outcome, nanos, step);
    if (outcome == Outcome.VERIFIED) {
      heard.answered(clock.instant());
    } else {
      heard.missed(outcome.label(), clock.instant());
    }
  }

  /** No more than there are connections: a call whose turn it is waits for none. */
  private static int mostAtOnce(AlipayPlusConfig config, LimitsConfig limits) {
    return config.http() == io.plusgate.config.HttpVersion.HTTP_2
        ? limits.concurrentOutbound()
        : Math.min(config.maxConnections(), limits.concurrentOutbound());
  }

  private String time(Instant now) {
    return timePattern
        .map(pattern -> MessageTime.format(now, pattern))
        .orElseGet(() -> MessageTime.format(now));
  }

  private static int port(int configured, String scheme) {
    return configured >= 0 ? configured : "https".equals(scheme) ? 443 : 80;
  }

  private static HttpClient connect(Vertx vertx, AlipayPlusConfig config) {
    boolean http2 = config.http() == io.plusgate.config.HttpVersion.HTTP_2;
    boolean tls = "https".equals(config.baseUrl().getScheme());
    var options =
        new HttpClientOptions()
            .setConnectTimeout(CONNECT_MILLIS)
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setTcpNoDelay(true)
            .setVerifyHost(true)
            .setDecompressionSupported(false)
            .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
            .setUseAlpn(http2 && tls)
            .setProtocolVersion(http2 && tls ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1);
    config
        .trustCertificates()
        .ifPresent(
            file ->
                options.setTrustOptions(
                    new PemTrustOptions().addCertValue(Buffer.buffer(file.content()))));
    var pool =
        new PoolOptions()
            .setHttp1MaxSize(config.maxConnections())
            .setHttp2MaxSize(config.maxConnections());
    return vertx.httpClientBuilder().with(options).with(pool).build();
  }
}
