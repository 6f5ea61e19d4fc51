package io.plusgate.cli;

import io.plusgate.config.SimulatorChoices;
import io.plusgate.simulator.CodeChoices;
import io.plusgate.simulator.DisputeChoices;
import io.plusgate.simulator.MoneyChoices;
import io.plusgate.simulator.OpenChoices;
import io.plusgate.simulator.WaitChoices;
import java.util.Optional;

/** Hands the file's choices to the simulator, which knows no files. */
final class SimulatorChoicesOf {
  private SimulatorChoicesOf() {}

  static OpenChoices file(SimulatorChoices file) {
    var disputes = file.disputes();
    return new OpenChoices(
        file.refuseBadBodies(),
        file.cancelOfUnknownSucceeds(),
        codes(file.codes()),
        new MoneyChoices(
            file.money().quotePrice(), file.money().payToCurrency(), file.money().payToPrice()),
        waits(file.waits()),
        new DisputeChoices(
            disputes.retrievalPath(), disputes.escalationPath(), disputes.refusalCode()),
        file.exchangesKept(),
        file.paymentsKept());
  }

  private static CodeChoices codes(SimulatorChoices.Codes codes) {
    return new CodeChoices(
        Optional.of(codes.paidAfter()).filter(wait -> !wait.isZero()),
        codes.paymentCodes(),
        codes.orderCodePrefix(),
        codes.orderCodeValueType(),
        codes.orderCodeDisplayType(),
        codes.codeAnswersSuccess(),
        codes.paymentUrlPrefix(),
        codes.storeUrlPrefix(),
        codes.walletUserAgent(),
        codes.oauthUrl(),
        codes.authClientId());
  }

  private static WaitChoices waits(SimulatorChoices.Waits waits) {
    return new WaitChoices(
        waits.paymentCodeExpiry(),
        waits.scanCodeExpiry(),
        waits.resend(),
        waits.registrationTakes(),
        waits.inquiries(),
        waits.cancelGap());
  }
}
