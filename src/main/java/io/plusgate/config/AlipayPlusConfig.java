package io.plusgate.config;

import static java.util.stream.Collectors.toSet;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where one client finds Alipay+ and how it knows that it is Alipay+.
 *
 * @param baseUrl host and, if Alipay+ gave one, path prefix; https unless it is this very machine
 * @param publicKeys what Alipay+ signs with, at least one
 * @param maxConnections on each event loop; with HTTP/2 each carries many calls
 * @param trustCertificates instead of the system's trust store
 * @param notifyHosts where a {@code paymentNotifyUrl} may point, beside the host of {@code
 *     baseUrl}: {@code host} or {@code host:port}
 */
public record AlipayPlusConfig(
    URI baseUrl,
    List<PublicKeyConfig> publicKeys,
    HttpVersion http,
    int maxConnections,
    Optional<KeyFile> trustCertificates,
    List<String> notifyHosts) {

  public static final HttpVersion DEFAULT_HTTP = HttpVersion.HTTP_1_1;
  public static final int DEFAULT_MAX_CONNECTIONS = 64;

  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9.-]{1,253})(:[1-9]\\d{0,4})?");

  public AlipayPlusConfig {
    publicKeys = List.copyOf(publicKeys);
    notifyHosts = List.copyOf(notifyHosts);
    var versions = publicKeys.stream().map(PublicKeyConfig::keyVersion).toList();
    Checks.of("alipayPlus")
        .baseUrl("baseUrl", baseUrl, false)
        .that(!publicKeys.isEmpty(), "publicKeys", "[]", "at least one key of Alipay+")
        .that(
            publicKeys.isEmpty() || publicKeys.stream().anyMatch(PublicKeyConfig::isBelieved),
            "publicKeys",
            "all revoked",
            "at least one key of Alipay+ that is not revoked")
        .that(
            versions.stream().collect(toSet()).size() == versions.size(),
            "publicKeys",
            "keyVersions " + versions,
            "each keyVersion once")
        .between("maxConnections", maxConnections, 1, 10_000)
        .that(
            notifyHosts.stream().allMatch(host -> HOST.matcher(host).matches()),
            "notifyHosts",
            notifyHosts,
            "hosts, each as host or host:port")
        .done();
  }

  /**
   * Whether a payment's own notify URL is one that we may call: of the host and port of {@code
   * baseUrl} or of {@code notifyHosts}, and with https except on this very machine.
   */
  public boolean mayNotify(URI url) {
    boolean safe = "https".equals(url.getScheme()) || Loopback.is(url.getHost());
    String wanted = place(url);
    return safe
        && (wanted.equals(place(baseUrl))
            || notifyHosts.stream()
                .map(host -> place(URI.create(url.getScheme() + "://" + host)))
                .anyMatch(wanted::equals));
  }

  private static String place(URI url) {
    int otherwise = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    int port = url.getPort() < 0 ? otherwise : url.getPort();
    return String.valueOf(url.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }

  /** One host, one key, everything else as by default. */
  public static AlipayPlusConfig of(URI baseUrl, PublicKeyConfig publicKey) {
    return new AlipayPlusConfig(
        baseUrl,
        List.of(publicKey),
        DEFAULT_HTTP,
        DEFAULT_MAX_CONNECTIONS,
        Optional.empty(),
        List.of());
  }
}
