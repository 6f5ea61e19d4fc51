package io.plusgate.inbound;

import java.util.function.Function;

/** The gatekeeper's word on one call. */
sealed interface Entry {

  <T> T match(Function<Taken, T> taken, Function<Refused, T> refused);

  /** Alipay+ made this call. */
  record Taken(VerifiedCall call) implements Entry {
    @Override
    public <T> T match(Function<Taken, T> taken, Function<Refused, T> refused) {
      return taken.apply(this);
    }
  }

  /** Nobody can say that Alipay+ made this call, or it lacks what the protocol demands. */
  record Refused(Refusal refusal) implements Entry {
    @Override
    public <T> T match(Function<Taken, T> taken, Function<Refused, T> refused) {
      return refused.apply(this);
    }
  }
}
