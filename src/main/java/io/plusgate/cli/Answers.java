package io.plusgate.cli;

import io.vertx.core.json.JsonObject;

/** What an answer of the admin API means for a command's end. */
final class Answers {
  private Answers() {}

  /** The body of a success; any other status ends the command with the matching code. */
  static JsonObject checked(int status, JsonObject body) {
    if (status >= 200 && status < 300) {
      return body;
    }
    String code = body.getString("code", "http-" + status);
    String message = code + ": " + body.getString("detail", "HTTP " + status);
    throw switch (status) {
      case 401 ->
          ExitException.usage(message + " Give it with --token-file FILE or --config FILE.");
      case 400, 403, 405, 413 -> ExitException.usage(message);
      case 404, 409, 410 -> ExitException.no(message);
      default -> ExitException.unreachable(message);
    };
  }
}
