package io.plusgate.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The console's page, as it lies in the jar: read when first asked for, served from memory under
 * {@value #ROOT}. It holds nothing of this gateway; what it shows it asks of the API, with the
 * token if there is one.
 */
final class ConsolePages {
  static final String ROOT = "/console/";

  /** Every file there is; whatever else is asked for does not exist. */
  static final List<String> FILES =
      List.of(
          "index.html",
          "console.css",
          "icon.svg",
          "api.js",
          "app.js",
          "charts.js",
          "dom.js",
          "format.js",
          "live.js",
          "overview.js",
          "payments.js",
          "deliveries.js",
          "gateway.js");

  /** Only what this very listener serves, and no text that turns into markup. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  /** By its name, of those that were asked for. */
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  static boolean isBelow(String path) {
    return path.startsWith(ROOT) || path.equals("/console");
  }

  void get(HttpServerRequest request) {
    var response = request.response();
    String path = request.path();
    if (path.equals("/console")) {
      response.setStatusCode(308).putHeader("Location", ROOT).end().onFailure(gone -> {});
      return;
    }
    String file = path.equals(ROOT) ? "index.html" : path.substring(ROOT.length());
    if (FILES.contains(file)) {
      pages.computeIfAbsent(file, Page::read).send(request, guarded(response));
    } else {
      AdminApi.notFound().answer(response);
    }
  }

  private static HttpServerResponse guarded(HttpServerResponse response) {
    return response
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  }

  private record Page(String type, String tag, Buffer content) {
    static Page read(String name) {
      try (var file = ConsolePages.class.getResourceAsStream("console/" + name)) {
        if (file == null) {
          throw new IllegalStateException("console/" + name + " is not in the jar");
        }
        byte[] bytes = file.readAllBytes();
        return new Page(type(name), tag(bytes), Buffer.buffer(bytes));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    /** Asked for again each time, and sent again only when another build serves it. */
    void send(HttpServerRequest request, HttpServerResponse response) {
      response.putHeader("Cache-Control", "no-cache").putHeader("ETag", tag);
      if (tag.equals(request.getHeader("If-None-Match"))) {
        response.setStatusCode(304).end().onFailure(gone -> {});
      } else {
        response.putHeader("Content-Type", type).end(content).onFailure(gone -> {});
      }
    }

    private static String type(String name) {
      return switch (name.substring(name.lastIndexOf('.'))) {
        case ".html" -> "text/html; charset=utf-8";
        case ".css" -> "text/css; charset=utf-8";
        case ".js" -> "text/javascript; charset=utf-8";
        case ".svg" -> "image/svg+xml";
        default -> throw new IllegalStateException("no content type for " + name);
      };
    }

    private static String tag(byte[] content) {
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
        return "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
