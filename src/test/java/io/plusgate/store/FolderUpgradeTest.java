package io.plusgate.store;

import static io.plusgate.store.Samples.NOON;
import static io.plusgate.store.StoreHarness.await;
import static io.plusgate.store.StoreHarness.finish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plusgate.payment.Phase;
import io.plusgate.store.embedded.EmbeddedStore;
import io.plusgate.store.embedded.FolderCheck;
import io.plusgate.store.embedded.NewerFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder goes one version up, and one down where the newer one has only added. */
class FolderUpgradeTest {
  /** What {@link SampleFolder} wrote with the Plusgate of commit 4748b93^, the last of schema 1. */
  private static final String SCHEMA_1 = "/io/plusgate/store/schema-1.zip";

  @TempDir private Path temporary;

  @Test
  void goesOnWithAFolderOfTheVersionBefore() throws Exception {
    var folder = unpacked();
    assertThat(FolderCheck.check(folder).problems()).isEmpty();

    var store = open(folder);
    assertThat(await(store.findPayment(Samples.key("p1"))).orElseThrow().payment().phase())
        .isEqualTo(Phase.SUCCEEDED);
    var again = Samples.registrationNotified("r1", NOON.plusSeconds(60));
    assertThat(await(store.recordNotification(again)).receipt()).isEqualTo(Receipt.DUPLICATE);
    var claimed = await(store.claimDeliveries(Recipient.BACKEND, later()));
    assertThat(claimed)
        .extracting(one -> one.delivery().event())
        .containsExactly("payment.succeeded");
    assertThat(claimed.get(0).payload()).isEqualTo(Samples.payload("p1"));
    var settled = await(store.settlePayment(Samples.inquirySucceeded("p2", NOON.plusSeconds(60))));
    assertThat(settled).isPresent();
    finish(store.close());

    assertThat(FolderCheck.check(folder).problems()).isEmpty();
  }

  @Test
  void worksInAFolderToWhichTheVersionAfterHasOnlyAdded() throws Exception {
    var folder = SampleFolder.write(temporary.resolve("data"));
    NewerFolder.addTo(folder);

    var store = open(folder);
    assertThat(await(store.findPayment(Samples.key("p1"))).orElseThrow().payment().phase())
        .isEqualTo(Phase.SUCCEEDED);
    assertThat(await(store.claimDeliveries(Recipient.BACKEND, later()))).hasSize(1);
    assertThat(await(store.openPayment(Samples.sent("p3"))).isNew()).isTrue();
    assertThat(await(store.settlePayment(Samples.inquirySucceeded("p2", NOON.plusSeconds(60)))))
        .isPresent();
    finish(store.close());

    assertThat(FolderCheck.check(folder).problems()).isEmpty();
    assertThat(NewerFolder.isLeft(folder)).isTrue();
  }

  @Test
  void leavesAFolderAloneThatTheVersionAfterHasChanged() throws Exception {
    var folder = SampleFolder.write(temporary.resolve("data"));
    NewerFolder.change(folder);

    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining(
            "has schema 3, for Plusgate of schema 3 and newer (expected: at most 2; a newer"
                + " Plusgate wrote it: go on with that, or see docs/operations.md)");
    assertThatThrownBy(() -> FolderCheck.check(folder)).isInstanceOf(StoreRefusedException.class);
  }

  @Test
  void namesNoReaderForAFolderThatSaysOnlyItsSchema() throws Exception {
    var folder = SampleFolder.write(temporary.resolve("data"));
    NewerFolder.markWithoutReader(folder);

    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("has schema 3, for Plusgate of schema 3 and newer");
  }

  private static Store open(Path folder) {
    return EmbeddedStore.open(folder, new Random(1), Samples.ARBITER);
  }

  private static Claim later() {
    return new Claim("g", NOON.plus(Duration.ofMinutes(10)), StoreHarness.LEASE, 10);
  }

  private Path unpacked() throws IOException {
    var folder = Files.createDirectory(temporary.resolve("schema-1"));
    try (var resource = FolderUpgradeTest.class.getResourceAsStream(SCHEMA_1)) {
      assertThat(resource).isNotNull();
      var files = new ZipInputStream(resource);
      for (var file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
        Files.copy(files, folder.resolve(file.getName()));
      }
    }
    return folder;
  }
}
