package io.plusgate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each listener, more than a hundred requests that two readers may read in two ways: each refused
 * with 4xx and hung up on, nothing reaches a neighbour, nothing breaks.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RawSocketMatrixTest {
  private final StackWatch log = StackWatch.begin();
  private final AttackedGateway house;

  RawSocketMatrixTest(@TempDir Path folder) {
    house = new AttackedGateway(folder, gateway -> gateway);
  }

  @AfterAll
  void stop() {
    house.awaitEmptyRooms();
    house.close();
    log.close();
  }

  static List<Door> doors() {
    return Door.all();
  }

  @ParameterizedTest
  @MethodSource("doors")
  void hasAHundredCasesForEachListener(Door door) {
    assertThat(WireCases.of(door)).hasSizeGreaterThan(100);
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatTwoReadersMayReadInTwoWays() {
    return doors().stream()
        .flatMap(
            door ->
                WireCases.of(door).entrySet().stream()
                    .map(
                        attack ->
                            DynamicTest.dynamicTest(
                                door + ": " + attack.getKey(),
                                () -> isRefused(door, attack.getValue()))));
  }

  private void isRefused(Door door, String bytes) {
    String url = door.url(house.gateway);

    String answer = WireCall.send(url, bytes);

    assertThat(answer).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
    assertThat(answer.split("HTTP/1\\.1 \\d", -1)).as("one answer").hasSize(2);
    assertThat(answer).contains("Connection: close").contains("application/problem+json");
    assertThat(WireCall.send(url, door.probe())).startsWith(door.probed());
    assertThat(house.backend.received()).isEmpty();
    assertThat(house.alipayPlus.received).isEmpty();
    assertThat(log.found()).isEmpty();
  }
}
