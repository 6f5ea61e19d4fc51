package io.plusgate.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart, linted and rendered by Helm: the same objects as the manifests, by the same rules. */
class HelmChartTest {
  private static final Path CHART = Path.of("deploy/helm/plusgate");
  private static final Path BASE = Path.of("deploy/kubernetes/base");
  private static final Path SHOP = Path.of("src/test/resources/helm/shop");
  private static final String CLIENT =
      "client: { clientId: 5YC47N2ZQHJ004124, partnerId: \"1022188000000000001\","
          + " alipayPlusUrl: \"https://open-sea-global.alipayplus.com\" }\n";
  private static final String NEEDED =
      CLIENT
          + "backend: { url: \"https://shop.shop.svc.cluster.local\" }\n"
          + "store: { uri: \"postgresql://plusgate@db.data.svc.cluster.local:5432/plusgate\" }\n";

  @TempDir private static Path folder;

  @BeforeAll
  static void render() throws IOException, InterruptedException {
    assumeThat(System.getProperty("os.name") + " " + System.getProperty("os.arch"))
        .as("the platform whose Helm library is among the tests' dependencies")
        .isEqualTo("Linux amd64");
    Path ours = folder.resolve("chart/plusgate");
    Path shop = folder.resolve("chart/shop");
    copy(CHART, ours);
    copy(SHOP, shop);
    copy(CHART, shop.resolve("charts/plusgate"));
    cases("ours", ours());
    cases("shop", Map.of("mine", "plusgate:\n  mode: sidecar\n  " + CLIENT));

    HelmProcess.run(Map.of(ours, folder.resolve("ours"), shop, folder.resolve("shop")));
  }

  private static Map<String, String> ours() {
    var cases = new LinkedHashMap<String, String>();
    cases.put("plusgate", NEEDED);
    cases.put("empty", "{}");
    cases.put("monitored", NEEDED + "serviceMonitor: { enabled: true, labels: { release: p } }\n");
    cases.put("no-budget", NEEDED + "podDisruptionBudget: { enabled: false }\n");
    cases.put("no-policy", NEEDED + "networkPolicy: { enabled: false }\n");
    cases.put(
        "all-else",
        NEEDED
            + "replicas: 3\n"
            + "image: { digest: \"sha256:"
            + "ab".repeat(32)
            + "\", pullSecrets: [registry] }\n"
            + "spread: { whenUnsatisfiable: DoNotSchedule }\n"
            + "nodeSelector: { disk: fast }\n"
            + "tolerations: [{ key: pay, operator: Exists }]\n"
            + "podAnnotations: { team: pay }\n"
            + "secrets: { name: other }\n"
            + "environment: { JDK_JAVA_OPTIONS: \"-Xmx256m\" }\n");
    cases.put("own-config", "config: |\n  role: ACQP\n");
    cases.put("sidecar", "mode: sidecar\n" + CLIENT);
    cases.put("misspelt", NEEDED + "replica: 3\n");
    cases.put("number", NEEDED.replace("\"1022188000000000001\"", "1022188000000000001"));
    cases.put("latest", NEEDED + "image: { tag: latest }\n");
    return cases;
  }

  @Test
  void helmFindsNothingWrong() {
    assertThat(read("ours/lint")).startsWith("false").doesNotContain("[ERROR]", "[WARNING]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plusgate", "monitored", "no-budget", "no-policy", "all-else"})
  void everyObjectIsWhatTheApiTakes(String release) {
    var objects = rendered("ours", release);

    PodRules.assertLeastPrivilege(only(objects, "Deployment"));
    PodRules.assertSecretsAreFiles(only(objects, "Deployment"));
    PodRules.assertDrainIsNotCut(only(objects, "Deployment"));
    PodRules.assertProbesAskTheAdminSide(only(objects, "Deployment"));
    var labels = only(objects, "Deployment").at("/spec/template/metadata/labels");
    for (var object : objects) {
      selector(object)
          .properties()
          .forEach(label -> assertThat(labels.path(label.getKey())).isEqualTo(label.getValue()));
    }
  }

  /** What one says of the pods and of who may reach them, the other says too. */
  @ParameterizedTest
  @CsvSource({
    "deployment,Deployment,/spec/strategy",
    "deployment,Deployment,/spec/replicas",
    "deployment,Deployment,/spec/template/spec/securityContext",
    "deployment,Deployment,/spec/template/spec/terminationGracePeriodSeconds",
    "deployment,Deployment,/spec/template/spec/containers/0/ports",
    "deployment,Deployment,/spec/template/spec/containers/0/lifecycle",
    "deployment,Deployment,/spec/template/spec/containers/0/startupProbe",
    "deployment,Deployment,/spec/template/spec/containers/0/readinessProbe",
    "deployment,Deployment,/spec/template/spec/containers/0/livenessProbe",
    "deployment,Deployment,/spec/template/spec/containers/0/resources",
    "deployment,Deployment,/spec/template/spec/containers/0/securityContext",
    "networkpolicy,NetworkPolicy,/spec/ingress",
    "networkpolicy,NetworkPolicy,/spec/egress",
    "networkpolicy,NetworkPolicy,/spec/policyTypes",
    "pdb,PodDisruptionBudget,/spec/maxUnavailable",
    "service,Service,/spec/ports",
    "servicemonitor,ServiceMonitor,/spec/endpoints"
  })
  void theChartSaysWhatTheManifestsSay(String file, String kind, String place) {
    var theirs =
        KubernetesObjects.read(RuleFiles.read(BASE.resolve("standalone/" + file + ".yaml")));

    var ours = only(rendered("ours", "monitored"), kind).at(place);

    assertThat(ours.isMissingNode()).isFalse();
    assertThat(ours).isEqualTo(only(theirs, kind).at(place));
  }

