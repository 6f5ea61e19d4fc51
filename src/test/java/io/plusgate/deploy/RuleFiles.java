package io.plusgate.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** What lies in deploy/: the rules, their tests, and the dashboards, as others read them. */
final class RuleFiles {
  static final Path PROMETHEUS = Path.of("deploy/prometheus");
  static final Path GRAFANA = Path.of("deploy/grafana");
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One query of a dashboard.
   *
   * @param panel "file: title", for messages
   */
  record Query(String panel, String expression) {}

  private RuleFiles() {}

  /** Recording rules and alerts; not their tests. */
  static List<JsonNode> rules() {
    var rules = new ArrayList<JsonNode>();
    for (Path file : files(PROMETHEUS, "-rules.yaml", "-alerts.yaml")) {
      yaml(file).get("groups").forEach(group -> group.get("rules").forEach(rules::add));
    }
    return rules;
  }

  static List<JsonNode> alerts() {
    return rules().stream().filter(rule -> rule.has("alert")).toList();
  }

  static List<String> records() {
    return rules().stream()
        .filter(rule -> rule.has("record"))
        .map(rule -> rule.get("record").asText())
        .distinct()
        .toList();
  }

  /** Every promql_expr_test of every test file. */
  static List<JsonNode> expectations() {
    var expectations = new ArrayList<JsonNode>();
    for (Path file : files(PROMETHEUS, "-test.yaml")) {
      for (var test : yaml(file).get("tests")) {
        test.get("promql_expr_test").forEach(expectations::add);
      }
    }
    return expectations;
  }

  static List<Query> queries() {
    var queries = new ArrayList<Query>();
    for (Path file : files(GRAFANA, ".json")) {
      for (var panel : json(file).get("panels")) {
        String name = file.getFileName() + ": " + panel.get("title").asText();
        panel
            .path("targets")
            .forEach(target -> queries.add(new Query(name, target.get("expr").asText())));
      }
    }
    return queries;
  }

  static List<Path> files(Path folder, String... endings) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** With its anchors followed, which Jackson does not do in a tree. */
  private static JsonNode yaml(Path file) {
    return JSON.valueToTree(new Yaml().load(read(file)));
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(read(file));
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(file + " is no JSON", broken);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file + " cannot be read", unreadable);
    }
  }
}
