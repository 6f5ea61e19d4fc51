package io.plusgate.doctor;

import io.plusgate.config.KeyFile;
import io.plusgate.signature.Certificates;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Trusts what a configuration trusts, and remembers the chain that was shown, trusted or not. */
final class Trust implements X509TrustManager {
  private final X509TrustManager real;
  private List<X509Certificate> shown = List.of();

  private Trust(X509TrustManager real) {
    this.real = real;
  }

  /**
   * @param authorities to trust instead of the system's
   * @throws GeneralSecurityException when they are no certificates
   */
  static Trust of(Optional<KeyFile> authorities) throws GeneralSecurityException, IOException {
    KeyStore store = null;
    if (authorities.isPresent()) {
      store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (X509Certificate one : Certificates.all(authorities.get().content())) {
        store.setCertificateEntry("trusted-" + store.size(), one);
      }
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager real) {
        return new Trust(real);
      }
    }
    throw new IllegalStateException("this JVM has no trust manager for X.509");
  }

  SSLContext context() throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {this}, null);
    return context;
  }

  /** What the other side showed, its own certificate first; empty before a handshake. */
  List<X509Certificate> shown() {
    return shown;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    shown = List.of(chain);
    real.checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("we are never the server here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return real.getAcceptedIssuers();
  }
}
