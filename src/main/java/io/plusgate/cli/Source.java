package io.plusgate.cli;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Where a command reads from: a running gateway's admin API, or a stopped gateway's folder. */
interface Source extends AutoCloseable {
  /**
   * The answer to a GET of docs/admin-api.md.
   *
   * @throws ExitException when the answer is no, or there is none
   */
  JsonObject get(String path, Map<String, String> parameters);

  @Override
  void close();
}
