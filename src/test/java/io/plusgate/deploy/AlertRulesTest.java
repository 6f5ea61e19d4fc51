package io.plusgate.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who is woken at night gets a reason, a first step and a runbook; and every rule is tested. */
class AlertRulesTest {
  /** What people do without having been called. */
  private static final Set<Path> PLANNED = Set.of(Path.of("docs/runbooks/key-rotation.md"));

  private static final Pattern TEMPLATE_LABEL = Pattern.compile("\\$labels\\.(\\w+)");
  private static final Set<String> RECORDS = Set.copyOf(RuleFiles.records());

  @Test
  void everyAlertSaysWhatItMeansForMoneyWhoseFaultItIsAndWhatComesFirst() {
    var lacking = new ArrayList<String>();

    for (var alert : RuleFiles.alerts()) {
      String words = text(alert, "annotations", "description");
      boolean helps =
          List.of("Money: ", " at fault: ", "First: ").stream().allMatch(words::contains);
      boolean ranked = Set.of("page", "ticket").contains(text(alert, "labels", "severity"));
      if (!helps || !ranked || text(alert, "annotations", "summary").isEmpty()) {
        lacking.add(name(alert));
      }
    }

    assertThat(lacking).isEmpty();
  }

  @Test
  void everyAlertHasARunbookThatNamesIt() throws IOException {
    var without = new ArrayList<String>();

    for (var alert : RuleFiles.alerts()) {
      var runbook = Path.of(text(alert, "annotations", "runbook_url"));
      boolean named = Files.exists(runbook) && Files.readString(runbook).contains(name(alert));
      if (!named || !runbook.startsWith("docs/runbooks")) {
        without.add(name(alert) + " -> " + runbook);
      }
    }

    assertThat(without).isEmpty();
  }

  @Test
  void everyRunbookIsThereForAnAlertOrForPlannedWork() {
    var runbooks =
        RuleFiles.alerts().stream()
            .map(alert -> Path.of(text(alert, "annotations", "runbook_url")))
            .toList();

    assertThat(RuleFiles.files(Path.of("docs/runbooks"), ".md"))
        .isNotEmpty()
        .allMatch(page -> runbooks.contains(page) || PLANNED.contains(page));
  }

  @Test
  void everyAlertIsShownToStayQuietToFireAndToRecover() {
    var untested = new ArrayList<String>();

    for (var alert : RuleFiles.alerts()) {
      if (!story(alert).matches("q+F+q.*")) {
        untested.add(name(alert) + ": " + story(alert));
      }
    }

    assertThat(untested).isEmpty();
  }

  @Test
  void everyRecordingRuleIsTested() {
    var tested =
        RuleFiles.expectations().stream()
            .filter(expectation -> !expectation.get("exp_samples").isEmpty())
            .map(expectation -> expectation.get("expr").asText())
            .toList();

    assertThat(RuleFiles.records())
        .isNotEmpty()
        .allMatch(record -> tested.stream().anyMatch(expression -> expression.contains(record)));
  }

  @Test
  void rulesAndDashboardsUseOnlyWhatTheCatalogueLists() {
    var complaints = new ArrayList<String>();

    for (var rule : RuleFiles.rules()) {
      complaints.addAll(Vocabulary.complaints(rule.get("expr").asText(), RECORDS));
      TEMPLATE_LABEL
          .matcher(rule.path("annotations").toString())
          .results()
          .map(label -> label.group(1))
          .filter(label -> !Vocabulary.allLabels().contains(label))
          .forEach(label -> complaints.add(name(rule) + ": $labels." + label));
    }
    for (var query : RuleFiles.queries()) {
      Vocabulary.complaints(query.expression(), RECORDS)
          .forEach(complaint -> complaints.add(query.panel() + ": " + complaint));
    }

    assertThat(complaints).isEmpty();
  }

  @Test
  void theVocabularyKnowsWhatIsNotThere() {
    assertThat(
            Vocabulary.complaints(
                "sum by (paymentId) (plusgate_nothing) / on (job) plusgate_ready{phase=\"opened\"}"
                    + " + a:b:c",
                RECORDS))
        .containsExactly(
            "plusgate_nothing is in no catalogue",
            "plusgate_ready has no label phase",
            "plusgate_ready: no phase is opened",
            "a:b:c is in no catalogue",
            "paymentId is no label of ours");
  }

  /** One letter for each expectation, in the order of the file: quiet or Firing. */
  private static String story(JsonNode alert) {
    var story = new StringBuilder();
    for (var expectation : RuleFiles.expectations()) {
      if (expectation.get("expr").asText().contains("\"" + name(alert) + "\"")) {
        int firing = expectation.get("exp_samples").get(0).get("value").asInt();
        story.append(firing > 0 ? 'F' : 'q');
      }
    }
    return story.toString();
  }

  private static String name(JsonNode rule) {
    return rule.path("alert").asText(rule.path("record").asText());
  }

  private static String text(JsonNode alert, String part, String key) {
    return alert.path(part).path(key).asText();
  }
}
