package io.plusgate.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.plusgate.config.RouteConfig;
import io.plusgate.protocol.Role;
import io.plusgate.signature.KeyReader;
import io.plusgate.signature.RsaKeyPairs;
import io.plusgate.signature.SelfSignedCertificate;
import io.plusgate.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what {@code init} promises: configuration, keys, certificate. */
final class InitFiles {
  private static final String SAMPLE_CLIENT = "SANDBOX_5YC47N2ZQHJ004124";
  private static final Duration A_YEAR = Duration.ofDays(365);

  private final Path folder;
  private final List<Path> files = new ArrayList<>();

  /** What was written, our public key, and what a person has to do now. */
  record Written(List<Path> files, String publicKey, String fingerprint, List<String> nextSteps) {
    Written {
      files = List.copyOf(files);
      nextSteps = List.copyOf(nextSteps);
    }
  }

  private InitFiles(Path folder) {
    this.folder = folder;
  }

  static Written write(Path folder, InitPlan plan, Optional<CommunityTemplate> community) {
    return new InitFiles(folder).write(plan, community);
  }

  static Written sample(Path folder, int bits) {
    return new InitFiles(folder).sample(bits);
  }

  private Written write(InitPlan plan, Optional<CommunityTemplate> community) {
    String certs = "certs/" + plan.environment() + "/";
    String config = "conf/" + plan.environment() + ".yaml";
    refuseExisting(config, certs + "partner-private.pem", certs + "server.key");
    var key =
        community
            .flatMap(CommunityTemplate::privateKey)
            .map(pem -> KeyReader.privateKey(pem.getBytes(StandardCharsets.UTF_8)))
            .orElseGet(() -> newKey(plan.bits()));
    keys(certs + "partner", key);
    certificate(certs);
    Optional<String> theirs = community.flatMap(CommunityTemplate::alipayPlusPublicKey);
    theirs.ifPresent(pem -> open(certs + "alipayplus-public.pem", pem + "\n"));
    var template =
        InitTemplate.gateway(plan.role())
            .replace(SAMPLE_CLIENT, plan.clientId())
            .set("clientId", InitTemplate.quoted(plan.clientId()))
            .set("environment", plan.environment())
            .set("partnerId", InitTemplate.quoted(plan.partnerId()))
            .replace("certs/wallet-private", "certs/partner-private")
            .replace("certs/", certs);
    plan.baseUrl().ifPresent(url -> template.set("baseUrl", InitTemplate.quoted(url)));
    template.replace("  path: data\n", "  path: data/" + plan.environment() + "\n");
    routes(plan, community).ifPresent(template::routes);
    open(config, template.text());
    reports();
    return written(key, steps(plan, config, certs, theirs.isPresent()));
  }

  private static Optional<List<RouteConfig>> routes(
      InitPlan plan, Optional<CommunityTemplate> community) {
    Optional<List<RouteConfig>> imported =
        community.map(file -> file.routes(plan.role())).filter(routes -> !routes.isEmpty());
    return imported.or(
        () -> plan.role() == Role.ACQP ? Optional.of(plan.routes()) : Optional.empty());
  }

  private static List<String> steps(
      InitPlan plan, String config, String certs, boolean haveTheirs) {
    var steps = new ArrayList<String>();
    steps.add("Developer Center: enter the public key above for " + plan.clientId());
    if (!haveTheirs) {
      steps.add(
          "Developer Center: save Alipay+'s public key as " + certs + "alipayplus-public.pem");
    }
    steps.add("Developer Center: enter the public addresses of the routes in " + config);
    if (plan.baseUrl().isEmpty()) {
      steps.add("set alipayPlus.baseUrl in " + config + " to the address Developer Center shows");
    }
    steps.add(
        certs
            + "server.crt vouches for itself: put a real certificate there, or end TLS"
            + " in front of the gateway");
    steps.add("then: plusgate config check " + config);
    return steps;
  }

