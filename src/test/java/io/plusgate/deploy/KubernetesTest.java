package io.plusgate.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plusgate.config.ConfigReader;
import io.plusgate.config.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The manifests: read against the API's types, rendered by kubectl's kustomize where it is
 * installed.
 */
class KubernetesTest {
  private static final Path BASE = Path.of("deploy/kubernetes/base");
  private static final Path OVERLAYS = Path.of("deploy/kubernetes/overlays");
  private static final Pattern MOUNTED = Pattern.compile("/run/plusgate/[a-z]+/[a-z.-]+");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"sidecar", "standalone"})
  void everyManifestIsWhatTheApiTakes(String base) throws IOException {
    var objects = objectsIn(base);

    assertThat(objects).hasSizeGreaterThanOrEqualTo(4);
    PodRules.assertLeastPrivilege(workload(objects));
    PodRules.assertSecretsAreFiles(workload(objects));
    PodRules.assertDrainIsNotCut(workload(objects));
    PodRules.assertProbesAskTheAdminSide(workload(objects));
  }

  @Test
  void refusesAFieldThatTheApiDoesNotHave() {
    String misspelt =
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: plusgate }
        automountServiceAccountTokens: false
        """;

    assertThatThrownBy(() -> KubernetesObjects.read(misspelt))
        .hasMessageContaining("automountServiceAccountTokens");
  }

  /** Started before the backend and stopped after it: an init container that stays. */
  @Test
  void theSidecarIsANativeOne() throws IOException {
    var pod = workload(objectsIn("sidecar")).at("/spec/template/spec");

    assertThat(pod.at("/initContainers/0/name").asText()).isEqualTo("plusgate");
    assertThat(pod.at("/initContainers/0/restartPolicy").asText()).isEqualTo("Always");
    assertThat(pod.at("/containers/0/name").asText()).isEqualTo("backend");
    assertThat(pod.at("/containers/0/volumeMounts").toString()).doesNotContain("secrets", "tls");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sidecar", "standalone"})
  void everySelectorFindsThePods(String base) throws IOException {
    var objects = objectsIn(base);
    var labels = workload(objects).at("/spec/template/metadata/labels");

    for (var object : objects) {
      var selector =
          switch (object.path("kind").asText()) {
            case "Service" -> object.at("/spec/selector");
            case "NetworkPolicy" -> object.at("/spec/podSelector/matchLabels");
            case "PodDisruptionBudget", "Deployment", "StatefulSet" ->
                object.at("/spec/selector/matchLabels");
            default -> labels;
          };
      assertThat(selector.isEmpty()).as(object.toString()).isFalse();
      selector
          .properties()
          .forEach(label -> assertThat(labels.path(label.getKey())).isEqualTo(label.getValue()));
    }
  }

  /** A listener that a container port, a service or a policy names is one that the gateway has. */
  @ParameterizedTest
  @ValueSource(strings = {"sidecar", "standalone"})
  void theGatewayTakesItsConfiguration(String base) throws IOException {
    var config = configuration(base);

    var listeners = config.listeners();
    assertThat(listeners.alipayPlus().port()).isEqualTo(8443);
    assertThat(listeners.admin().port()).isEqualTo(9090);
    assertThat(listeners.admin().token()).isPresent();
    assertThat(listeners.backend().port()).isEqualTo(8080);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sandbox", "production"})
  void kustomizeRendersTheOverlay(String overlay) throws Exception {
    Tool.assumeInstalled("kubectl");
    assumeThat(Tool.run(folder, List.of("kubectl", "version", "--client")))
        .as("its kustomize knows inline patches; Debian 12's kubectl 1.20 does not")
        .containsPattern("Kustomize Version: v[5-9]");

    var objects =
        KubernetesObjects.read(
            Tool.run(
                folder, List.of("kubectl", "kustomize", OVERLAYS.resolve(overlay).toString())));

    var workload = workload(objects);
    assertThat(objects).allMatch(object -> !object.at("/metadata/namespace").asText().isEmpty());
    assertThat(PodRules.gateway(workload.at("/spec/template/spec")).path("image").asText())
        .startsWith("registry.example/plusgate:");
    PodRules.assertLeastPrivilege(workload);
    PodRules.assertDrainIsNotCut(workload);
    var environment = new HashMap<String, String>();
    objects.stream()
        .filter(object -> object.path("kind").asText().equals("ConfigMap"))
        .flatMap(map -> map.path("data").properties().stream())
        .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
    assertThat(environment.get("PLUSGATE_ENVIRONMENT")).isEqualTo(overlay);
    assertThat(environment).containsKey("gateway.yaml");
  }

  private GatewayConfig configuration(String base) throws IOException {
    String yaml = Files.readString(BASE.resolve(base).resolve("gateway.yaml"));
    var files = MOUNTED.matcher(yaml).results().map(found -> found.group()).distinct().toList();
    for (String file : files) {
      Path here = folder.resolve(file.substring(1));
      Files.createDirectories(here.getParent());
      Files.writeString(here, "what " + file + " holds");
      // What the kubelet makes of 0400 with an fsGroup.
      Files.setPosixFilePermissions(here, PosixFilePermissions.fromString("r--r-----"));
    }
    Files.writeString(
        folder.resolve("gateway.yaml"), MOUNTED.matcher(yaml).replaceAll(folder + "$0"));
    var environment =
        Map.of(
            "PLUSGATE_CLIENT_ID", "5YC47N2ZQHJ004124",
            "PLUSGATE_ENVIRONMENT", "production",
            "PLUSGATE_PARTNER_ID", "1022188000000000001",
            "PLUSGATE_ALIPAYPLUS_URL", "https://open-sea-global.alipayplus.com",
            "PLUSGATE_BACKEND_URL", "https://shop.shop.svc.cluster.local",
            "PLUSGATE_STORE_URI", "postgresql://plusgate@db.data.svc.cluster.local:5432/plusgate");
    return new ConfigReader(environment, folder)
        .gateway(Path.of("gateway.yaml"))
        .match(
            loaded -> loaded.config(),
            refused -> {
              throw new AssertionError(refused.problems().toString());
            });
  }

  private static List<JsonNode> objectsIn(String base) throws IOException {
    try (Stream<Path> files = Files.list(BASE.resolve(base))) {
      return files
          .filter(file -> !file.endsWith("kustomization.yaml") && !file.endsWith("gateway.yaml"))
          .sorted()
          .flatMap(file -> KubernetesObjects.read(RuleFiles.read(file)).stream())
          .toList();
    }
  }

  private static JsonNode workload(List<JsonNode> objects) {
    return objects.stream()
        .filter(object -> object.at("/spec/template/spec").isObject())
        .findFirst()
        .orElseThrow();
  }
}
