package io.plusgate.system;

import io.plusgate.system.FakeAlipayPlus.Received;
import io.vertx.core.Vertx;

/** The payment backend's side, scripted and recorded the same way. */
public final class FakeBackend implements AutoCloseable {
  private final FakeAlipayPlus server;

  public FakeBackend(Vertx vertx) {
    server = new FakeAlipayPlus(vertx);
  }

  public void script(FakeAlipayPlus.Script next) {
    server.script(next);
  }

  public void answers(int status, String body) {
    server.script(
        (response, call) ->
            response.setStatusCode(status).putHeader("Content-Type", "application/json").end(body));
  }

  public java.util.List<Received> received() {
    return server.received;
  }

  public String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
  }
}
