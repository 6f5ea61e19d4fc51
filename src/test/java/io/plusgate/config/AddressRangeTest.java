package io.plusgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses may call, as they are written and as they come. */
class AddressRangeTest {
  @TempDir private Path temporary;

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.0",
    "192.0.2.0/24, 192.0.2.255",
    "192.0.2.7, 192.0.2.7",
    "192.0.2.6/31, 192.0.2.7",
    "0.0.0.0/0, 203.0.113.9",
    "2001:db8::/32, 2001:DB8:ffff::1",
    "2001:db8::1, 2001:db8:0::1",
    "fe80::/10, fe80::1%eth0",
    "192.0.2.0/24, ::ffff:192.0.2.7",
    "::/0, 2001:db8::1",
  })
  void holdsAnAddressInIt(String range, String address) throws Unusable {
    assertThat(holds(range, address)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.3.0",
    "192.0.2.0/24, 192.0.1.255",
    "192.0.2.7, 192.0.2.6",
    "2001:db8::/32, 2001:db9::1",
    "0.0.0.0/0, 2001:db8::1",
    "::/0, 203.0.113.9",
  })
  void doesNotHoldAnother(String range, String address) throws Unusable {
    assertThat(holds(range, address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/24",
        "localhost",
        "example.com/24",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.4/33",
        "1.2.3.4/-1",
        "1.2.3.4/x",
        "1.2.3.4/",
        "::1/129",
        "1::2::3",
        "fe80::1%eth0",
        "12345::",
        "1.2.3.4/8/8"
      })
  void isNoneWhenNobodyCouldMeanIt(String text) {
    assertThatThrownBy(() -> AddressRange.convert(text))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("(expected: addresses such as 192.0.2.0/24");
  }

  @Test
  void saysWhichRangeWasMeantWhenBitsAreLeftOver() {
    assertThatThrownBy(() -> AddressRange.convert("10.1.2.3/8"))
        .hasMessage("10.1.2.3/8 (expected: 10.0.0.0/8, or 10.1.2.3 alone)");
  }

  @Test
  void looksUpNoName() {
    assertThat(IpAddress.parse("localhost")).isEmpty();
    assertThat(IpAddress.parse("dead.beef")).isEmpty();
    assertThat(IpAddress.parse("cafe")).isEmpty();
  }

  @Test
  void isReadWithItsListener() {
    String yaml =
        Yaml.with(
            "listeners:\n  alipayPlus:\n",
            "listeners:\n  alipayPlus:\n    allowFrom: [ 192.0.2.0/24, \"2001:db8::\" ]\n");

    var config = ConfigFolder.in(temporary).loaded(yaml);

    assertThat(config.listeners().alipayPlus().allowFrom())
        .hasToString("[192.0.2.0/24, 2001:db8:0:0:0:0:0:0/128]");
    assertThat(ConfigDifference.between(config, ConfigFolder.in(temporary).loaded(Yaml.SMALLEST)))
        .extracting(ConfigDifference::key)
        .containsExactly("listeners.alipayPlus.allowFrom[0]", "listeners.alipayPlus.allowFrom[1]");
  }

  private static boolean holds(String range, String address) throws Unusable {
    return AddressRange.convert(range).contains(IpAddress.parse(address).orElseThrow());
  }
}
