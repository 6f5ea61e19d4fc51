package io.plusgate.rehearse;

import java.time.Duration;

/** Whoever looks on while a rehearsal runs. */
public interface RehearsalListener {
  /** A case begins. */
  void began(String caseId, String title);

  /** A case is over. */
  void ended(CaseReport report);

  /** A person has to do something now; it is looked for that long. */
  void byHand(String caseId, String instruction, Duration limit);

  /** Nobody looks on. */
  static RehearsalListener none() {
    return new RehearsalListener() {
      @Override
      public void began(String caseId, String title) {}

      @Override
      public void ended(CaseReport report) {}

      @Override
      public void byHand(String caseId, String instruction, Duration limit) {}
    };
  }
}
