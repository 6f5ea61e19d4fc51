package io.plusgate.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.Role;
import io.plusgate.rehearse.CaseReport.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The report shows what came over the wire as text, and shows no login. */
class ReportPageTest {
  private static final String EVIL = "</pre><script>alert('1')</script>\"&";

  private final RehearsalReport report =
      new RehearsalReport(
          Role.MPP,
          "http://127.0.0.1:9000/" + EVIL,
          Instant.EPOCH,
          List.of(
              new CaseReport(
                  "M01",
                  "title",
                  "expected",
                  Verdict.FAILED,
                  EVIL,
                  List.of(new Check(false, EVIL, EVIL, EVIL)),
                  List.of(EVIL),
                  List.of(
                      new Seen(
                          Instant.EPOCH,
                          "a → b",
                          "/" + EVIL,
                          Map.of("Authorization", "Bearer secret", "X-Evil", EVIL),
                          EVIL,
                          200,
                          Map.of("Set-Cookie", "secret"),
                          EVIL)),
                  Duration.ofMillis(5))));

  @Test
  void whatCameOverTheWireIsTextOnThePage() {
    String page = ReportPage.of(report);

    assertThat(page)
        .doesNotContain("<script")
        .contains("&lt;/pre&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;");
  }

  @Test
  void thePageLoadsNothing() {
    assertThat(ReportPage.of(report))
        .contains("default-src 'none'")
        .doesNotContain("src=")
        .doesNotContain("@import")
        .doesNotContain("url(")
        .contains("prefers-color-scheme: dark");
  }

  @Test
  void noLoginIsShown() {
    assertThat(ReportPage.of(report)).doesNotContain("secret").contains("(hidden)");
    assertThat(ReportJson.of(report).encode()).doesNotContain("secret").contains("(hidden)");
  }

  @Test
  void aMachineGetsTheSame() {
    var json = ReportJson.of(report);

    assertThat(json.getBoolean("allPassed")).isFalse();
    assertThat(json.getInteger("failed")).isEqualTo(1);
    var only = json.getJsonArray("cases").getJsonObject(0);
    assertThat(only.getString("verdict")).isEqualTo("failed");
    assertThat(only.getJsonArray("checks").getJsonObject(0).getString("remedy")).isEqualTo(EVIL);
    assertThat(only.getJsonArray("exchanges").getJsonObject(0).getString("answerBody"))
        .isEqualTo(EVIL);
  }
}
