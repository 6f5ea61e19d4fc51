package io.plusgate.config;

import io.plusgate.config.StoreConfig.Embedded;
import io.plusgate.config.StoreConfig.PostgreSql;
import io.plusgate.config.StoreConfig.Tls;
import io.plusgate.config.StoreConfig.WhenDown;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Reads {@code store}: where the gateway remembers. */
final class StoreSection {
  private static final Path DEFAULT_PATH = Path.of(Embedded.DEFAULT_PATH);
  private static final List<String> OF_EMBEDDED = List.of("path");
  private static final List<String> OF_POSTGRESQL =
      List.of("uri", "passwordFile", "poolSize", "tls", "trustCertificates", "lease");

  private static final URI NO_URI = URI.create("postgresql://nobody@127.0.0.1/none");

  private StoreSection() {}

  static StoreConfig read(Section section) {
    var type = section.choice("type", Type.values(), Type.EMBEDDED);
    var keepPayloads = section.duration("keepPayloads", StoreConfig.DEFAULT_KEEP_PAYLOADS);
    var whenDown = section.choice("whenDown", WhenDown.values(), StoreConfig.DEFAULT_WHEN_DOWN);
    var path = section.path("path", DEFAULT_PATH);
    // Both engines' keys are known whichever is chosen, so that a mixture is named as one.
    var postgreSql = postgreSql(section);
    var engine =
        switch (type) {
          case EMBEDDED -> {
            section.notBeside("type: embedded", OF_POSTGRESQL);
            yield new Embedded(path);
          }
          case POSTGRESQL -> {
            section.notBeside("type: postgresql", OF_EMBEDDED);
            yield section.make(postgreSql, () -> new Embedded(path));
          }
        };
    return section.build(
        () -> new StoreConfig(engine, keepPayloads, whenDown),
        () -> StoreConfig.of(new Embedded(path)));
  }

  private static Supplier<StoreConfig.Engine> postgreSql(Section section) {
    var uri = section.optionalUrl("uri");
    var password = section.secretFile("passwordFile");
    var poolSize = section.number("poolSize", PostgreSql.DEFAULT_POOL_SIZE);
    var tls = section.optionalChoice("tls", Tls.values(), "");
    var trust = section.optionalCertificate("trustCertificates");
    var lease = section.duration("lease", PostgreSql.DEFAULT_LEASE);
    return () -> {
      var server =
          uri.orElseGet(
              () -> section.missing("uri", "postgresql://user@host:port/database", NO_URI));
      var security = tls.orElseGet(() -> PostgreSql.defaultTls(server));
      return new PostgreSql(server, password, poolSize, security, trust, lease);
    };
  }

  /** The engines by their names in the configuration. */
  private enum Type {
    EMBEDDED,
    POSTGRESQL
  }
}
