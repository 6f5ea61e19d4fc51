package io.plusgate.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.store.embedded.Database.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may follow comes to the disk a tenth of a second later, at the latest. */
class DiskDebtTest {
  private static final List<Change> CHANGES = List.of(new Change(Kind.META, new byte[] {1}, null));

  private final Disk disk = new Disk();
  private long now = 7;
  private final DiskDebt debt = new DiskDebt(() -> now);

  @Test
  void writesAtOnceWhatSomebodyReliesOn() {
    debt.write(disk, CHANGES, false);

    assertThat(disk.did).containsExactly("write");
    assertThat(debt.exists()).isFalse();
  }

  @Test
  void owesWhatMayFollowUntilTheNextWrite() {
    debt.write(disk, CHANGES, true);
    assertThat(debt.exists()).isTrue();

    debt.write(disk, CHANGES, false);

    assertThat(disk.did).containsExactly("ahead", "write");
    assertThat(debt.exists()).isFalse();
  }

  @Test
  void neverOwesForLongerThanItPromises() {
    debt.write(disk, CHANGES, true);
    now += DiskDebt.MOST_NANOS - 1;
    debt.write(disk, CHANGES, true);
    assertThat(debt.leftNanos()).isEqualTo(1);
    now += 1;

    debt.write(disk, CHANGES, true);

    assertThat(disk.did).containsExactly("ahead", "ahead", "write");
    assertThat(debt.leftNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void isPaidWithoutAWrite() {
    debt.write(disk, CHANGES, true);

    debt.payWhenDue(disk);
    assertThat(disk.did).containsExactly("ahead");
    now += DiskDebt.MOST_NANOS;

    debt.payWhenDue(disk);

    assertThat(disk.did).containsExactly("ahead", "sync");
    assertThat(debt.exists()).isFalse();
  }

  private static final class Disk implements DiskDebt.Disk {
    private final List<String> did = new ArrayList<>();

    @Override
    public void write(Iterable<Change> changes) {
      did.add("write");
    }

    @Override
    public void writeAhead(Iterable<Change> changes) {
      did.add("ahead");
    }

    @Override
    public void sync() {
      did.add("sync");
    }
  }
}
