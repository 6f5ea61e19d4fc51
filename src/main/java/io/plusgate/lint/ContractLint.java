package io.plusgate.lint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.plusgate.protocol.Api;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds a request of the backend against what the documents say of its API.
 *
 * <p>Any bytes in, findings out: what is not one readable JSON object has none, because Alipay+
 * itself says that best. One pass over the tokens, no tree, at most {@value #MOST} findings.
 */
public final class ContractLint {
  /** Who has so many mistakes in one body mends these first. */
  static final int MOST = 10;

  /** About 2 MB of memory; enough to see a backend that uses an id again by mistake. */
  private static final int REMEMBERED = 10_000;

  private static final int DEEPEST = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final RecentIds recent;

  public ContractLint() {
    this(REMEMBERED);
  }

  ContractLint(int remembered) {
    recent = new RecentIds(remembered);
  }

  /** What this body would be told; {@link #sent} makes its id known. */
  public LookedAt look(Api api, String clientId, byte[] body) {
    return Contracts.of(api)
        .flatMap(contract -> read(contract, body).map(read -> judge(api, clientId, contract, read)))
        .orElse(LookedAt.NOTHING);
  }

  /** What breaks the rules that hold for every message, an answer too. */
  public static List<LintFinding> ofAnswer(byte[] body) {
    return read(Contract.of(List.of()), body).map(BodyWalk::findings).orElse(List.of());
  }

  /** Remembers the parameters of what goes to Alipay+. */
  public void sent(LookedAt looked) {
    looked.id().ifPresent(id -> recent.remember(id, looked.parameters()));
  }

  private static Optional<BodyWalk> read(Contract contract, byte[] body) {
    try (var parser = JSON.createParser(body)) {
      var walk = new BodyWalk(parser, contract, MOST);
      return walk.wholeObject() ? Optional.of(walk) : Optional.empty();
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }

  private LookedAt judge(Api api, String clientId, Contract contract, BodyWalk read) {
    Optional<RecentIds.Id> id =
        contract.fixed().isEmpty()
            ? Optional.empty()
            : read.id().map(text -> new RecentIds.Id(clientId, api.name(), text));
    var findings = new ArrayList<>(read.findings());
    id.flatMap(recent::known)
        .ifPresent(first -> compare(contract, first, read.parameters(), findings));
    return new LookedAt(List.copyOf(findings), id, read.parameters());
  }

  private static void compare(
      Contract contract, long[] first, long[] now, List<LintFinding> findings) {
    for (int i = 0; i < first.length && findings.size() < MOST; i++) {
      boolean absent = first[i] == 0 || now[i] == 0;
      if (first[i] != now[i] && !(absent && contract.mayBeLeftOut(i))) {
        String named = contract.fixed().get(i);
        findings.add(
            new LintFinding(
                LintRule.ID_REUSED,
                named.isEmpty() ? String.join("+", contract.id()) : named,
                "the same as when this "
                    + String.join("+", contract.id())
                    + " was first sent, or a new one"));
      }
    }
  }
}
