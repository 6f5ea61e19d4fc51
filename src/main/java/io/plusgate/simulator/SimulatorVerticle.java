package io.plusgate.simulator;

import io.plusgate.protocol.ApiCatalog;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the simulator together, on one event loop: nothing in it has to be locked. */
final class SimulatorVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatorVerticle.class);
  private static final String LOOPBACK = "127.0.0.1";

  private final SimulatorSettings settings;
  private final Partners partners;
  private final Books books;
  private final Exchanges exchanges;
  private final Script script;
  private @Nullable WalletCalls wallets;
  private @Nullable HttpServer openServer;
  private @Nullable HttpServer controlServer;

  SimulatorVerticle(SimulatorSettings settings) {
    this.settings = settings;
    this.partners = new Partners(settings.clients());
    this.books = new Books(settings.choices().paymentsKept());
    this.exchanges = new Exchanges(settings.choices().exchangesKept());
    this.script = new Script(settings.seed());
  }

  @Override
  public Future<?> start() {
    var pace = new Pace(vertx, settings.timeFactor());
    var sealer = new Sealer(settings.clock());
    var caller = new PartnerCaller(httpClient(), sealer, exchanges, settings.clock());
    wallets = new WalletCalls(partners, caller, settings.clock());
    var notifier =
        new Notifier(partners, caller, pace, settings.clock(), settings.choices().resend());
    var ids = new Ids(settings.clock());
    var life = new PaymentLife(pace, settings.clock(), notifier);
    var codes = new ScanCodes(ids);
    var openApi =
        new OpenApi(
            new Gatekeeper(partners, settings.choices().refuseBadBodies()),
            script,
            endpoints(life, ids, codes),
            new AnswerWriter(sealer),
            exchanges,
            pace,
            settings.clock());
    var control = new ControlApi(script, books, exchanges, wallets, () -> reset(pace, codes));
    return listen(settings.host(), settings.port(), openApi::handle)
        .onSuccess(server -> openServer = server)
        .compose(open -> listen(LOOPBACK, settings.controlPort(), control::handle))
        .onSuccess(server -> controlServer = server)
        .onSuccess(
            server -> LOG.info("simulator started url={} control={}", baseUrl(), controlUrl()));
  }

  private Map<String, Endpoint> endpoints(PaymentLife life, Ids ids, ScanCodes codes) {
    OpenChoices choices = settings.choices();
    var queries = new QueryEndpoints(books, life, choices);
    Map<String, Endpoint> endpoints = new HashMap<>();
    endpoints.put(
        ApiCatalog.PAY, new PayEndpoint(books, life, ids, codes, choices, settings.timeFactor()));
    endpoints.put(ApiCatalog.INQUIRY_PAYMENT, queries::inquiryPayment);
    endpoints.put(ApiCatalog.CANCEL_PAYMENT, queries::cancelPayment);
    endpoints.put(ApiCatalog.REFUND, new RefundEndpoint(books, ids, choices));
    var wallet = new WalletEndpoints(life, ids, codes);
    endpoints.put("getPaymentCode", wallet::getPaymentCode);
    endpoints.put("inquiryCodeRules", wallet::inquiryCodeRules);
    endpoints.put(ApiCatalog.USER_INITIATED_PAY, wallet::userInitiatedPay);
    endpoints.put(ApiCatalog.NOTIFY_PAYMENT, wallet::notifyPayment);
    return endpoints;
  }

  private void reset(Pace pace, ScanCodes codes) {
    pace.forgetAll();
    script.clear();
    script.seed(settings.seed());
    books.clear();
    codes.clear();
    exchanges.clear();
  }

  private Future<HttpServer> listen(String host, int port, Handler<HttpServerRequest> handler) {
    var options = new HttpServerOptions().setHost(host).setPort(port);
    return vertx.createHttpServer(options).requestHandler(handler).listen();
  }

  private HttpClient httpClient() {
    var options = new HttpClientOptions();
    settings
        .trustedCertificate()
        .ifPresent(
            pem -> options.setTrustOptions(new PemTrustOptions().addCertPath(pem.toString())));
    return vertx.createHttpClient(options);
  }

  URI baseUrl() {
    String host = settings.host().equals("0.0.0.0") ? LOOPBACK : settings.host();
    return url(host, openServer);
  }

  URI controlUrl() {
    return url(LOOPBACK, controlServer);
  }

  WalletCalls wallets() {
    if (wallets == null) {
      throw new IllegalStateException("the simulator has not started");
    }
    return wallets;
  }

  Partners partners() {
    return partners;
  }

  Books books() {
    return books;
  }

  Exchanges exchanges() {
    return exchanges;
  }

  Script script() {
    return script;
  }

  private static URI url(String host, @Nullable HttpServer server) {
    if (server == null) {
      throw new IllegalStateException("the simulator has not started");
    }
    return URI.create("http://" + host + ":" + server.actualPort());
  }
}
