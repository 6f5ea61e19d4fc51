package io.plusgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.system.Waiting;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes in one turn of an event loop goes in step, and nobody trips over another. */
class TogetherTest {
  private final Vertx vertx = Vertx.vertx();
  private final Together<Walker> together = new Together<>(vertx);
  private final List<String> steps = new ArrayList<>();

  @AfterEach
  void stop() {
    Waiting.on(vertx.close());
  }

  @Test
  void theFirstStepsOfOneTurnComeBeforeItsSecondSteps() {
    assertThat(stepsOf(new Walker("a"), new Walker("b"), new Walker("c")))
        .containsExactly("a1", "b1", "c1", "a2", "b2", "c2");
  }

  @Test
  void nothingIsDoneBeforeTheTurnEnds() {
    var told =
        stepsOf(
            () -> {
              together.add(new Walker("a"));
              steps.add("added");
            });

    assertThat(told).containsExactly("added", "a1", "a2");
  }

  @Test
  void oneThatFailsIsToldAndTheOthersGoOn() {
    var early = new Walker("early");
    early.fallsAt = "early1";
    var late = new Walker("late");
    late.fallsAt = "late2";

    assertThat(stepsOf(early, late, new Walker("c")))
        .containsExactly("failed at early1", "late1", "c1", "failed at late2", "c2");
  }

  @Test
  void moreThanOneBatchGoesInOrderAndTheLoopLooksUpInBetween() {
    int many = 2 * Together.MOST + 1;
    var walkers = IntStream.range(0, many).mapToObj(n -> new Walker(n + ".")).toList();

    var told =
        stepsOf(
            () -> {
              walkers.forEach(together::add);
              vertx.runOnContext(between -> steps.add("looked"));
            });

    assertThat(told).hasSize(2 * many + 1);
    assertThat(told.indexOf("looked")).isEqualTo(2 * Together.MOST);
    assertThat(told.stream().filter(step -> step.endsWith(".2")))
        .containsExactlyElementsOf(IntStream.range(0, many).mapToObj(n -> n + ".2").toList());
  }

  @Test
  void whatAStepAddsIsDoneToo() {
    var first = new Walker("a");
    first.brings = List.of(new Walker("b"));

    assertThat(stepsOf(first)).containsExactly("a1", "a2", "b1", "b2");
  }

  private List<String> stepsOf(Walker... walkers) {
    return stepsOf(() -> List.of(walkers).forEach(together::add));
  }

  /** All the steps there are when the loop has nothing left to do. */
  private List<String> stepsOf(Runnable turn) {
    Promise<Void> done = Promise.promise();
    vertx.runOnContext(
        now -> {
          turn.run();
          // Each batch needs a turn, and so does what a step adds.
          rest(4, done);
        });
    Waiting.on(done.future());
    return steps;
  }

  private void rest(int turns, Promise<Void> done) {
    vertx.runOnContext(
        next -> {
          if (turns == 0) {
            done.complete();
          } else {
            rest(turns - 1, done);
          }
        });
  }

  private final class Walker implements Together.TwoSteps {
    private final String name;
    private String fallsAt = "";
    private List<Walker> brings = List.of();

    private Walker(String name) {
      this.name = name;
    }

    @Override
    public void first() {
      step(name + "1");
      brings.forEach(together::add);
    }

    @Override
    public void second() {
      step(name + "2");
    }

    @Override
    public void failed(RuntimeException why) {
      steps.add(String.valueOf(why.getMessage()));
    }

    private void step(String step) {
      if (step.equals(fallsAt)) {
        throw new IllegalStateException("failed at " + step);
      }
      steps.add(step);
    }
  }
}
