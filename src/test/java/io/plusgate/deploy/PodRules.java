package io.plusgate.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What holds for every pod of ours: the least it can run with, and a drain that is not cut. */
final class PodRules {
  /** {@code Foreground}'s longest drain. */
  private static final int LONGEST_DRAIN = 60;

  private PodRules() {}

  static void assertLeastPrivilege(JsonNode workload) {
    var pod = workload.at("/spec/template/spec");
    assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    for (String door : List.of("hostNetwork", "hostPID", "hostIPC")) {
      assertThat(pod.has(door)).as(door).isFalse();
    }
    for (var container : containers(pod)) {
      var locked = container.path("securityContext");
      assertThat(locked.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(locked.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(locked.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
      assertThat(locked.has("privileged")).isFalse();
      assertThat(container.at("/resources/limits/memory").asText()).endsWith("Mi");
      assertThat(container.path("image").asText()).doesNotEndWith(":latest").contains(":");
    }
  }

  /** A secret is a file for its owner only; none is in the environment. */
  static void assertSecretsAreFiles(JsonNode workload) {
    for (var volume : workload.at("/spec/template/spec/volumes")) {
      if (volume.has("secret")) {
        assertThat(volume.at("/secret/defaultMode").asInt()).isEqualTo(0400);
      }
    }
    assertThat(workload.toString()).doesNotContain("secretKeyRef", "secretRef");
  }

  static void assertDrainIsNotCut(JsonNode workload) {
    var pod = workload.at("/spec/template/spec");
    int before = gateway(pod).at("/lifecycle/preStop/sleep/seconds").asInt();
    assertThat(pod.path("terminationGracePeriodSeconds").asInt())
        .isGreaterThan(LONGEST_DRAIN + before);
  }

  /**
   * Every probe asks the admin listener's port, one of the three paths, over TLS as it is set up.
   */
  static void assertProbesAskTheAdminSide(JsonNode workload) {
    var gateway = gateway(workload.at("/spec/template/spec"));
    assertThat(gateway.at("/startupProbe/httpGet/path").asText()).isEqualTo("/startupz");
    assertThat(gateway.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/readyz");
    assertThat(gateway.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/livez");
    for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      assertThat(gateway.path(probe).at("/httpGet/port").asText()).isEqualTo("admin");
      assertThat(gateway.path(probe).at("/httpGet/scheme").asText()).isEqualTo("HTTPS");
    }
  }

  static JsonNode gateway(JsonNode pod) {
    return containers(pod).stream()
        .filter(container -> container.path("name").asText().equals("plusgate"))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> containers(JsonNode pod) {
    var all = new ArrayList<JsonNode>();
    for (String kind : List.of("initContainers", "containers")) {
      StreamSupport.stream(pod.path(kind).spliterator(), false).forEach(all::add);
    }
    assertThat(all).isNotEmpty();
    return all;
  }
}
