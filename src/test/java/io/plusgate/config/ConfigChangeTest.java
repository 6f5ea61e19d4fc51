package io.plusgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a changed file changes in a running gateway, and what it says waits for a restart. */
class ConfigChangeTest {
  @TempDir private Path temporary;
  private ConfigFolder folder;
  private GatewayConfig inForce;

  @BeforeEach
  void load() {
    folder = ConfigFolder.in(temporary);
    inForce = folder.loaded(Yaml.SMALLEST);
  }

  @Test
  void findsNothingWhereNothingChanged() {
    var change = ConfigChange.between(inForce, folder.loaded("# said anew\n" + Yaml.SMALLEST));

    assertThat(change).isEqualTo(ConfigChange.between(inForce, inForce));
    assertThat(change.changed()).isEmpty();
    assertThat(change.needsRestart()).isEmpty();
  }

  @Test
  void seesAnotherContentOfAFileUnderItsOldName() {
    folder.write("certs/alipayplus-public.pem", "another key", "rw-r--r--");

    var change = ConfigChange.between(inForce, folder.loaded(Yaml.SMALLEST));

    assertThat(change.changed()).containsExactly("clients[0].alipayPlus.publicKeys[0].file");
  }

  @Test
  void takesWhatARunningGatewayCanChange() {
    var read = folder.loaded(Yaml.plus("deadlines: { pay: 3s }\nlimits: { bodyBytes: 64KiB }\n"));

    var change = ConfigChange.between(inForce, read);

    assertThat(change.next()).isEqualTo(read);
    assertThat(change.changed()).containsExactly("deadlines.byApi.pay", "limits.bodyBytes");
    assertThat(change.needsRestart()).isEmpty();
  }

  @Test
  void keepsAndNamesWhatBelongsToTheStart() {
    String yaml =
        Yaml.plus(
            """
            store: { type: embedded, path: elsewhere }
            limits: { idleTimeout: 9s, waiters: 7 }
            log: { format: text, level: debug }
            tracing: { ratio: 0.5 }
            """);
    String moved = yaml.replace("listeners:\n", "listeners:\n  backend: { port: 8081 }\n");

    var change = ConfigChange.between(inForce, folder.loaded(moved));

    assertThat(change.needsRestart())
        .containsExactly(
            "limits.idleTimeout",
            "listeners.backend.port",
            "log.format",
            "store.engine.path",
            "tracing.ratio");
    assertThat(change.changed()).containsExactly("limits.waiters", "log.level");
    assertThat(change.next().limits().idleTimeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(change.next().limits().waiters()).isEqualTo(7);
  }

  @Test
  void takesANewCertificateButNoOtherKindOfDoor() {
    folder.write("certs/server.crt", "another certificate", "rw-r--r--");
    String admin = "  admin: { token: { file: certs/admin-token } }\n";
    String yaml = Yaml.SMALLEST.replace("listeners:\n", "listeners:\n" + admin);

    var change = ConfigChange.between(inForce, folder.loaded(yaml));

    assertThat(change.changed()).containsExactly("listeners.alipayPlus.tls.certificate");
    assertThat(change.needsRestart()).containsExactly("listeners.admin.token");
  }

  @Test
  void saysThatAnotherRoleCanNotBeTaken() {
    String mpp =
        Yaml.SMALLEST
            .replace("role: ACQP", "role: MPP")
            .replace("/a/notifyPayment, api: notifyPayment", "/a/pay, api: pay");
    var read = folder.loaded(mpp);

    assertThatThrownBy(() -> ConfigChange.between(inForce, read))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("backend.routes[0].api");
  }
}
