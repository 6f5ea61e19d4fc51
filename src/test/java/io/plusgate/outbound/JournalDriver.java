package io.plusgate.outbound;

import io.plusgate.alipayplus.Answer;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.MessageReader;
import io.plusgate.protocol.Role;
import io.plusgate.protocol.TraceContext;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lets a simulation be the backend's side of the journal. */
public final class JournalDriver {
  private final Journal journal;
  private final OutboundCall call;

  /** One call of the backend. */
  public JournalDriver(Journal journal, String clientId, String apiName, String body) {
    var api = ApiCatalog.find(Role.ACQP, Direction.OUTBOUND, apiName).orElseThrow();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    this.journal = journal;
    this.call =
        new OutboundCall(
            clientId,
            api,
            api.path(),
            Buffer.buffer(bytes),
            MultiMap.caseInsensitiveMultiMap(),
            Optional.empty(),
            MessageReader.read(bytes),
            TraceContext.NONE);
  }

  public Future<Void> before() {
    return journal.before(call);
  }

  public Future<Void> after(Answer answer, boolean backendKnows) {
    return journal.after(call, answer, backendKnows);
  }
}
