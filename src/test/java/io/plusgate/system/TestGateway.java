package io.plusgate.system;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.plusgate.app.ConfigSource;
import io.plusgate.app.Gateway;
import io.plusgate.config.ConfigReader;
import io.plusgate.config.GatewayConfig;
import io.plusgate.http.AccessLog;
import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.MessageTime;
import io.plusgate.signature.TestKeys;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A gateway in this process, configured by a real file and called over real sockets. */
public final class TestGateway implements AutoCloseable {
  public static final String CLIENT = "SANDBOX_5YC47N2ZQHJ004124";
  public static final Duration DEADLINE = Duration.ofMillis(400);

  private final Vertx vertx;
  private final Path folder;
  private final String role;
  private final List<String> sections = new ArrayList<>();
  private final List<String> routes = new ArrayList<>();
  private final List<String> clients = new ArrayList<>(List.of(CLIENT));
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String alipayPlusExtras = "";
  private String alipayPlusUrl = "http://127.0.0.1:1";
  private String alipayPlusListener = "insecure: true";
  private String adminExtras = "";
  private String backendUrl = "http://127.0.0.1:1";
  private InstantSource clock = Clock.systemUTC();
  private @Nullable Gateway gateway;

  private TestGateway(Vertx vertx, Path folder, String role) {
    this.vertx = vertx;
    this.folder = folder;
    this.role = role;
  }

  public static TestGateway acqp(Vertx vertx, Path folder) {
    return new TestGateway(vertx, folder, "ACQP");
  }

  public static TestGateway mpp(Vertx vertx, Path folder) {
    return new TestGateway(vertx, folder, "MPP");
  }

  public TestGateway alipayPlus(String url) {
    alipayPlusUrl = url;
    return this;
  }

  /** More keys of the section alipayPlus, as YAML lines. */
  public TestGateway alipayPlusWith(String yaml) {
    alipayPlusExtras = "      " + yaml + "\n";
    return this;
  }

  /** The Alipay+ side with TLS, from PEM files in the folder. */
  public TestGateway tls(String certificate, String privateKey) {
    return alipayPlusListener(
        "tls: { certificate: " + certificate + ", privateKey: " + privateKey + " }");
  }

  /** The keys of the Alipay+ side after host and port, as YAML. */
  @CanIgnoreReturnValue
  public TestGateway alipayPlusListener(String yaml) {
    alipayPlusListener = yaml;
    return this;
  }

  /** The admin side with a token, from a file in the folder. */
  public TestGateway adminToken(String file) {
    adminExtras = ", token: { file: " + file + " }";
    return this;
  }

  public TestGateway backend(String url) {
    backendUrl = url;
    return this;
  }

  public TestGateway clock(InstantSource source) {
    clock = source;
    return this;
  }

  public TestGateway client(String clientId) {
    clients.add(clientId);
    return this;
  }

  public TestGateway route(String path, String api, String to) {
    return route("{ path: " + path + ", api: " + api + ", to: " + to + " }");
  }

  public TestGateway route(String yaml) {
    routes.add("    - " + yaml);
    return this;
  }

  /** One more top-level section of the configuration, as YAML. */
  public TestGateway with(String yaml) {
    sections.add(yaml);
    return this;
  }

  @CanIgnoreReturnValue
  public TestGateway start() {
    listenToTheAccessLog();
    gateway = Waiting.on(Gateway.start(vertx, load(), source(), clock));
    return this;
  }

