package io.plusgate.simulator;

import static io.plusgate.simulator.SimulatorFixture.ACQP;
import static io.plusgate.simulator.SimulatorFixture.named;
import static io.plusgate.simulator.SimulatorFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultStatus;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be made to go wrong, and that the books know better. */
class FaultsTest {
  private SimulatorFixture house;
  private SigningClient acquirer;

  @BeforeEach
  void open() throws Exception {
    house = new SimulatorFixture();
    acquirer = house.acquirer();
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {9070, 9071, 9072, 9074, 9075, 9076, 9077})
  void spoilsTheSignatureOfASuccess(long amount) throws Exception {
    var answer = acquirer.payments("pay", pay("p1", amount));

    assertThat(answer.verified()).isFalse();
    assertThat(answer.result()).isEqualTo("S SUCCESS");
    assertThat(house.booked("p1").state()).isEqualTo(PaymentState.SUCCEEDED);
  }

  @Test
  void leavesOneOfTheTwoHeadersOut() throws Exception {
    var withoutTime = acquirer.payments("pay", pay("p1", 9074));
    var withoutSignature = acquirer.payments("pay", pay("p2", 9075));

    assertThat(withoutTime.headers()).containsKey("signature").doesNotContainKey("response-time");
    assertThat(withoutSignature.headers())
        .containsKey("response-time")
        .doesNotContainKey("signature");
  }

  @Test
  void givesAnUnsignedFailure() throws Exception {
    var answer = acquirer.payments("pay", pay("p1", 9073));

    assertThat(answer.result()).isEqualTo("F USER_BALANCE_NOT_ENOUGH");
    assertThat(answer.headers()).doesNotContainKeys("signature", "response-time");
  }

  @Test
  void signsForAnotherDay() throws Exception {
    var answer = acquirer.payments("pay", pay("p1", 9078));

    assertThat(answer.verified()).isTrue();
    assertThat(Instant.parse(answer.headers().get("response-time")))
        .isAfter(Instant.now().plus(Duration.ofHours(23)));
  }

  @ParameterizedTest
  @CsvSource({"9062, true", "9063, false", "9066, true"})
  void breaksTheConnection(long amount, boolean paid) {
    assertThatThrownBy(() -> acquirer.payments("pay", pay("p1", amount)))
        .isInstanceOf(IOException.class);

    assertThat(house.simulator().books().payment(ACQP, "p1").isPresent()).isEqualTo(paid);
  }

  @ParameterizedTest
  @CsvSource({"9060, true", "9061, false"})
  void staysSilent(long amount, boolean paid) {
    assertThatThrownBy(() -> acquirer.impatient().payments("pay", pay("p1", amount)))
        .isInstanceOf(HttpTimeoutException.class);

    await().until(() -> house.simulator().books().payment(ACQP, "p1").isPresent() == paid);
  }

  @Test
  void answersTheRepeatAfterASilence() throws Exception {
    assertThatThrownBy(() -> acquirer.impatient().payments("pay", pay("p1", 9061)))
        .isInstanceOf(HttpTimeoutException.class);

    var repeat = acquirer.payments("pay", pay("p1", 9061));

    assertThat(repeat.result()).isEqualTo("S SUCCESS");
  }

  @Test
  void answersHttp500AndGarbage() throws Exception {
    var error = acquirer.payments("pay", pay("p1", 9064));
    var garbage = acquirer.payments("pay", pay("p2", 9065));

    assertThat(error.status()).isEqualTo(500);
    assertThat(garbage.status()).isEqualTo(200);
    assertThat(garbage.body()).startsWith("<html>");
  }

  @Test
  void turnsAwayForTrafficAndTakesTheRepeat() throws Exception {
    var first = acquirer.payments("pay", pay("p1", 9042));
    var repeat = acquirer.payments("pay", pay("p1", 9042));

    assertThat(first.result()).isEqualTo("U REQUEST_TRAFFIC_EXCEED_LIMIT");
    assertThat(repeat.result()).isEqualTo("S SUCCESS");
  }

  @Test
  void followsAnOrderForTheNextCallOnly() throws Exception {
    acquirer.has("pay", pay("p1", 100));
    var busy = new Result(ResultStatus.U, "UNKNOWN_EXCEPTION", "");
    house
        .simulator()
        .script()
        .next(ScenarioRule.next("cancelPayment", Scenario.PLAIN.answering(busy, true)));

    var first = acquirer.payments("cancelPayment", named("p1"));
    var second = acquirer.payments("cancelPayment", named("p1"));

    assertThat(first.result()).isEqualTo("U UNKNOWN_EXCEPTION");
    assertThat(second.result()).isEqualTo("S SUCCESS");
  }

  @Test
  void strikesByChanceTheSameCallsForTheSameSeed() throws Exception {
    house.simulator().script().chance(Chance.answer(Fault.UNSIGNED, 0.5));

    house.simulator().script().seed(7);
    String first = verdicts("a");
    house.simulator().script().seed(7);
    String second = verdicts("a");

    assertThat(first).isEqualTo(second).contains("true").contains("false");
  }

  private String verdicts(String prefix) throws Exception {
    var verdicts = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      verdicts.append(acquirer.payments("pay", pay(prefix + i, 100)).verified()).append(' ');
    }
    return verdicts.toString();
  }
}
