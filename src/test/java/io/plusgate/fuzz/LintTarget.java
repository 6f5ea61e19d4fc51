package io.plusgate.fuzz;

import io.plusgate.lint.ContractLint;
import io.plusgate.protocol.Api;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Role;
import java.util.List;

/** The contract lint: findings for any body, few enough to be told. */
final class LintTarget implements FuzzTarget {
  private static final int MOST_FINDINGS = 10;

  private final ContractLint lint = new ContractLint();
  private final List<Api> apis = ApiCatalog.apis(Role.ACQP, Direction.OUTBOUND);

  @Override
  public String name() {
    return "lint";
  }

  @Override
  public int inputs() {
    return 60_000;
  }

  @Override
  public List<String> words() {
    return JsonTarget.WORDS;
  }

  @Override
  public void take(byte[] input) {
    var api = apis.get(input.length % apis.size());
    var looked = lint.look(api, "SANDBOX_1", input);
    Promised.that(looked.findings().size() <= MOST_FINDINGS, "findings are few");
    lint.sent(looked);
    Promised.that(ContractLint.ofAnswer(input).size() <= MOST_FINDINGS, "findings are few");
  }
}