  /** Writes the configuration anew, as it has been changed since the start. */
  @CanIgnoreReturnValue
  public TestGateway rewrite() {
    try {
      Files.writeString(folder.resolve("gateway.yaml"), yaml());
      return this;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Has it read again, and says how that ended, e.g. {@code applied}. */
  public JsonObject reloaded() {
    Waiting.on(gateway().reload("test"));
    return new JsonObject(Buffer.buffer(get(adminUrl() + "/api/v1/reload").body()));
  }

  /** A command that ran in this JVM may have turned it off, and LogScanIT looks at it. */
  private static void listenToTheAccessLog() {
    ((Logger) LoggerFactory.getLogger(AccessLog.LOGGER)).setLevel(Level.INFO);
  }

  public Gateway gateway() {
    return Objects.requireNonNull(gateway, "not started");
  }

  public String backendUrl() {
    return gateway().backendUrl();
  }

  public String alipayPlusUrl() {
    return gateway().alipayPlusUrl();
  }

  public String adminUrl() {
    return gateway().adminUrl();
  }

  @CanIgnoreReturnValue
  public HttpResponse<byte[]> post(String path, String body) {
    return post(path, body.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  @CanIgnoreReturnValue
  public HttpResponse<byte[]> post(String path, byte[] body, Map<String, String> headers) {
    var request = request(path).POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return send(request.build());
  }

  /** Calls the Alipay+ side as Alipay+ does: signed over these bytes. */
  @CanIgnoreReturnValue
  public HttpResponse<byte[]> notified(String path, String body) {
    return notified(path, body, Map.of());
  }

  /** The same with more headers, which may also stand in for what Alipay+ sends. */
  @CanIgnoreReturnValue
  public HttpResponse<byte[]> notified(String path, String body, Map<String, String> headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String time = MessageTime.format(Instant.now());
    var request =
        HttpRequest.newBuilder(URI.create(alipayPlusUrl() + path))
            .header("Content-Type", "application/json")
            .header(AlipayHeader.CLIENT_ID, CLIENT)
            .header(AlipayHeader.REQUEST_TIME, time)
            .header(
                AlipayHeader.SIGNATURE, TestKeys.alipayPlusSigner().sign(path, CLIENT, time, bytes))
            .POST(BodyPublishers.ofByteArray(bytes));
    headers.forEach(request::setHeader);
    return send(request.build());
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(backendUrl() + path));
  }

  public HttpResponse<byte[]> get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).build());
  }

  @CanIgnoreReturnValue
  public HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    if (gateway != null) {
      Waiting.on(gateway.close());
    }
  }

  private GatewayConfig load() {
    try {
      Path key = folder.resolve("partner-private.pem");
      Files.writeString(key, TestKeys.partnerPrivatePem());
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(folder.resolve("alipayplus-public.pem"), TestKeys.alipayPlusPublicPem());
      Path file = Files.writeString(folder.resolve("gateway.yaml"), yaml());
      return new ConfigReader(Map.of(), folder)
          .gateway(file)
          .match(
              loaded -> loaded.config(),
              refused -> {
                throw new AssertionError("configuration refused: " + refused.problems());
              });
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private ConfigSource source() {
    var reader = new ConfigReader(Map.of(), folder);
    return new ConfigSource(() -> reader.gateway(folder.resolve("gateway.yaml")), log -> {});
  }

  private String yaml() {
    var text = new StringBuilder("role: " + role + "\nclients:\n");
    for (String clientId : clients) {
      text.append("  - clientId: ").append(clientId).append('\n');
      text.append("    environment: sandbox\n    partnerId: \"1022188000000000001\"\n");
      text.append("    privateKey: partner-private.pem\n    keyVersion: 1\n    alipayPlus:\n");
      text.append("      baseUrl: ").append(alipayPlusUrl).append('\n');
      text.append("      publicKeys: [ { keyVersion: 1, file: alipayplus-public.pem } ]\n");
      text.append(alipayPlusExtras);
    }
    text.append("listeners:\n  backend: { host: 127.0.0.1, port: 0 }\n");
    text.append("  alipayPlus: { host: 127.0.0.1, port: 0, ")
        .append(alipayPlusListener)
        .append(" }\n");
    text.append("  admin: { host: 127.0.0.1, port: 0").append(adminExtras).append(" }\n");
    text.append("backend:\n  baseUrl: ").append(backendUrl).append("\n  routes:");
    text.append(routes.isEmpty() ? " []\n" : "\n" + String.join("\n", routes) + "\n");
    if (sections.stream().noneMatch(section -> section.startsWith("deadlines:"))) {
      text.append("deadlines: { refund: 400ms }\n");
    }
    if (sections.stream().noneMatch(section -> section.startsWith("store:"))) {
      text.append("store: { type: embedded, path: data }\n");
    }
    sections.forEach(section -> text.append(section).append('\n'));
    return text.toString();
  }
}
