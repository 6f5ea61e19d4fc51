package io.plusgate.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are files, and nothing of ours repeats what is in them. */
class SecretsTest {
  @TempDir private Path temporary;

  @Test
  void showsThePathOfAKeyAndNeverWhatIsInIt() {
    var key = new KeyFile(Path.of("certs/key.pem"), "geheim".getBytes(UTF_8));
    var secret = new SecretFile(Path.of("certs/token"), "geheim".getBytes(UTF_8));

    assertThat(key).hasToString("certs/key.pem");
    assertThat(secret).hasToString("certs/token");
  }

  @Test
  void showsNoSecretInAWholeConfiguration() {
    String yaml =
        Yaml.with("listeners:", "listeners:\n  admin: { token: { file: certs/admin-token } }");

    var config = ConfigFolder.in(temporary).loaded(yaml);

    assertThat(config.toString()).contains("admin-token").doesNotContain("what admin-token holds");
    assertThat(config.listeners().admin().token().map(SecretFile::text))
        .isEqualTo(Optional.of("what admin-token holds"));
  }

  @Test
  void handsOutCopiesOfAKey() {
    byte[] content = "key".getBytes(UTF_8);
    var key = new KeyFile(Path.of("key.pem"), content);

    Arrays.fill(content, (byte) 0);
    Arrays.fill(key.content(), (byte) 0);

    assertThat(key.content()).isEqualTo("key".getBytes(UTF_8));
  }

  @Test
  void comparesByContentSoThatAReloadSeesANewKey() {
    var path = Path.of("key.pem");

    assertThat(new KeyFile(path, new byte[] {1})).isEqualTo(new KeyFile(path, new byte[] {1}));
    assertThat(new KeyFile(path, new byte[] {1})).isNotEqualTo(new KeyFile(path, new byte[] {2}));
  }

  @Test
  void takesASecretWithoutTheLineEndThatEditorsAdd() {
    var secret = new SecretFile(Path.of("token"), "geheim\r\n".getBytes(UTF_8));

    assertThat(secret.text()).isEqualTo("geheim");
  }
}
