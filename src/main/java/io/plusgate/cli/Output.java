package io.plusgate.cli;

import static picocli.CommandLine.Spec.Target.MIXEE;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --output}, mixed into every command whose answer a script may want. */
final class Output {
  /** For whom the answer is written. */
  enum Form {
    /** A person: aligned, with colours on a terminal. */
    TEXT,
    /** A script: one JSON document. */
    JSON
  }

  @Spec(MIXEE)
  private CommandSpec command;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "For a person or for a script (default: ${DEFAULT-VALUE}).")
  private Form form;

  /** Prints the one document that a script gets, or what a person gets. */
  void print(JsonObject json, Consumer<PrintWriter> text) {
    var out = command.commandLine().getOut();
    switch (form) {
      case JSON -> out.println(json.encodePrettily());
      case TEXT -> text.accept(out);
    }
    out.flush();
  }

  boolean isJson() {
    return form == Form.JSON;
  }
}
