package io.plusgate.simulator.sdk;

import io.plusgate.protocol.Result;
import io.plusgate.simulator.sdk.CodeIdentification.PostCodeMatchActionType;
import java.util.Optional;

/** The library in a wallet's server that tells whose code was scanned; it calls nobody. */
public final class ServerSdk {
  private static final int LONGEST_CODE = 8192;

  private final CodeRules rules;

  public ServerSdk(CodeRules rules) {
    this.rules = rules;
  }

  /** A local match, no server call; the wallet looks for codes of its own before it asks. */
  public CodeIdentification identifyCode(String codeValue) {
    if (codeValue.isEmpty() || codeValue.length() > LONGEST_CODE) {
      return unsupported(Result.failed("PARAM_ILLEGAL", "codeValue: missing or too long"));
    }
    if (rules.isEntryCode(codeValue)) {
      return new CodeIdentification(
          true,
          Optional.of(PostCodeMatchActionType.OPEN_URL),
          Optional.empty(),
          Optional.of(codeValue),
          Optional.of(rules.userAgent()),
          Result.SUCCESS);
    }
    return rules.isOrderCode(codeValue)
        ? new CodeIdentification(
            true,
            Optional.of(PostCodeMatchActionType.DECODE),
            Optional.of(codeValue),
            Optional.empty(),
            Optional.empty(),
            Result.SUCCESS)
        : unsupported(Result.SUCCESS);
  }

  private static CodeIdentification unsupported(Result result) {
    return new CodeIdentification(
        false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), result);
  }
}
