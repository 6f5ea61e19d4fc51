package io.plusgate.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a person should know of a call that got no answer; the JDK often has only a class name. */
final class Unanswered {
  private Unanswered() {}

  static String words(URI url, IOException failed) {
    if (caused(failed, UnresolvedAddressException.class)
        || caused(failed, UnknownHostException.class)) {
      return "no host has the name " + url.getHost();
    }
    if (failed instanceof HttpConnectTimeoutException) {
      return "no connection in time (a firewall?)";
    }
    if (failed instanceof HttpTimeoutException) {
      return "connected, but no answer in time";
    }
    if (failed instanceof ConnectException) {
      return "nobody listens there (connection refused)";
    }
    return failed instanceof SSLException ? ofTls(failed) : other(url, failed);
  }

  private static String ofTls(IOException failed) {
    String said = String.valueOf(failed.getMessage());
    if (said.contains("plaintext")) {
      return "it speaks no TLS (write http:// instead of https://)";
    }
    if (said.contains("PKIX") || said.contains("certification path")) {
      return "its certificate is of no authority that is trusted here (name it: --trust FILE)";
    }
    return said.contains("No name matching") || said.contains("No subject alternative")
        ? "its certificate is another host's: " + said
        : "no TLS connection: " + said;
  }

  private static String other(URI url, IOException failed) {
    String said = Optional.ofNullable(failed.getMessage()).orElse(failed.toString());
    boolean silent = said.contains("no bytes") || said.contains("EOF") || said.contains("closed");
    return silent && "http".equals(url.getScheme())
        ? "it hung up without an answer (if it speaks TLS: write https://)"
        : said;
  }

  private static boolean caused(Throwable failed, Class<? extends Throwable> by) {
    @Nullable Throwable at = failed;
    while (at != null && !by.isInstance(at)) {
      at = at.getCause();
    }
    return at != null;
  }
}
