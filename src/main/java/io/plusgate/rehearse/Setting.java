package io.plusgate.rehearse;

import io.plusgate.config.AlipayPlusConfig;
import io.plusgate.config.BackendConfig;
import io.plusgate.config.ClientConfig;
import io.plusgate.config.DeliveryConfig;
import io.plusgate.config.Environment;
import io.plusgate.config.GatewayConfig;
import io.plusgate.config.InquiryConfig;
import io.plusgate.config.KeyFile;
import io.plusgate.config.ListenerConfig;
import io.plusgate.config.ListenersConfig;
import io.plusgate.config.PublicKeyConfig;
import io.plusgate.config.RouteConfig;
import io.plusgate.config.ScheduleConfig;
import io.plusgate.config.StoreConfig;
import io.plusgate.protocol.Api;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Role;
import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.KeyRing;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.MessageVerifier;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.signature.RsaKeyPairs;
import io.plusgate.signature.TrustedKey;
import io.plusgate.simulator.PartnerUrls;
import io.plusgate.simulator.SimulatedClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the gateway of a rehearsal is set up: test keys, free loopback ports, a store of its own,
 * short waits; of the user's own configuration what decides how his backend is spoken to.
 */
final class Setting {
  /** Of no partner: what a rehearsal sends can't be mistaken for anybody's. */
  static final String CLIENT = "SANDBOX_REHEARSAL";

  private static final List<Duration> ASK = List.of(Duration.ofMillis(500));
  private static final Duration ASK_FOR = Duration.ofSeconds(10);

  private final Role role;
  private final Optional<GatewayConfig> own;
  private final KeyPair partner = RsaKeyPairs.generate(2048);
  private final KeyPair alipayPlus = RsaKeyPairs.generate(2048);

  /**
   * @param own the user's configuration: its routes, deadlines, lint, handover and secrets count
   */
  Setting(Role role, Optional<GatewayConfig> own) {
    this.role = role;
    this.own = own;
  }

  /** Below the gateway's public address: what every API of the partner stands under. */
  static final String PUBLIC = "/alipayplus/";

  SimulatedClient client() {
    var providers = new ProviderSwitch(CryptoProvider.jdk());
    var key = new TrustedKey("1", (RSAPublicKey) partner.getPublic());
    var verifier = new MessageVerifier(KeyRing.of(key), providers);
    var signer = new MessageSigner(alipayPlus.getPrivate(), "1", providers);
    return role == Role.ACQP
        ? SimulatedClient.acqp(CLIENT, verifier, signer, PartnerUrls.none())
        : SimulatedClient.mpp(CLIENT, verifier, signer, PartnerUrls.none());
  }

  GatewayConfig gateway(URI simulator, URI backend, int port, Path store) {
    var client =
        ClientConfig.of(
            CLIENT,
            Environment.SANDBOX,
            "1022188000000000001",
            pem("partner-private.pem", RsaKeyPairs.pem(partner.getPrivate())),
            AlipayPlusConfig.of(
                simulator,
                new PublicKeyConfig(
                    "1", pem("alipayplus-public.pem", RsaKeyPairs.pem(alipayPlus.getPublic())))));
    var listeners =
        new ListenersConfig(
            ListenerConfig.plain("127.0.0.1", port),
            new ListenerConfig("127.0.0.1", 0, Optional.empty(), true, Optional.empty(), List.of()),
            ListenerConfig.plain("127.0.0.1", 0));
    var base =
        GatewayConfig.of(
            role,
            List.of(client),
            listeners,
            BackendConfig.of(backend, routes()),
            StoreConfig.of(new StoreConfig.Embedded(store)));
    var like = own.orElse(base);
    return new GatewayConfig(
        role,
        base.clients(),
        listeners,
        new BackendConfig(
            backend, routes(), like.backend().maxConnections(), like.backend().webhookSecret()),
        base.store(),
        inquiry(),
        new DeliveryConfig(
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1)),
            like.delivery().parkAfter(),
            like.delivery().timeout(),
            like.delivery().parallel()),
        like.handover(),
        like.deadlines(),
        like.limits(),
        like.outbound(),
        like.inbound(),
        like.lint(),
        like.log(),
        like.tracing(),
        like.reload());
  }

  /** Every API of the role; on the backend it goes where the user's own route sends it. */
  private List<RouteConfig> routes() {
    Map<String, String> to = new HashMap<>();
    own.ifPresent(
        config ->
            config.backend().routes().forEach(route -> to.putIfAbsent(route.api(), route.to())));
    return ApiCatalog.apis(role, Direction.INBOUND).stream()
        .map(Api::name)
        .map(api -> RouteConfig.of(PUBLIC + api, api, to.getOrDefault(api, "/" + api)))
        .toList();
  }

  /** Minutes of asking become seconds; what is asked and when it is given up stays the same. */
  private static InquiryConfig inquiry() {
    var otherwise = InquiryConfig.defaults();
    Map<String, ScheduleConfig> schedules = new HashMap<>();
    otherwise
        .schedules()
        .keySet()
        .forEach(product -> schedules.put(product, new ScheduleConfig(ASK, ASK_FOR)));
    return new InquiryConfig(
        otherwise.then(),
        schedules,
        ASK,
        otherwise.perSecond(),
        otherwise.perSecondPerClient(),
        otherwise.silentAfter());
  }

  private static KeyFile pem(String name, String text) {
    return new KeyFile(Path.of(name), text.getBytes(StandardCharsets.US_ASCII));
  }
}
