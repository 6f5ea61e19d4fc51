package io.plusgate.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the simulator does where no document says what Alipay+ does.
 *
 * @param refuseBadBodies a scalar that is no string, or a missing mandatory field, is refused
 * @param cancelOfUnknownSucceeds cancelPayment of a payment that never arrived is S
 * @param exchangesKept for download
 * @param paymentsKept in its books
 */
public record SimulatorChoices(
    boolean refuseBadBodies,
    boolean cancelOfUnknownSucceeds,
    Codes codes,
    Money money,
    Waits waits,
    Disputes disputes,
    int exchangesKept,
    int paymentsKept) {

  public SimulatorChoices {
    Checks.of("choices")
        .between("exchangesKept", exchangesKept, 0, 10_000_000)
        .between("paymentsKept", paymentsKept, 1, 10_000_000)
        .done();
  }

  public static SimulatorChoices defaults() {
    return new SimulatorChoices(
        true,
        false,
        Codes.defaults(),
        Money.defaults(),
        Waits.defaults(),
        new Disputes(Optional.empty(), Optional.empty(), "PROCESS_FAIL"),
        10_000,
        50_000);
  }

  /**
   * How codes look and what they lead to.
   *
   * @param paidAfter when the built-in wallet pays an order or entry code; 0 is never
   * @param paymentCodes what a whole payment code looks like, a regular expression
   */
  public record Codes(
      Duration paidAfter,
      String paymentCodes,
      String orderCodePrefix,
      String orderCodeValueType,
      String orderCodeDisplayType,
      boolean codeAnswersSuccess,
      String paymentUrlPrefix,
      String storeUrlPrefix,
      String walletUserAgent,
      String oauthUrl,
      String authClientId) {
    public Codes {
      Checks.of("choices.codes")
          .that(isPattern(paymentCodes), "paymentCodes", paymentCodes, "a regular expression")
          .that(isUrl(paymentUrlPrefix), "paymentUrlPrefix", paymentUrlPrefix, "an https URL")
          .that(isUrl(storeUrlPrefix), "storeUrlPrefix", storeUrlPrefix, "an https URL")
          .that(isUrl(oauthUrl), "oauthUrl", oauthUrl, "an https URL")
          .done();
    }

    static Codes defaults() {
      return new Codes(
          Duration.ofSeconds(2),
          "(2[5-9]|30)[0-9]{15,17}|(2[5-9]|30)[0-9]{22}|(2[5-9]|30)[0-9]001[0-9]*",
          "",
          "QRCODE",
          "TEXT",
          false,
          "https://simulator.invalid/",
          "https://merchant.invalid/store/",
          "AlipayConnect iapconnectsdk/2.7.0",
          "https://oauth.simulator.invalid/",
          "SIMULATED_AUTH_CLIENT");
    }

    private static boolean isUrl(String text) {
      return text.startsWith("https://") && text.length() > "https://".length();
    }

    private static boolean isPattern(String text) {
      try {
        return !Pattern.compile(text).pattern().isEmpty();
      } catch (PatternSyntaxException wrong) {
        return false;
      }
    }
  }

  /** At what rates money is exchanged. */
  public record Money(String quotePrice, Optional<String> payToCurrency, String payToPrice) {
    private static final String PRICE = "[0-9]{1,9}(\\.[0-9]{1,9})?";

    public Money {
      Checks.of("choices.money")
          .that(isPrice(quotePrice), "quotePrice", quotePrice, "a price such as 1.35")
          .that(isPrice(payToPrice), "payToPrice", payToPrice, "a price such as 1.35")
          .done();
    }

    static Money defaults() {
      return new Money("1.35", Optional.empty(), "0.1");
    }

    private static boolean isPrice(String text) {
      return text.matches(PRICE) && text.matches(".*[1-9].*");
    }
  }

  /** How long Alipay+ waits before the time factor. */
  public record Waits(
      Duration paymentCodeExpiry,
      Duration scanCodeExpiry,
      List<Duration> resend,
      Duration registrationTakes,
      List<Duration> inquiries,
      Duration cancelGap) {
    public Waits {
      resend = List.copyOf(resend);
      inquiries = List.copyOf(inquiries);
      var second = Duration.ofMillis(1);
      Checks.of("choices.waits")
          .atLeast("paymentCodeExpiry", paymentCodeExpiry, second)
          .atLeast("scanCodeExpiry", scanCodeExpiry, second)
          .gaps("inquiries", inquiries, second)
          .atLeast("cancelGap", cancelGap, second)
          .done();
    }

    static Waits defaults() {
      return new Waits(
          Duration.ofMinutes(1),
          Duration.ofMinutes(3),
          Durations.list("2m", "10m", "10m", "1h", "2h", "6h", "15h"),
          Duration.ofSeconds(30),
          Durations.list("4s", "4s", "30s", "1m", "1m", "1m", "5m", "5m"),
          Duration.ofSeconds(10));
    }
  }

  /** Where a wallet begins a dispute, if anywhere, and what one beyond its limits is answered. */
  public record Disputes(
      Optional<String> retrievalPath, Optional<String> escalationPath, String refusalCode) {
    public Disputes {
      var checks = Checks.of("choices.disputes");
      retrievalPath.ifPresent(path -> checks.path("retrievalPath", path));
      escalationPath.ifPresent(path -> checks.path("escalationPath", path));
      checks.done();
    }
  }

  static SimulatorChoices read(Section section) {
    var otherwise = defaults();
    var refuse = section.yesNo("refuseBadBodies", otherwise.refuseBadBodies());
    var cancel = section.yesNo("cancelOfUnknownSucceeds", otherwise.cancelOfUnknownSucceeds());
    var exchanges = section.number("exchangesKept", otherwise.exchangesKept());
    var payments = section.number("paymentsKept", otherwise.paymentsKept());
    var codes = codes(section.section("codes"), otherwise.codes());
    var money = money(section.section("money"), otherwise.money());
    var waits = waits(section.section("waits"), otherwise.waits());
    var disputes = disputes(section.section("disputes"), otherwise.disputes());
    return section.build(
        () ->
            new SimulatorChoices(
                refuse, cancel, codes, money, waits, disputes, exchanges, payments),
        () -> otherwise);
  }

  private static Codes codes(Section section, Codes otherwise) {
    var paidAfter = section.duration("paidAfter", otherwise.paidAfter());
    var paymentCodes = section.text("paymentCodes", otherwise.paymentCodes());
    var prefix = section.text("orderCodePrefix", otherwise.orderCodePrefix());
    var valueType = section.text("orderCodeValueType", otherwise.orderCodeValueType());
    var displayType = section.text("orderCodeDisplayType", otherwise.orderCodeDisplayType());
    var success = section.yesNo("codeAnswersSuccess", otherwise.codeAnswersSuccess());
    var paymentUrl = section.text("paymentUrlPrefix", otherwise.paymentUrlPrefix());
    var storeUrl = section.text("storeUrlPrefix", otherwise.storeUrlPrefix());
    var userAgent = section.text("walletUserAgent", otherwise.walletUserAgent());
    var oauthUrl = section.text("oauthUrl", otherwise.oauthUrl());
    var authClientId = section.text("authClientId", otherwise.authClientId());
    return section.build(
        () ->
            new Codes(
                paidAfter,
                paymentCodes,
                prefix,
                valueType,
                displayType,
                success,
                paymentUrl,
                storeUrl,
                userAgent,
                oauthUrl,
                authClientId),
        () -> otherwise);
  }

  private static Money money(Section section, Money otherwise) {
    var quotePrice = section.text("quotePrice", otherwise.quotePrice());
    var payToCurrency = section.optionalText("payToCurrency");
    var payToPrice = section.text("payToPrice", otherwise.payToPrice());
    return section.build(() -> new Money(quotePrice, payToCurrency, payToPrice), () -> otherwise);
  }

  private static Waits waits(Section section, Waits otherwise) {
    var paymentCode = section.duration("paymentCodeExpiry", otherwise.paymentCodeExpiry());
    var scanCode = section.duration("scanCodeExpiry", otherwise.scanCodeExpiry());
    var resend = section.durations("resend", otherwise.resend());
    var registration = section.duration("registrationTakes", otherwise.registrationTakes());
    var inquiries = section.durations("inquiries", otherwise.inquiries());
    var cancelGap = section.duration("cancelGap", otherwise.cancelGap());
    return section.build(
        () -> new Waits(paymentCode, scanCode, resend, registration, inquiries, cancelGap),
        () -> otherwise);
  }

  private static Disputes disputes(Section section, Disputes otherwise) {
    var retrieval = section.optionalText("retrievalPath");
    var escalation = section.optionalText("escalationPath");
    var refusal = section.text("refusalCode", otherwise.refusalCode());
    return section.build(() -> new Disputes(retrieval, escalation, refusal), () -> otherwise);
  }
}
