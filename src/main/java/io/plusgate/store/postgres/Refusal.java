package io.plusgate.store.postgres;

import io.plusgate.config.StoreConfig.PostgreSql;
import io.plusgate.config.StoreConfig.Tls;
import io.plusgate.store.StoreRefusedException;
import io.vertx.pgclient.PgException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why a database can not be used as it is configured: waiting would not mend it, a person must. */
final class Refusal {
  /** What the client says of a server that answers "no" to the question for TLS. */
  private static final String NO_TLS = "does not handle SSL";

  private Refusal() {}

  /** Which key is wrong and what would be right; or, when it may well mend itself, what is told. */
  static Throwable of(Throwable failed, PostgreSql config) {
    return words(failed, config)
        .<Throwable>map(words -> new StoreRefusedException(words, failed))
        .orElseGet(() -> Trouble.told(failed));
  }

  private static Optional<String> words(Throwable failed, PostgreSql config) {
    if (failed instanceof PgException refused) {
      String state = String.valueOf(refused.getSqlState());
      return rule(state, config)
          .map(rule -> rule.key + ": " + refused.getErrorMessage() + " [" + state + "] " + rule);
    }
    if (failed instanceof IllegalArgumentException && isAboutPassword(failed)) {
      return Optional.of("store.passwordFile: no password " + rule("28P01", config).orElseThrow());
    }
    return config.tls() == Tls.VERIFY ? tls(failed, config) : Optional.empty();
  }

  /** The client does not even try SCRAM with an empty one. */
  private static boolean isAboutPassword(Throwable failed) {
    return String.valueOf(failed.getMessage()).contains("'password'");
  }

  private static Optional<Rule> rule(String state, PostgreSql config) {
    String user = config.uri().getUserInfo();
    String database = config.uri().getPath().substring(1);
    return Optional.ofNullable(
        switch (state) {
          case "28P01" ->
              new Rule(
                  "store.passwordFile",
                  config
                      .password()
                      .map(file -> "the password of " + user + " in " + file)
                      .orElse("a file with the password of " + user));
          case "28000" ->
              new Rule(
                  "store.uri",
                  "a user that the server's pg_hba.conf lets in from here"
                      + (config.tls() == Tls.OFF ? ", maybe with tls: verify" : ""));
          case "3D000" ->
              new Rule("store.uri", "a database; CREATE DATABASE " + database + " makes it");
          case "42501" ->
              new Rule(
                  "store.uri",
                  "a user that may make tables; GRANT CREATE ON DATABASE "
                      + database
                      + " TO "
                      + user
                      + ", or the tables of this version made by another");
          default -> null;
        });
  }

  private static Optional<String> tls(Throwable failed, PostgreSql config) {
    if (String.valueOf(failed.getMessage()).contains(NO_TLS)) {
      return Optional.of("store.tls: verify (expected: off; this server does not speak TLS)");
    }
    String trusted =
        config.trustCertificates().map(Object::toString).orElse("the system's authorities");
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException || isHandshake(cause)) {
        return Optional.of(
            "store.trustCertificates: "
                + deepest(failed)
                + " (expected: a server certificate for "
                + config.uri().getHost()
                + " that "
                + trusted
                + " vouches for)");
      }
    }
    return Optional.empty();
  }

  private static boolean isHandshake(Throwable cause) {
    return String.valueOf(cause.getMessage()).contains("SSL handshake failed");
  }

  /** Java says what is wrong with a certificate in the last of its causes. */
  private static String deepest(Throwable failed) {
    Throwable last = failed;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage());
  }

  /** The key that is wrong, and what would be right. */
  private record Rule(String key, String expected) {
    @Override
    public String toString() {
      return "(expected: " + expected + ")";
    }
  }
}
