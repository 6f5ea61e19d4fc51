package io.plusgate.packaged;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Debian's Chromium, headless, and all that it complains of. */
final class ConsoleBrowser implements AutoCloseable {
  static final List<String> VIEWS =
      List.of(
          "overview", "payments", "payment?id=demo-paid", "deliveries", "alarms", "keys", "config");

  private static final double PATIENCE_MILLIS = 30_000;

  /** Where pictures go, for instance docs/img; without it none are taken. */
  private static final Optional<Path> PICTURES =
      Optional.ofNullable(System.getProperty("console.pictures")).map(Path::of);

  /** The pictures that the pages in docs/ show. */
  private static final List<String> PICTURED =
      List.of(
          "console-overview-light.png",
          "console-overview-dark.png",
          "console-overview-phone-light.png",
          "console-overview-phone-dark.png",
          "console-deliveries-light.png",
          "console-payment-light.png");

  private static final String CHROMIUM =
      Objects.requireNonNullElse(System.getenv("PLUSGATE_CHROMIUM"), "/usr/bin/chromium");

  private final String console;
  private final Playwright playwright;
  private final Browser browser;
  private final String axe = axe();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  ConsoleBrowser(String console) {
    this.console = console;
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(CHROMIUM))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-sync")));
  }

  /** A page of its own; what its console or its scripts complain of is kept. */
  Page open(int width, ColorScheme scheme) {
    var page =
        browser
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, width < 500 ? 700 : 820)
                    .setColorScheme(scheme))
            .newPage();
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            complaints.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add("script: " + error));
    page.onRequest(
        request -> {
          if (!request.url().startsWith(console.substring(0, console.indexOf("/console")))) {
            complaints.add("asks another host: " + request.url());
          }
        });
    return page;
  }

  void show(Page page, String view) {
    page.navigate(console + "#" + view);
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** A browser writes each refusal into its console, whatever the page makes of it. */
  void forgive(String status) {
    complaints.removeIf(complaint -> complaint.contains(status));
  }

  /** As if the admin listener had this token: the demo's has none. */
  void wantsToken(Page page, String token) {
    page.route(
        "**/api/v1/**",
        route -> {
          if (("Bearer " + token).equals(route.request().headerValue("authorization"))) {
            route.resume();
          } else {
            route.fulfill(new Route.FulfillOptions().setStatus(401).setBody("{}"));
          }
        });
  }

  /** What axe-core calls serious or critical, with the element. */
  @SuppressWarnings("unchecked")
  List<String> violations(Page page) {
    page.evaluate(axe);
    return (List<String>)
        page.evaluate(
            "() => axe.run().then(found => found.violations"
                + ".filter(one => ['serious', 'critical'].includes(one.impact))"
                + ".map(one => one.id + ' ' + one.nodes[0].html))");
  }

  boolean isWiderThanTheScreen(Page page) {
    return (boolean)
        page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth");
  }

  void photograph(Page page, String view, int width, ColorScheme scheme) {
    String name = view.replaceFirst("\\?.*", "");
    String file =
        "console-"
            + name
            + (width < 500 ? "-phone" : "")
            + "-"
            + scheme.name().toLowerCase(Locale.ROOT)
            + ".png";
    PICTURES
        .filter(wanted -> PICTURED.contains(file))
        .ifPresent(
            folder -> page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(file))));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static String axe() {
    try (var script = ConsoleBrowser.class.getResourceAsStream("/axe-core/axe.min.js")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
