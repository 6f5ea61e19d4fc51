package io.plusgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Single values of a file are changed, and nothing else of it. */
class YamlTextTest {
  private static final String BLOCK =
      """
      # € above us
      clients:
        - clientId: A
          keyVersion: 1 # ours
          alipayPlus:
            publicKeys:
              - keyVersion: 1 # first
                file: "a b.pem"   # here

              # about the second
              - { keyVersion: 2, file: b.pem } # flow

            baseUrl: x
      last: 1
      """;

  @Test
  void replacesOneValueAndKeepsTheComment() {
    assertThat(new YamlText(BLOCK).set("7", "clients", 0, "keyVersion").text())
        .isEqualTo(BLOCK.replace("keyVersion: 1 # ours", "keyVersion: 7 # ours"));
  }

  @Test
  void addsAMissingKeyAfterTheLastValueOfItsBlock() {
    var text = new YamlText(BLOCK).set("retiring", keys(0, "state")).text();

    assertThat(text)
        .isEqualTo(
            BLOCK.replace(
                "\"a b.pem\"   # here", "\"a b.pem\"   # here\n          state: retiring"));
  }

  @Test
  void addsAMissingKeyInsideBraces() {
    assertThat(new YamlText(BLOCK).set("active", keys(1, "state")).text())
        .isEqualTo(BLOCK.replace("file: b.pem }", "file: b.pem, state: active }"));
  }

  @Test
  void addsAnEntryAfterTheLastOfABlock() {
    assertThat(new YamlText(BLOCK).add(entry(), "clients", 0, "alipayPlus", "publicKeys").text())
        .isEqualTo(
            BLOCK.replace(
                "b.pem } # flow", "b.pem } # flow\n        - { keyVersion: 3, file: \"c d\" }"));
  }

  @Test
  void addsAnEntryInsideBrackets() {
    String flow = "keys: [ { keyVersion: 1, file: a } ] # all\r\nmore: 1\r\n";

    assertThat(new YamlText(flow).add(entry(), "keys").text())
        .isEqualTo(
            "keys: [ { keyVersion: 1, file: a }, { keyVersion: 3, file: \"c d\" } ] # all\r\n"
                + "more: 1\r\n");
  }

  @Test
  void leavesAValueOfTheEnvironmentToTheEnvironment() {
    var text = new YamlText("privateKey: ${KEY}\n");

    assertThatThrownBy(() -> text.set("next.pem", "privateKey"))
        .hasMessageContaining("privateKey: ${KEY}")
        .hasMessageContaining("where it comes from");
  }

  @Test
  void saysWhatIsNotThere() {
    assertThatThrownBy(() -> new YamlText("a: 1\n").set("1", "clients", 0, "keyVersion"))
        .hasMessageContaining("[clients, 0]");
  }

  private static Object[] keys(int position, String key) {
    return new Object[] {"clients", 0, "alipayPlus", "publicKeys", position, key};
  }

  private static Map<String, String> entry() {
    var entry = new LinkedHashMap<String, String>();
    entry.put("keyVersion", "3");
    entry.put("file", "c d");
    return entry;
  }
}
