package io.plusgate.doctor;

import io.plusgate.config.KeyFile;
import io.plusgate.config.ListenerConfig;
import io.plusgate.config.ListenersConfig;
import io.plusgate.config.StoreConfig;
import io.plusgate.config.TlsConfig;
import io.plusgate.store.embedded.FolderHolder;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;

/** Whether the three doors can be opened, or are by a gateway that runs. */
final class PortsExam {
  private static final String CHECK = "port";
  private static final String LIVE = "/livez";

  private final Findings findings;

  PortsExam(Findings findings) {
    this.findings = findings;
  }

  void examine(ListenersConfig listeners, StoreConfig store) {
    boolean running = isGateway(listeners.admin()) && isOpen(store);
    examine("listeners.backend", listeners.backend(), running);
    examine("listeners.alipayPlus", listeners.alipayPlus(), running);
    examine("listeners.admin", listeners.admin(), running);
  }

  /** Whether the gateway that runs may be this one; a server's store tells nothing of that. */
  private static boolean isOpen(StoreConfig store) {
    return store
        .engine()
        .match(embedded -> FolderHolder.of(embedded.path()).isPresent(), server -> true);
  }

  private void examine(String name, ListenerConfig listener, boolean running) {
    String address = listener.host() + ":" + listener.port();
    if (listener.port() == 0) {
      findings.ok(CHECK, name, "any free one");
      return;
    }
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(Wire.bare(listener.host()), listener.port()));
      findings.ok(CHECK, name, address + " is free");
    } catch (BindException taken) {
      taken(name, address, running, String.valueOf(taken.getMessage()));
    } catch (IOException impossible) {
      findings.fail(CHECK, name, address + ": " + Wire.words(impossible), "correct " + name);
    }
  }

  private void taken(String name, String address, boolean running, String reason) {
    if (running) {
      findings.ok(CHECK, name, address + " is the running gateway's");
      return;
    }
    boolean privileged = reason.contains("Permission denied");
    findings.fail(
        CHECK,
        name,
        address + ": " + reason,
        privileged
            ? "take a port above 1023, or give the process CAP_NET_BIND_SERVICE"
            : reason.contains("assign")
                ? "this machine does not have that address: correct " + name + ".host"
                : "another process has it (see: ss -ltnp): stop it, or take another port");
  }

  /** Whether a gateway answers on the admin listener; its own certificate is the one to trust. */
  private static boolean isGateway(ListenerConfig admin) {
    String host = admin.host().equals("0.0.0.0") ? "127.0.0.1" : admin.host();
    boolean tls = admin.tls().isPresent();
    var url = URI.create((tls ? "https://" : "http://") + host + ":" + admin.port());
    Optional<KeyFile> own = admin.tls().map(TlsConfig::certificate);
    try (var wire = Wire.connect(url)) {
      if (tls) {
        boolean open = wire.encrypt(Trust.of(own).context(), false).isConnected();
        return open && lives(wire, admin);
      }
      return lives(wire, admin);
    } catch (IOException | GeneralSecurityException nobody) {
      return false;
    }
  }

  /** A door with a token is asked without it: that it wants one is a sign of life. */
  private static boolean lives(Wire wire, ListenerConfig admin) throws IOException {
    var head = wire.get(LIVE, Clock.systemUTC());
    boolean guarded = admin.token().isPresent() && head.header("www-authenticate").isPresent();
    return head.status().contains(" 200") || (guarded && head.status().contains(" 401"));
  }
}
