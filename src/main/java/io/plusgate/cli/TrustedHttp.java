package io.plusgate.cli;

import io.plusgate.config.KeyFile;
import io.plusgate.config.ListenerConfig;
import io.plusgate.signature.Certificates;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An HTTP client of a command's own, which may trust one certificate instead of the system's. */
final class TrustedHttp {
  private TrustedHttp() {}

  static HttpClient client(Optional<Path> certificate, Duration limit) {
    var builder =
        HttpClient.newBuilder()
            .connectTimeout(limit)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER);
    certificate.map(TrustedHttp::trusting).ifPresent(builder::sslContext);
    return builder.build();
  }

  /** The certificate of a listener that has one of its own making, which no authority knows. */
  static Optional<Path> ownAuthority(ListenerConfig listener) {
    return listener
        .tls()
        .map(tls -> tls.certificate())
        .filter(TrustedHttp::vouchesForItself)
        .map(KeyFile::path);
  }

  private static boolean vouchesForItself(KeyFile file) {
    return Certificates.first(file.content()).filter(Certificates::vouchesForItself).isPresent();
  }

  private static SSLContext trusting(Path file) {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (var one : Certificates.all(KeyInput.bytes(file))) {
        store.setCertificateEntry("trusted-" + store.size(), one);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException damaged) {
      throw ExitException.usage(file + ": no certificate (expected: X.509 in PEM)");
    }
  }
}
