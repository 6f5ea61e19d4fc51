package io.plusgate.outbound;

import io.plusgate.config.LintMode;
import io.plusgate.http.Problem;
import io.plusgate.lint.ContractLint;
import io.plusgate.lint.LintFinding;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.protocol.Api;
import io.plusgate.protocol.PlusgateHeader;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the backend's developer what a call breaks: in the answer's header, in one line of the log
 * for each kind of mistake, in a counter. Where it is enforced, such a call is not sent.
 */
public final class OutboundLint {
  private static final Logger LOG = LoggerFactory.getLogger(OutboundLint.class);

  /** Kinds of mistakes that get a line; a backend that makes up fields must not fill the log. */
  private static final int MOST_LINES = 500;

  private volatile LintMode mode;
  private final ContractLint contracts = new ContractLint();
  private final GatewayMetrics metrics;
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  public OutboundLint(LintMode mode, GatewayMetrics metrics) {
    this.mode = mode;
    this.metrics = metrics;
  }

  /** How strict it is from now on; what it has seen it remembers. */
  public void turnTo(LintMode next) {
    mode = next;
  }

  /** Looks at a call that is about to be sent; the problem to answer with when it must not be. */
  Optional<Problem> look(Api api, String clientId, byte[] body, HttpServerResponse response) {
    if (mode == LintMode.OFF) {
      return Optional.empty();
    }
    var looked = contracts.look(api, clientId, body);
    var findings = looked.findings();
    if (!findings.isEmpty()) {
      tell(api, findings, response);
    }
    if (mode == LintMode.ENFORCE && !findings.isEmpty()) {
      return Optional.of(Problems.lint(findings));
    }
    contracts.sent(looked);
    return Optional.empty();
  }

  private void tell(Api api, List<LintFinding> findings, HttpServerResponse response) {
    findings.forEach(finding -> count(api.name(), finding));
    response.putHeader(
        PlusgateHeader.LINT,
        findings.stream()
            .map(finding -> finding.rule().word() + " " + finding.place())
            .collect(Collectors.joining(", ")));
  }

  private void count(String api, LintFinding finding) {
    String rule = finding.rule().word();
    metrics.lint(api, rule);
    String mistake = api + " " + rule + " " + finding.place();
    if (logged.size() < MOST_LINES && logged.add(mistake)) {
      LOG.warn(
          "a call breaks a rule of its API; said once api={} rule={} place={} expected={}",
          api,
          rule,
          finding.place(),
          finding.expected());
    }
  }
}
