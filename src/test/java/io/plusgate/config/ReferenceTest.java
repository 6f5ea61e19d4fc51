package io.plusgate.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.MadePage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages that are made of the keys are as fresh as the keys. */
class ReferenceTest {
  @Test
  void explainsEveryKeyOfBothFiles() {
    assertThat(ConfigReader.gatewayKeys()).noneMatch(key -> key.help().isBlank());
    assertThat(ConfigReader.simulatorKeys()).noneMatch(key -> key.help().isBlank());
  }

  @Test
  void takesTheHelpFromTheCommentAboveAKeyOrItsSection() {
    var file =
        CommentedFile.of(
            """
            # Who we are.
            list:
              # The first,
              # on two lines.
              - one: 1
                #two: { three: 3 }

            # Not about four.

            four: 4
            """);

    assertThat(file.help("list")).isEqualTo("Who we are.");
    assertThat(file.help("list[].one")).isEqualTo("The first, on two lines.");
    assertThat(file.help("list[].two.three")).isEqualTo("Who we are.");
    assertThat(file.help("four")).isEmpty();
  }

  @Test
  void theConfigurationPageIsFresh() throws IOException {
    MadePage.assertFresh("docs/configuration.md", page());
  }

  @Test
  void theSchemaIsFresh() throws IOException {
    MadePage.assertFresh("conf/plusgate.schema.json", ConfigSchema.json());
  }

  private static String page() {
    return """
        # Configuration

        This page is made of the keys the gateway knows and of the comments in
        [conf/gateway.yaml](../conf/gateway.yaml); a test fails when it is stale. `plusgate
        config check FILE` says everything that is wrong with a file at once, with the path,
        the value, the rule, the line and the nearest known key; the exit code is then 2.
        Editors complete and check with
        [conf/plusgate.schema.json](../conf/plusgate.schema.json).

        `${NAME}` and `${NAME:default}` in a value come from the environment (`$${` is a
        plain `${`; a variable that is empty counts as not set). Durations are `500ms`,
        `2s`, `1m`, `72h`, `35d`; sizes `65536`, `64KiB`, `1MiB`. Relative paths start at
        the working directory of the process. A key with nothing behind it counts as left
        out. YAML anchors, aliases and `<<` work; a key that stands twice is refused.

        Secrets are files of their own. A private key or a secret that everyone can read,
        and a certificate or public key that everyone can change, is refused with the
        `chmod` to run.

        """
        + "## The gateway\n\n"
        + table(ConfigReader.gatewayKeys())
        + "\n## The simulator\n\n"
        + table(ConfigReader.simulatorKeys());
  }

  private static String table(List<ConfigKey> keys) {
    return "| key | what it is | default | what it does |\n|---|---|---|---|\n"
        + keys.stream().map(ReferenceTest::row).collect(joining());
  }

  private static String row(ConfigKey key) {
    String otherwise =
        key.required() ? "needed" : key.defaultText().isEmpty() ? "" : code(key.defaultText());
    return "| %s | %s | %s | %s |%n"
        .formatted(code(key.path()), kind(key), otherwise, help(key).replace("|", "\\|"));
  }

  // The file says the default in words; the page has a column for it.
  private static String help(ConfigKey key) {
    boolean shown = key.required() || !key.defaultText().isEmpty();
    return shown ? key.help().replaceFirst(" (No default|Default: [^:]*)\\.$", "") : key.help();
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String kind(ConfigKey key) {
    return switch (key.kind()) {
      case TEXT -> "text";
      case NUMBER -> "whole number";
      case FRACTION -> "0 to 1";
      case SIZE -> "size";
      case YES_NO -> "`true`, `false`";
      case DURATION -> "duration";
      case DURATIONS -> "list of durations";
      case ADDRESSES -> "list of addresses";
      case TEXTS -> "list of texts";
      case CHOICE -> key.choices().stream().map(ReferenceTest::code).collect(joining(", "));
      case URL -> "URL";
      case PATH -> "path";
      case FILE -> "path of a file";
      case SECRET -> "path of a secret file";
      case SECTION -> "section";
      case SECTIONS -> "list of sections";
    };
  }
}
