package io.plusgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret in the wrong place of a configuration: it is refused, and never repeated. */
class CanaryErrorsTest {
  private static final String CANARY = "canary-wyGvZ8gFq3";
  private static final String PEM =
      "-----BEGIN PRIVATE KEY-----\\n" + CANARY + "/abc\\n-----END PRIVATE KEY-----";

  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "certs/partner-private.pem => " + CANARY,
        "certs/partner-private.pem => \"" + PEM + "\"",
        "certs/partner-private.pem => MIIEvQIBADANBg/" + CANARY + "/kqhkiG9w0BAQEF",
        "certs/partner-private.pem => { pem: " + CANARY + " }",
        "certs/partner-private.pem => [ " + CANARY + " ]",
        "certs/server.key => " + CANARY,
        "certs/alipayplus-public.pem => " + CANARY,
        "    privateKey: => \n    agentToken: " + CANARY + "\n    privateKey:",
        "    privateKey: => \n    agentToken: { file: " + CANARY + " }\n    privateKey:",
        "    privateKey: => \n    agentToken: { token: " + CANARY + " }\n    privateKey:",
        "    privateKey: => \n    privateKeyPasswordFile: " + CANARY + "\n    privateKey:",
        "    privateKey: => \n    privateKeyPassword: " + CANARY + "\n    privateKey:",
        "listeners: => listeners:\n  admin: { token: " + CANARY + " }",
        "listeners: => listeners:\n  admin: { token: \"file: " + CANARY + "\" }",
        "listeners: => listeners:\n  backend: { token: [ " + CANARY + " ] }",
        "backend: => backend:\n  webhookSecret: whsec_" + CANARY,
        "backend: => backend:\n  webhookSecret: { file: whsec_" + CANARY + " }",
        "backend: => store: { type: postgresql, uri: \"postgresql://u:"
            + CANARY
            + "@h/x\" }\nbackend:",
        "backend: => store: { type: postgresql, uri: \"postgresql://u@h/x?password="
            + CANARY
            + "\" }\nbackend:",
        "backend: => store: { type: postgresql, uri: \"mysql://u:" + CANARY + "@h/x\" }\nbackend:",
        "backend: => store: { type: postgresql, uri: \"postgresql://u@h/x\", passwordFile: "
            + CANARY
            + " }\nbackend:",
        "backend: => store: { type: postgresql, uri: \"postgresql://u@h/x\", password: "
            + CANARY
            + " }\nbackend:",
        "https://open-sea-global => https://" + CANARY + "@open-sea-global",
        "https://open-sea-global.alipayplus.com => https://h/?key=" + CANARY,
        "https://open-sea-global.alipayplus.com => \"https://h/#" + CANARY + "\"",
        "https://open-sea-global.alipayplus.com => \"https://h h/" + CANARY + "\"",
        "http://127.0.0.1:9000 => http://u:" + CANARY + "@127.0.0.1:9000",
        "http://127.0.0.1:9000 => ftp://u:" + CANARY + "@127.0.0.1:9000?x=" + CANARY,
        "backend: => tracing: { otlp: \"https://u:" + CANARY + "@collector\" }\nbackend:",
        "backend: => tracing: { otlp: \"https://collector/?token=" + CANARY + "\" }\nbackend:",
        "backend: => log: { level: ${SECRET} }\nbackend:",
        "backend: => limits: { bodyBytes: ${SECRET}MiB }\nbackend:",
        "backend: => inbound: { clockSkew: \"${SECRET}\" }\nbackend:",
        "clientId: SANDBOX_1 => clientId: \"${SECRET} with a blank\"",
        "certs/partner-private.pem => ${SECRET}",
        "certs/partner-private.pem => ${NOT_SET}",
        "certs/partner-private.pem => \"${SECRET\"",
        "/a/notifyPayment => \"/${SECRET}/../x\"",
        "backend: => token: *" + CANARY + "\nbackend:",
        "backend: => token: !" + CANARY + " x\nbackend:",
        "backend: => token: @" + CANARY + "\nbackend:",
        "backend: => token: \"" + CANARY + "\nbackend:",
        "backend: => token: " + CANARY + ": x: y\nbackend:",
        "backend: => %" + CANARY + "\nbackend:",
        "backend: => token: \"\\q" + CANARY + "\"\nbackend:",
      })
  void isNeverRepeatedByTheErrorThatRefusesIt(String mistake) {
    String[] parts = mistake.split(" => ", 2);
    var folder = ConfigFolder.in(temporary);
    folder.write("gateway.yaml", Yaml.with(parts[0], parts[1]), "rw-r--r--");

    var problems =
        ConfigFolder.problems(
            folder.reader(Map.of("SECRET", CANARY)).gateway(Path.of("gateway.yaml")));

    assertThat(problems).isNotEmpty();
    assertThat(problems).noneMatch(problem -> problem.contains(CANARY));
  }

  /** The path is what a person has to see, where it is plain that it is one. */
  @Test
  void aPathThatLeadsNowhereIsStillNamed() {
    var problems =
        ConfigFolder.in(temporary)
            .problems(Yaml.with("certs/partner-private.pem", "certs/partner-privat.pem"));

    assertThat(problems).singleElement().asString().contains("certs/partner-privat.pem");
  }

  @Test
  void whatStandsInItsFileIsInNoErrorEither() {
    var folder = ConfigFolder.in(temporary);
    for (String name : List.of("admin-token", "webhook-secret", "agent-token")) {
      folder.write("certs/" + name, "first\n" + CANARY, "rw-------");
    }
    folder.write("certs/partner-private.pem", "PUBLIC KEY-----" + CANARY, "rw-------");
    folder.write("certs/server.key", CANARY, "rw-r--r--");
    folder.write("certs/backend-token", "canary", "rw-------");
    String yaml =
        Yaml.with(
                "listeners:",
                "listeners:\n  admin: { token: { file: certs/admin-token } }\n"
                    + "  backend: { token: { file: certs/backend-token } }")
            .replace(
                "backend:\n  baseUrl",
                "backend:\n  webhookSecret: { file: certs/webhook-secret }\n  baseUrl")
            .replace(
                "    privateKey:", "    agentToken: { file: certs/agent-token }\n    privateKey:");

    var problems = folder.problems(yaml);

    assertThat(problems).hasSize(6).noneMatch(problem -> problem.contains("canary"));
  }
}
