package io.plusgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plusgate.store.embedded.EmbeddedReader;
import io.plusgate.store.embedded.EmbeddedStore;
import io.plusgate.store.embedded.FolderBackup;
import io.plusgate.store.embedded.FolderCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a folder that a gateway goes on writing. */
class FolderBackupTest {
  private static final int MANY = 3_000;

  @TempDir private Path temporary;
  private EmbeddedStore store;

  @BeforeEach
  void open() {
    store = EmbeddedStore.open(folder(), new Random(1), Samples.ARBITER);
  }

  @AfterEach
  void close() throws Exception {
    StoreHarness.finish(store.close());
  }

  @Test
  void holdsWhatWasAcknowledgedBeforeAndNothingOfLater() throws Exception {
    pay("before");
    notified("r1");
    backedUp();
    pay("after");

    var reader = EmbeddedReader.open(backup());

    assertThat(StoreHarness.await(reader.findPayment(Samples.key("before")))).isPresent();
    assertThat(StoreHarness.await(reader.findPayment(Samples.key("after")))).isEmpty();
    assertThat(StoreHarness.await(reader.statistics()).receipts()).isEqualTo(1);
    StoreHarness.finish(reader.close());
  }

  @Test
  void isSoundWhileTheGatewayWritesOn() throws Exception {
    for (int number = 0; number < MANY; number++) {
      var later = store.openPayment(Samples.sent("p" + number));
      if (number % 1_000 == 500) {
        var into = temporary.resolve("backup" + number);
        assertThat(FolderBackup.take(folder(), into, Samples.NOON).rows()).isPositive();
        assertThat(FolderCheck.check(into).problems()).isEmpty();
      }
      assertThat(number % 100 != 0 || StoreHarness.await(later).isNew()).isTrue();
    }
  }

  @Test
  void comesBackAsTheSameRows() throws Exception {
    pay("p1");
    notified("r1");
    var taken = FolderBackup.take(folder(), backup(), Samples.NOON);

    var restored = restore();

    assertThat(restored.copied().rows()).isEqualTo(taken.rows());
    assertThat(FolderBackup.takenAt(backup())).contains(Samples.NOON);
    assertThat(FolderCheck.check(again())).isEqualTo(FolderCheck.check(backup()));
  }

  @Test
  void isNoFolderForAGateway() {
    backedUp();

    assertThatThrownBy(() -> EmbeddedStore.open(backup(), new Random(1), Samples.ARBITER))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("is a backup (expected: a folder that plusgate store restore");
  }

  @Test
  void isNeverPutOverSomethingThatIsThere() throws Exception {
    backedUp();
    Files.createDirectory(again());
    Files.writeString(again().resolve("precious"), "mine");

    assertThatThrownBy(() -> FolderBackup.take(folder(), again(), Samples.NOON))
        .hasMessageContaining("is there already");
    assertThatThrownBy(() -> restore()).hasMessageContaining("is there already");
    assertThat(again().resolve("precious")).hasContent("mine");
  }

  @Test
  void refusesABackupWhoseRowsHaveChanged() throws Exception {
    pay("p1");
    backedUp();
    Path note = backup().resolve("BACKUP");
    Files.writeString(note, Files.readString(note).replaceAll("\"rows\" : 1,", "\"rows\" : 2,"));

    assertThatThrownBy(() -> restore())
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("holds other rows than it was taken with");
    assertThat(again()).doesNotExist();
  }

  @Test
  void leavesNothingBehindWhenPreparingFails() {
    backedUp();

    assertThatThrownBy(
            () ->
                FolderBackup.restore(
                    backup(),
                    again(),
                    Optional.empty(),
                    (prepared, takenAt) -> {
                      throw new StoreRefusedException("no");
                    }))
        .hasMessage("no");
    assertThat(temporary.resolve("again.part")).doesNotExist();
    assertThat(again()).doesNotExist();
  }

  private Path folder() {
    return temporary.resolve("data");
  }

  private Path backup() {
    return temporary.resolve("backup");
  }

  private Path again() {
    return temporary.resolve("again");
  }

  private void backedUp() {
    assertThat(FolderBackup.take(folder(), backup(), Samples.NOON).takenAt())
        .isEqualTo(Samples.NOON);
  }

  private FolderBackup.Restored<Instant> restore() {
    return FolderBackup.restore(
        backup(), again(), Optional.empty(), (prepared, takenAt) -> takenAt);
  }

  private void pay(String id) throws Exception {
    assertThat(StoreHarness.await(store.openPayment(Samples.sent(id))).isNew()).isTrue();
  }

  private void notified(String id) throws Exception {
    var told = store.recordNotification(Samples.registrationNotified(id, Samples.NOON));
    assertThat(StoreHarness.await(told).receipt()).isEqualTo(Receipt.FIRST);
  }
}
