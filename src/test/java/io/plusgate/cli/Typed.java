package io.plusgate.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What one command printed, run in this JVM. */
public record Typed(int code, String out, String err) {
  public static Typed plusgate(Object... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var arguments = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      arguments[i] = String.valueOf(words[i]);
    }
    int code =
        Plusgate.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Typed(code, out.toString(), err.toString());
  }

  public JsonObject json() {
    return new JsonObject(out);
  }
}
