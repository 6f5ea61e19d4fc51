package io.plusgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who opens connections to others, and to whom: every way out of this program has its line. */
class EgressTest {
  /** What makes a connection, or something that does. */
  private static final Pattern WAY_OUT =
      Pattern.compile(
          "io\\.vertx\\.core\\.Vertx\\.(createHttpClient|httpClientBuilder|createWebSocketClient"
              + "|webSocketClientBuilder|createNetClient|createDatagramSocket|createDnsClient)"
              + "|io\\.vertx\\.ext\\.web\\.client\\.WebClient\\.\\w+"
              + "|io\\.vertx\\.pgclient\\.(PgBuilder\\.\\w+|PgConnection\\.connect)"
              + "|io\\.opentelemetry\\.exporter\\..*\\.builder"
              + "|java\\.net\\.http\\.HttpClient\\.(newHttpClient|newBuilder)"
              + "|java\\.net\\.(Socket|DatagramSocket|MulticastSocket)\\.<init>"
              + "|java\\.net\\.URL\\.(openConnection|openStream|getContent)"
              + "|java\\.net\\.InetAddress\\.(getAllByName|getByName|isReachable)"
              + "|java\\.nio\\.channels\\.\\w*(Socket|Datagram)Channel\\.open"
              + "|javax\\.net\\.(ssl\\.)?(SSL)?SocketFactory\\.createSocket"
              + "|java\\.sql\\.DriverManager\\.getConnection"
              + "|org\\.apache\\.sshd\\.client\\.SshClient\\.setUp\\w+"
              + "|java\\.lang\\.(ProcessBuilder\\.<init>|Runtime\\.exec)");

  /** Of the gateway itself: the key of the configuration that says where it goes. */
  private static final Map<String, String> GATEWAY =
      Map.of(
          "alipayplus.AlipayPlusClient", "clients[].alipayPlus.baseUrl and notifyHosts",
          "backend.BackendClient", "backend.baseUrl",
          "store.postgres.Connecting", "store.uri",
          "store.postgres.Watchers", "store.uri",
          "tracing.Collector", "tracing.otlp",
          "config.IpAddress", "nowhere: it reads numbers, and names never come to it");

  /** Of commands and of what stands in for others in tests and tours. */
  private static final Map<String, String> COMMANDS =
      Map.ofEntries(
          Map.entry("cli.TrustedHttp", "--admin, or listeners.admin"),
          Map.entry("cli.ListenCommand", "--forward"),
          Map.entry("cli.BooksCheck", "a command that a person types"),
          Map.entry("doctor.Wire", "what the configuration names"),
          Map.entry("doctor.BackendExam", "backend.baseUrl"),
          Map.entry("doctor.AlipayPlusExam", "clients[].alipayPlus.baseUrl"),
          Map.entry("reconcile.fetch.SftpFetch", "--server of reports fetch"),
          Map.entry("reconcile.run.JdbcLedger", "the ledger that a person names"),
          Map.entry("reconcile.book.ExceptionBook", "a file"),
          Map.entry("export.SqliteFile", "a file"),
          Map.entry("simulator.SimulatorVerticle", "the partner's URLs, of the simulator"),
          Map.entry("demo.Caller", "the tour's own gateways"),
          Map.entry("rehearse.AsBackend", "the rehearsed gateway"),
          Map.entry("rehearse.Trigger", "the rehearsed backend"),
          Map.entry("rehearse.Tap", "the rehearsed backend"),
          Map.entry("rehearse.sample.SampleShop", "the rehearsed gateway"),
          Map.entry("rehearse.sample.SampleWallet", "the rehearsed gateway"));

  private static final Set<String> REDIRECTS =
      Set.of("followRedirects", "setFollowRedirects", "setMaxRedirects", "redirectHandler");

  private static JavaClasses classes = new ClassFileImporter().importClasses();

  @BeforeAll
  static void readTheCompiledHouse() {
    classes = new ClassFileImporter().importPath(Path.of("target/classes"));
  }

  @Test
  void onlyTheNamedClassesOpenConnections() {
    var known = new TreeSet<>(GATEWAY.keySet());
    known.addAll(COMMANDS.keySet());

    assertThat(waysOut().keySet()).isEqualTo(known);
  }

  @Test
  void nobodyFollowsARedirect() {
    var followers = new TreeSet<String>();

    classes.forEach(
        type ->
            type.getMethodCallsFromSelf().stream()
                .filter(call -> REDIRECTS.contains(call.getName()))
                .forEach(call -> followers.add(shortName(type))));

    assertThat(followers)
        .as("classes that say anything about redirects; RedirectsTest shows what they say")
        .containsExactly("alipayplus.AlipayPlusClient", "backend.BackendClient", "cli.TrustedHttp");
  }

  private static Map<String, Set<String>> waysOut() {
    Map<String, Set<String>> found = new TreeMap<>();
    for (JavaClass type : classes) {
      for (JavaAccess<?> access : type.getAccessesFromSelf()) {
        String target = access.getTargetOwner().getName() + "." + access.getName();
        if (WAY_OUT.matcher(target).matches()) {
          found.computeIfAbsent(shortName(type), none -> new TreeSet<>()).add(target);
        }
      }
    }
    return found;
  }

  private static String shortName(JavaClass type) {
    return type.getName().replaceFirst("^io\\.plusgate\\.", "").replaceFirst("\\$.*", "");
  }
}
