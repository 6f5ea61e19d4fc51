package io.plusgate.simulator;

import io.plusgate.protocol.ApiCatalog;
import io.plusgate.simulator.Dispute.Kind;
import io.plusgate.simulator.PartnerCalls.Shelf;
import io.vertx.core.Context;
import io.vertx.core.http.HttpClient;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Everything that a simulator is made of, put together once, read from top to bottom. */
final class Works {
  private final Memory memory;
  private final SimulatorSettings settings;
  private final Pace pace;
  private final PaymentLife life;
  private final Ids ids;
  private final ScanCodes scanCodes;
  private final PaymentCodes paymentCodes;
  private final WalletPayments walletPayments;
  private final WalletFlow walletFlow;
  private final WalletEndpoints walletEndpoints;
  private final Registrations registrations;
  private final Disputes disputes;
  private final Customs customs;
  private final Agreements agreements;
  private final AcquirersOrders orders;
  private final PartnerCalls calls;
  private final OpenApi openApi;
  private final ControlApi controlApi;

  /** What outlives a stop, so that tests can still read it. */
  record Memory(Partners partners, Books books, Exchanges exchanges, Script script) {}

  Works(
      SimulatorSettings settings,
      Memory memory,
      Context context,
      HttpClient http,
      Supplier<URI> baseUrl) {
    this.settings = settings;
    this.memory = memory;
    var clock = settings.clock();
    var choices = settings.choices();
    var partners = memory.partners();
    pace = new Pace(context.owner(), settings.timeFactor());
    var sealer = new Sealer(clock);
    var caller = new PartnerCaller(http, sealer, memory.exchanges(), memory.script(), pace, clock);
    var notifier =
        new Notifier(partners, caller, memory.script(), pace, clock, choices.waits().resend());
    ids = new Ids(clock);
    life = new PaymentLife(pace, clock, notifier);
    scanCodes = new ScanCodes(ids, choices.codes());
    paymentCodes = new PaymentCodes(ids);
    walletPayments =
        new WalletPayments(
            memory.books(), ids, clock, choices.waits().scanCodeExpiry(), choices.money(), baseUrl);
    walletFlow = new WalletFlow(partners, caller, life, pace, clock, choices);
    walletEndpoints = new WalletEndpoints(memory.books(), scanCodes, walletPayments, walletFlow);
    registrations = new Registrations(notifier, pace, choices.waits().registrationTakes());
    disputes = new Disputes(memory.books(), partners, notifier, choices.disputes(), clock);
    customs = new Customs(memory.books(), ids);
    agreements = new Agreements(ids);
    orders = new AcquirersOrders(memory.books(), ids, life, caller, pace, clock, choices);
    var shelf =
        new Shelf(
            memory.books(), paymentCodes, scanCodes, ids, life, choices.codes(), orders, disputes);
    calls = new PartnerCalls(context, partners, caller, walletPayments, walletFlow, shelf, clock);
    openApi =
        new OpenApi(
            new Gatekeeper(partners, choices),
            memory.script(),
            endpoints(),
            new AnswerWriter(sealer),
            memory.exchanges(),
            pace,
            clock);
    controlApi =
        new ControlApi(
            memory.script(),
            memory.books(),
            memory.exchanges(),
            new PartnerControl(partners, calls, ids),
            this::reset);
  }

  OpenApi openApi() {
    return openApi;
  }

  ControlApi controlApi() {
    return controlApi;
  }

  PartnerCalls calls() {
    return calls;
  }

  Phone phone() {
    return new Phone(settings.choices().codes(), calls);
  }

  private Map<String, Endpoint> endpoints() {
    var books = memory.books();
    var choices = settings.choices();
    var queries = new QueryEndpoints(books, life, walletFlow, choices);
    var codes = new CodeEndpoints(paymentCodes, choices.refuseBadBodies());
    var userPresented =
        new UserPresented(paymentCodes, memory.partners(), walletPayments, walletFlow, pace);
    int factor = settings.timeFactor();
    Map<String, Endpoint> endpoints = new HashMap<>();
    endpoints.put(
        ApiCatalog.PAY,
        new PayEndpoint(books, life, ids, scanCodes, userPresented, agreements, choices, factor));
    endpoints.put(ApiCatalog.INQUIRY_PAYMENT, queries::inquiryPayment);
    endpoints.put(ApiCatalog.CANCEL_PAYMENT, queries::cancelPayment);
    endpoints.put(ApiCatalog.REFUND, new RefundEndpoint(books, ids, walletFlow, choices));
    endpoints.put("registration", registrations::registration);
    endpoints.put("inquiryRegistrationStatus", registrations::inquiryRegistrationStatus);
    endpoints.put("consultPayment", agreements::consultPayment);
    endpoints.put("prepare", agreements::prepare);
    endpoints.put("applyToken", agreements::applyToken);
    endpoints.put("cancelToken", agreements::cancelToken);
    endpoints.put("declare", customs::declare);
    endpoints.put("inquireDeclarationRequests", customs::inquireDeclarationRequests);
    endpoints.put("notifyPushPayment", orders::notifyPushPayment);
    endpoints.put("initiateRetrieval", call -> disputes.byWallet(Kind.RETRIEVAL, call));
    endpoints.put("initiateEscalation", call -> disputes.byWallet(Kind.ESCALATION, call));
    endpoints.put("responseRetrieval", disputes::responseRetrieval);
    endpoints.put("responseEscalation", disputes::responseEscalation);
    endpoints.put("getPaymentCode", codes::getPaymentCode);
    endpoints.put("inquiryCodeRules", codes::inquiryCodeRules);
    endpoints.put(ApiCatalog.USER_INITIATED_PAY, walletEndpoints::userInitiatedPay);
    endpoints.put(ApiCatalog.NOTIFY_PAYMENT, walletEndpoints::notifyPayment);
    return endpoints;
  }

  private void reset() {
    pace.forgetAll();
    memory.script().clear();
    memory.script().seed(settings.seed());
    memory.books().clear();
    memory.exchanges().clear();
    scanCodes.clear();
    paymentCodes.clear();
    walletFlow.clear();
    walletEndpoints.clear();
    registrations.clear();
    disputes.clear();
    customs.clear();
    agreements.clear();
  }
}