  @Test
  void itsConfigurationsAreThoseOfTheManifests() {
    for (String base : List.of("standalone", "sidecar")) {
      assertThat(CHART.resolve("files/gateway-" + base + ".yaml"))
          .hasSameTextualContentAs(BASE.resolve(base).resolve("gateway.yaml"));
    }
    assertThat(config("plusgate", "gateway.yaml")).contains("type: postgresql");
    assertThat(config("sidecar", "gateway.yaml")).contains("type: embedded");
    assertThat(config("own-config", "gateway.yaml")).isEqualToIgnoringWhitespace("role: ACQP");
    assertThat(config("plusgate", "PLUSGATE_PARTNER_ID")).isEqualTo("1022188000000000001");
  }

  @Test
  void eachSwitchTurnsItsObjectOnOrOff() {
    var all = rendered("ours", "monitored");
    assertThat(kinds(all))
        .contains("ServiceMonitor", "PodDisruptionBudget", "NetworkPolicy", "ServiceAccount");
    assertThat(kinds(rendered("ours", "plusgate"))).doesNotContain("ServiceMonitor");
    assertThat(kinds(rendered("ours", "no-budget"))).doesNotContain("PodDisruptionBudget");
    assertThat(kinds(rendered("ours", "no-policy"))).doesNotContain("NetworkPolicy");
    assertThat(kinds(rendered("ours", "sidecar"))).containsOnly("ConfigMap");
    var pod = only(rendered("ours", "all-else"), "Deployment").at("/spec/template/spec");
    assertThat(pod.at("/containers/0/image").asText()).contains("plusgate@sha256:abab");
    assertThat(pod.at("/volumes").toString()).contains("\"secretName\":\"other\"");
    assertThat(pod.at("/topologySpreadConstraints/0/whenUnsatisfiable").asText())
        .isEqualTo("DoNotSchedule");
    assertThat(pod.at("/nodeSelector/disk").asText()).isEqualTo("fast");
    assertThat(pod.at("/imagePullSecrets/0/name").asText()).isEqualTo("registry");
  }

  /** A release of any name beside another one: no two share a name or a pod. */
  @Test
  void twoReleasesDoNotMeet() {
    var one = rendered("ours", "plusgate");
    var other = rendered("ours", "all-else");

    assertThat(names(one)).contains("Deployment plusgate", "Service plusgate-alipay-plus");
    assertThat(names(other))
        .contains("Deployment all-else-plusgate")
        .doesNotContainAnyElementsOf(names(one));
    assertThat(selector(only(one, "Deployment"))).isNotEqualTo(selector(only(other, "Deployment")));
  }

  @Test
  void anotherChartTakesTheSidecar() {
    var objects = rendered("shop", "mine");
    var pod = only(objects, "StatefulSet").at("/spec/template/spec");

    PodRules.assertLeastPrivilege(only(objects, "StatefulSet"));
    PodRules.assertSecretsAreFiles(only(objects, "StatefulSet"));
    PodRules.assertDrainIsNotCut(only(objects, "StatefulSet"));
    PodRules.assertProbesAskTheAdminSide(only(objects, "StatefulSet"));
    assertThat(pod.at("/initContainers/0/restartPolicy").asText()).isEqualTo("Always");
    assertThat(pod.at("/initContainers/0/volumeMounts").toString()).contains("/var/lib/plusgate");
    assertThat(names(objects)).contains("ConfigMap mine-plusgate-config");
    assertThat(pod.at("/volumes").toString()).contains("mine-plusgate-config");
  }

  @ParameterizedTest
  @CsvSource({
    "empty,client.clientId",
    "misspelt,replica",
    "number,client.partnerId",
    "latest,image.tag"
  })
  void refusesWhatCanNotBeMeantAndNamesIt(String release, String named) {
    assertThat(read("ours/" + release + ".err")).contains(named);
  }

  private static List<JsonNode> rendered(String chart, String release) {
    return KubernetesObjects.read(read(chart + "/" + release + ".out"));
  }

  private static String config(String release, String key) {
    return rendered("ours", release).stream()
        .filter(object -> object.path("data").has(key))
        .map(map -> map.path("data").path(key).asText())
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode only(List<JsonNode> objects, String kind) {
    return objects.stream()
        .filter(object -> object.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode selector(JsonNode object) {
    return switch (object.path("kind").asText()) {
      case "Service" -> object.at("/spec/selector");
      case "NetworkPolicy" -> object.at("/spec/podSelector/matchLabels");
      default -> object.at("/spec/selector/matchLabels");
    };
  }

  private static List<String> kinds(List<JsonNode> objects) {
    return objects.stream().map(object -> object.path("kind").asText()).toList();
  }

  private static List<String> names(List<JsonNode> objects) {
    return objects.stream()
        .map(object -> object.path("kind").asText() + " " + object.at("/metadata/name").asText())
        .toList();
  }

  private static void cases(String name, Map<String, String> values) throws IOException {
    Path cases = Files.createDirectories(folder.resolve(name));
    for (var one : values.entrySet()) {
      Files.writeString(cases.resolve(one.getKey() + ".yaml"), one.getValue());
    }
  }

  /** Without the oldest cluster it is for: the library believes it speaks to Kubernetes 1.20. */
  private static void copy(Path chart, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(chart)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(chart.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, Files.readString(file).replaceAll("(?m)^kubeVersion:.*$", ""));
      }
    }
  }

  private static String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
