package io.plusgate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages of docs/flows show the requests of a run, and this run. */
@SuppressWarnings("NullAway.Init")
class FlowPagesTest {
  private static final Path PAGES = Path.of("docs/flows");
  private static final Path MADE = Path.of("target/flows");

  private static FlowHouse house;

  @BeforeAll
  static void open() {
    house = new FlowHouse();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @ParameterizedTest
  @EnumSource
  void isAsFreshAsTheRun(Flow flow) throws IOException {
    Path kept = PAGES.resolve(flow.page() + ".md");
    String page = Files.readString(kept);

    var seenInstead = house.walk(flow, "order-1-" + flow.page());
    String made = new FlowPage(house.flows.steps()).fill(page);

    assertThat(seenInstead).isEmpty();
    Files.createDirectories(MADE);
    Path copy = Files.writeString(MADE.resolve(flow.page() + ".md"), made);
    assertThat(page)
        .as("%s is stale; if the change is meant: cp %s %s", kept, copy, kept)
        .isEqualTo(made);
    assertThat(page).contains("## What your backend must do", "## What the gateway does for it");
  }
}
