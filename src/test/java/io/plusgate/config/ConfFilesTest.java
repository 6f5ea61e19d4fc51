package io.plusgate.config;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.config.YamlNode.Entry;
import io.plusgate.config.YamlNode.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in conf/ load as they are, and hold every key there is. */
class ConfFilesTest {
  private static final Path CONF = Path.of("conf").toAbsolutePath();
  private static final Pattern SWITCHED_OFF = Pattern.compile("(?m)^(\\s*)#(?=[^\\s#])");

  @TempDir private Path temporary;

  @Test
  void loadsTheAcquirersFileWithoutAWarning() {
    var result = ConfigFolder.in(temporary).reader().gateway(CONF.resolve("gateway.yaml"));

    assertThat(ConfigFolder.problems(result)).isEmpty();
    assertThat(ConfigFolder.warnings(result)).isEmpty();
  }

  @Test
  void loadsTheWalletsFileWithoutAWarning() {
    var result = ConfigFolder.in(temporary).reader().gateway(CONF.resolve("gateway-mpp.yaml"));

    assertThat(ConfigFolder.problems(result)).isEmpty();
    assertThat(ConfigFolder.warnings(result)).isEmpty();
  }

  @Test
  void loadsTheSimulatorsFile() {
    var result = ConfigFolder.in(temporary).reader().simulator(CONF.resolve("simulator.yaml"));

    assertThat(ConfigFolder.problems(result)).isEmpty();
  }

  @Test
  void showsEveryKeyOfTheGatewayAndNoOther() throws IOException {
    var shown = keysIn(switchedOn("gateway.yaml"), ConfFilesTest::gatewayPattern);

    assertThat(shown).containsExactlyInAnyOrderElementsOf(paths(ConfigReader.gatewayKeys()));
  }

  @Test
  void showsEveryKeyOfTheSimulatorAndNoOther() throws IOException {
    var shown = keysIn(switchedOn("simulator.yaml"), path -> path);

    assertThat(shown).containsExactlyInAnyOrderElementsOf(paths(ConfigReader.simulatorKeys()));
  }

  @Test
  void saysWhatTheGatewayDoesByItself() throws IOException {
    var folder = ConfigFolder.in(temporary);
    var shown = ConfigFolder.loaded(folder.reader().gateway(CONF.resolve("gateway.yaml")));
    var role = shown.role();

    var defaults =
        GatewayConfig.of(role, shown.clients(), shown.listeners(), shown.backend(), shown.store());

    assertThat(shown.inquiry()).isEqualTo(defaults.inquiry());
    assertThat(shown.delivery()).isEqualTo(defaults.delivery());
    assertThat(shown.handover()).isEqualTo(defaults.handover());
    assertThat(shown.limits()).isEqualTo(defaults.limits());
    assertThat(shown.outbound()).isEqualTo(defaults.outbound());
    assertThat(shown.lint()).isEqualTo(defaults.lint());
    assertThat(shown.inbound()).isEqualTo(defaults.inbound());
    assertThat(shown.log()).isEqualTo(defaults.log());
    assertThat(shown.tracing()).isEqualTo(defaults.tracing());
    assertThat(shown.reload()).isEqualTo(defaults.reload());
  }

  @Test
  void loadsTheAcquirersFileWithEveryKeySwitchedOnButTheOtherEnginesAndInsecure()
      throws IOException {
    String text =
        switchedOn("gateway.yaml")
            .replaceAll("(?m)^  (uri|passwordFile|poolSize|tls: verify|lease|insecure).*$", "")
            .replaceAll("(?m)^  trustCertificates.*$", "")
            .replaceAll("(?m)^    insecure.*$", "");

    var problems = ConfigFolder.in(temporary).problems(text);

    assertThat(problems).isEmpty();
  }

  private static String switchedOn(String name) throws IOException {
    String text = Files.readString(CONF.resolve(name));
    return SWITCHED_OFF.matcher(text).replaceAll("$1");
  }

  private static Set<String> keysIn(String text, Function<String, String> pattern) {
    var findings = new Findings();
    Optional<Mapping> top = YamlFile.parse(text, findings);
    assertThat(findings.problems()).isEmpty();
    return top.stream().flatMap(all -> keys(all, "")).map(pattern).collect(toSet());
  }

  private static Stream<String> keys(YamlNode node, String path) {
    return node.match(
        scalar -> Stream.of(),
        mapping -> mapping.entries().entrySet().stream().flatMap(entry -> keys(entry, path)),
        sequence -> sequence.items().stream().flatMap(item -> keys(item, path + "[]")));
  }

  private static Stream<String> keys(Map.Entry<String, Entry> entry, String path) {
    String below = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
    return Stream.concat(Stream.of(below), keys(entry.getValue().value(), below));
  }

  private static String gatewayPattern(String path) {
    return path.replaceFirst("^deadlines\\.\\w+$", "deadlines.*")
        .replaceFirst("^inquiry\\.schedules\\.\\w+", "inquiry.schedules.*");
  }

  private static List<String> paths(List<ConfigKey> keys) {
    return keys.stream().map(ConfigKey::path).toList();
  }
}
