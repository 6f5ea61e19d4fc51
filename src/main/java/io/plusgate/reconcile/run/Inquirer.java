package io.plusgate.reconcile.run;

import io.plusgate.reconcile.Finding;

/** Somebody who can ask Alipay+ about a difference. */
@FunctionalInterface
public interface Inquirer {
  /** Nobody is asked. */
  Inquirer NONE = finding -> finding;

  /** The difference as it is after asking. */
  Finding ask(Finding finding);
}
