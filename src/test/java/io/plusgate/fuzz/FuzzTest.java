package io.plusgate.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Millions of made-up inputs, the same in every build, for all that reads what others send. */
class FuzzTest {
  @TempDir private Path folder;

  static List<String> names() {
    return Targets.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void anyBytesAreAnsweredAsPromised(String name) {
    var run = new FuzzRun(Targets.named(name, folder), Seeds.of(name), FuzzRun.SEED);

    assertThatCode(run::run).doesNotThrowAnyException();
  }

  @Test
  void theSameSeedMakesTheSameInputs() {
    var target = new HeaderTarget();
    var one = new Mutator(new SplittableRandom(7), Seeds.of("header"), target);
    var other = new Mutator(new SplittableRandom(7), Seeds.of("header"), target);

    for (int input = 0; input < 1_000; input++) {
      assertThat(one.next()).isEqualTo(other.next());
    }
  }

  @Test
  void aBrokenPromiseNamesItsInput() {
    var run = new FuzzRun(new Fragile(), List.of("sound".getBytes(UTF_8)), 7);

    assertThatCode(run::run)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("fragile, input ")
        .hasMessageContaining("-Dfuzz.seed=")
        .hasMessageContaining("target/fuzz/fragile-");
  }

  @Test
  void foundInputsAreWrittenAsLines() {
    byte[] any = new byte[256];
    for (int one = 0; one < any.length; one++) {
      any[one] = (byte) one;
    }

    assertThat(Seeds.unescaped(Seeds.escaped(any))).isEqualTo(any);
  }

  /** Breaks whenever the first letter is not the seed's. */
  private static final class Fragile implements FuzzTarget {
    @Override
    public String name() {
      return "fragile";
    }

    @Override
    public int inputs() {
      return 10_000;
    }

    @Override
    public List<String> words() {
      return List.of("word");
    }

    @Override
    public void take(byte[] input) {
      Promised.that(input.length > 0 && input[0] == 's', "it begins with s");
    }
  }
}
