package io.plusgate.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads manifests against the Kubernetes API's own types: a field that a type does not have, or a
 * value of the wrong kind, is an error. Of a custom resource nothing but its being YAML is known
 * here.
 */
final class KubernetesObjects {
  private static final Map<String, Class<? extends HasMetadata>> TYPES =
      Map.of(
          "v1/ConfigMap", ConfigMap.class,
          "v1/Service", Service.class,
          "v1/ServiceAccount", ServiceAccount.class,
          "apps/v1/Deployment", Deployment.class,
          "apps/v1/StatefulSet", StatefulSet.class,
          "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
          "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

  private static final String CUSTOM = "monitoring.coreos.com/v1/ServiceMonitor";

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(new NothingAdditional())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private KubernetesObjects() {}

  /** Every document of a text, each held against its type. */
  static List<JsonNode> read(String yaml) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    var objects = new ArrayList<JsonNode>();
    for (Object document : new Yaml(new SafeConstructor(options)).loadAll(yaml)) {
      if (document != null) {
        objects.add(checked(STRICT.valueToTree(document)));
      }
    }
    return objects;
  }

  private static JsonNode checked(JsonNode object) {
    String type = object.path("apiVersion").asText() + "/" + object.path("kind").asText();
    if (type.equals(CUSTOM)) {
      return object;
    }
    var known = TYPES.get(type);
    if (known == null) {
      throw new AssertionError(type + " (expected: one of " + TYPES.keySet() + ")");
    }
    try {
      if (STRICT.treeToValue(object, known).getMetadata().getName().isBlank()) {
        throw new AssertionError(type + " has no name");
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException wrong) {
      throw new AssertionError(type + ": " + wrong.getMessage(), wrong);
    }
    return object;
  }

  /** The types keep what they don't know in a map of their own; here it is to be a mistake. */
  private static final class NothingAdditional extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated member) {
      return false;
    }
  }
}