  private Written sample(int bits) {
    refuseExisting(
        "conf/gateway.yaml",
        "conf/simulator.yaml",
        "certs/partner-private.pem",
        "certs/server.key");
    SigningKey partner = newKey(bits);
    SigningKey simulator = newKey(bits);
    keys("certs/partner", partner);
    secret("certs/simulator-private.pem", RsaKeyPairs.pem(simulator.privateKey()));
    open("certs/alipayplus-public.pem", RsaKeyPairs.pem(simulator.publicKey()));
    certificate("certs/");
    String alipayPlus = "http://127.0.0.1:${PLUSGATE_SIMULATOR_PORT:7070}";
    open(
        "conf/gateway.yaml",
        InitTemplate.gateway(Role.ACQP)
            .set("baseUrl", alipayPlus)
            .replace("    host: 0.0.0.0\n", "    host: 127.0.0.1\n")
            .replace("  format: json\n", "  format: text\n")
            .replace("    port: 8080\n", "    port: ${PLUSGATE_BACKEND_PORT:8080}\n")
            .replace("    port: 8443\n", "    port: ${PLUSGATE_ALIPAYPLUS_PORT:8443}\n")
            .replace("    port: 9090\n", "    port: ${PLUSGATE_ADMIN_PORT:9090}\n")
            .replace("http://127.0.0.1:9000", "http://127.0.0.1:${PLUSGATE_SHOP_PORT:9000}")
            .text());
    open("conf/simulator.yaml", sampleSimulator());
    reports();
    return written(
        partner,
        List.of(
            "plusgate simulator &      the simulated Alipay+",
            "plusgate run &            the gateway",
            "plusgate listen           shows what a payment backend would get"));
  }

  private static String sampleSimulator() {
    return InitTemplate.simulator()
        .replace("\nport: 7070\n", "\nport: ${PLUSGATE_SIMULATOR_PORT:7070}\n")
        .replace("\ncontrolPort: 7071\n", "\ncontrolPort: ${PLUSGATE_CONTROL_PORT:7071}\n")
        .replace("#trustedCertificate:", "trustedCertificate:")
        .section(
            "clients:",
            String.join(
                "\n",
                "clients:",
                "  # As in the gateway's configuration.",
                "  - clientId: " + SAMPLE_CLIENT,
                "    role: ACQP",
                "    partnerPublicKey: certs/partner-public.pem",
                "    alipayPlusPrivateKey: certs/simulator-private.pem",
                "    keyVersion: 1",
                "    notifyUrl: https://127.0.0.1:${PLUSGATE_ALIPAYPLUS_PORT:8443}"
                    + "/alipayplus/notifyPayment",
                ""))
        .text();
  }

  private Written written(SigningKey key, List<String> steps) {
    return new Written(files, RsaKeyPairs.oneLine(key.publicKey()), key.fingerprint(), steps);
  }

  private static SigningKey newKey(int bits) {
    String pem = RsaKeyPairs.pem(RsaKeyPairs.generate(bits).getPrivate());
    return KeyReader.privateKey(pem.getBytes(US_ASCII));
  }

  private void keys(String name, SigningKey key) {
    secret(name + "-private.pem", RsaKeyPairs.pem(key.privateKey()));
    open(name + "-public.pem", RsaKeyPairs.pem(key.publicKey()));
  }

  private void certificate(String certs) {
    var now = Clock.systemUTC().instant();
    var tls = SelfSignedCertificate.of(List.of("localhost", "127.0.0.1"), now, A_YEAR);
    open(certs + "server.crt", new String(tls.certificatePem(), US_ASCII));
    secret(certs + "server.key", new String(tls.privateKeyPem(), US_ASCII));
  }

  /** Before the first byte is written, so that nothing is left half done. */
  private void refuseExisting(String... names) {
    for (String name : names) {
      if (Files.exists(folder.resolve(name))) {
        throw ExitException.usage(
            folder.resolve(name)
                + ": it exists already (expected: a new folder; nothing was"
                + " written)");
      }
    }
  }

  /** Of all environments, so that the second one finds them there. */
  private void reports() {
    for (String name : List.of("two-section.yaml", "ledger.yaml")) {
      String file = "conf/reports/" + name;
      if (Files.notExists(folder.resolve(file))) {
        open(file, InitTemplate.reports(name).text());
      }
    }
  }

  private void secret(String name, String text) {
    NewFile.secret(added(name), text);
  }

  private void open(String name, String text) {
    NewFile.open(added(name), text);
  }

  private Path added(String name) {
    Path file = folder.resolve(name).normalize();
    files.add(file);
    return file;
  }
}
