package io.plusgate.packaged;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console as an operator meets it: in a browser, beside the running demo. */
class ConsoleIT {
  private static final String SCRIPT = "<script>document.title='taken'</script>";

  @TempDir private static Path folder;
  private static ConsoleDemo demo;
  private static ConsoleBrowser browser;
  private Page page;

  @BeforeAll
  static void start() {
    demo = ConsoleDemo.start(folder);
    browser = new ConsoleBrowser(demo.console());
    demo.pay("still-open", "9040");
    demo.pay("contradicted", "9083");
    demo.pay("demo-refused-by-hand", "9051");
  }

  @AfterAll
  static void stop() {
    browser.close();
    demo.close();
  }

  @BeforeEach
  void open() {
    page = browser.open(1280, ColorScheme.LIGHT);
  }

  @AfterEach
  void nothingWentWrongInTheBrowser() {
    assertThat(browser.complaints()).isEmpty();
    page.context().close();
  }

  @Test
  void showsMoneyWhoseFaultAndWhatToDo() {
    show("overview");

    assertThat(page.locator("#verdict"))
        .containsText(Pattern.compile("JPY [\\d,]+ without a final"));
    assertThat(page.locator(".item.act").first()).isVisible();
    assertThat(page.locator(".item .tags").first()).containsText("act now");
    assertThat(page.getByRole(AriaRole.ROW).filter(has("pay outbound"))).isVisible();
    assertThat(page.locator("svg.chart .all").first()).isVisible();
    assertThat(page.locator("#live")).hasText("live");
  }

  @Test
  void showsThePaymentsMoving() {
    show("payments?phase=succeeded");
    var count = page.locator("nav.tabs a[aria-current] span");
    assertThat(count).hasText(Pattern.compile("[0-9]+"));
    String before = count.textContent();

    demo.pay("moving", "9020");

    assertThat(count).not().hasText(before);
  }

  @Test
  void readsALongListPageByPage() {
    for (int n = 0; n < 60; n++) {
      demo.pay("long-" + n, "9020");
    }
    show("payments?phase=succeeded");
    assertThat(page.locator("tbody tr")).hasCount(50);
    String first = page.locator("tbody tr a").first().textContent();

    page.getByRole(AriaRole.LINK, named("Next 50")).click();

    assertThat(page.getByRole(AriaRole.LINK, named("First page"))).isVisible();
    assertThat(page.locator("tbody tr").first()).isVisible();
    assertThat(page.locator("tbody tr a").first()).not().hasText(first);
  }

  @Test
  void showsAnIdThatIsMarkupAsText() {
    demo.pay(SCRIPT, "9040");
    show("payments?phase=open");

    page.getByRole(AriaRole.LINK, named(SCRIPT)).click();

    assertThat(page.locator("h1")).hasText(SCRIPT);
    assertThat(page.locator(".timeline li").first()).containsText("written down");
    assertThat(page.locator("main script")).hasCount(0);
    assertThat(page.title()).isEqualTo(SCRIPT + " – Plusgate console");
  }

  @Test
  void findsAPaymentByItsIdWithTheKeyboardAlone() {
    show("overview");
    assertThat(page.locator("#live")).hasText("live");

    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.keyboard().press("Tab");
    page.keyboard().type("demo-paid");
    page.keyboard().press("Enter");

    assertThat(page.locator(".timeline li").last()).containsText("refund demo-refund S SUCCESS");
    assertThat(page.locator("#view")).isFocused();
  }

  @Test
  void sendsAParkedDeliveryAgainWithAReason() {
    show("deliveries?state=parked");
    var parked = page.locator("tbody tr").filter(has("demo-refused-by-hand"));
    assertThat(parked).containsText("HTTP 422");

    parked.getByRole(AriaRole.BUTTON).click();
    page.getByLabel("Why").fill("ticket 4711");
    page.getByLabel("Who").fill("jo");
    page.getByRole(AriaRole.BUTTON, named("Send again")).click();

    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(page.locator("#said")).containsText("is queued again");
    assertThat(parked).hasCount(0);
    show("payment?id=demo-refused-by-hand");
    assertThat(page.locator(".timeline")).containsText("console: jo: ticket 4711");
  }

  @Test
  void asksForAReasonBeforeItSendsAgain() {
    show("deliveries?state=done");
    page.getByRole(AriaRole.BUTTON).filter(has("Replay")).first().click();
    page.getByRole(AriaRole.BUTTON, named("Send again")).click();

    assertThat(page.locator("dialog")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
  }

  @Test
  void saysWhatToDoAboutAContradiction() {
    show("alarms");

    var row = page.locator("tbody tr").filter(has("contradicted"));
    assertThat(row.first()).containsText("ask Alipay+");
  }

  @Test
  void showsKeysByFingerprintAndTheConfigurationMasked() {
    show("keys");
    assertThat(page.locator("tbody tr")).hasCount(3);
    assertThat(page.locator("tbody")).containsText(Pattern.compile("[0-9a-f]{64}"));

    show("config");
    assertThat(page.locator("main")).containsText("inquiry.schedules.default.gaps");
    assertThat(page.locator("main")).containsText("(content of ");
    assertThat(page.locator("main")).not().containsText("PRIVATE KEY");
  }

  @Test
  void asksForTheTokenAndSendsItWithEveryCall() {
    browser.wantsToken(page, "the right one");
    show("keys");
    page.locator("#secret").fill("a wrong one");
    page.getByRole(AriaRole.BUTTON, named("Use it")).click();
    assertThat(page.locator("dialog")).containsText("That was not the token");

    page.locator("#secret").fill("the right one");
    page.getByRole(AriaRole.BUTTON, named("Use it")).click();

    assertThat(page.locator("tbody tr")).hasCount(3);
    assertThat(page.locator("#live")).hasText("live");
    assertThat(page.evaluate("() => localStorage.length + sessionStorage.length")).isEqualTo(0);
    browser.forgive("401");
  }

  @ParameterizedTest
  @CsvSource({"1280,LIGHT", "1280,DARK", "320,LIGHT", "320,DARK"})
  void everyViewIsAccessibleAndFits(int width, ColorScheme scheme) {
    var other = browser.open(width, scheme);
    for (String view : ConsoleBrowser.VIEWS) {
      browser.show(other, view);
      assertThat(other.locator("main [aria-busy]")).hasCount(0);

      assertThat(browser.violations(other)).describedAs(view + " " + width).isEmpty();
      assertThat(browser.isWiderThanTheScreen(other)).describedAs(view + " " + width).isFalse();
      browser.photograph(other, view, width, scheme);
    }
    other.context().close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "payment?id=nobody", "found?id=nobody"})
  void saysSoWhenThereIsNothing(String view) {
    show(view);

    assertThat(page.locator("main h1, main h2").first()).isVisible();
    browser.forgive("404");
  }

  private void show(String view) {
    browser.show(page, view);
  }

  private static Locator.FilterOptions has(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
