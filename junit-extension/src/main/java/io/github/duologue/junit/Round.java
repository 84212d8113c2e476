package io.github.duologue.junit;

import io.github.duologue.server.FakeServer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** One test's use of a server, and what is known of how that test went. */
final class Round {
  private final String test;
  private final LiveServer live;
  private final boolean shared;
  private final String file;
  private volatile boolean failed; // or aborted; dynamic tests may run at the same time
  private volatile boolean aborted; // by itself
  private volatile boolean verified;
  private volatile boolean told;
  private volatile @Nullable AssertionFailedError first;
  private volatile @Nullable Path atTimeout;

  /**
   * Makes a round.
   *
   * @param test names the test for people
   * @param shared whether the server outlives it
   * @param file what its files are called, apart from those of the test's other servers
   */
  Round(String test, LiveServer live, boolean shared, String file) {
    this.test = test;
    this.live = live;
    this.shared = shared;
    this.file = file;
  }

  LiveServer live() {
    return live;
  }

  FakeServer server() {
    return live.server();
  }

  /** The test has failed: what is wrong by now came first. */
  void noteFailure() {
    if (first == null) {
      first = mismatch();
    }
  }

  private @Nullable AssertionFailedError mismatch() {
    try {
      check();
      return null;
    } catch (AssertionFailedError mismatch) {
      return mismatch;
    }
  }

  /** Throws what went wrong with the conversation so far, never what is still to come. */
  void check() {
    Interrupts.heldBack(server()::check);
  }

  /** The same, unless the server is lenient. */
  void checkStrictly() {
    if (!live.declaration().lenient()) {
      check();
    }
  }

  /** The test runs out of time: keeps what has happened up to now. */
  void saveAtTimeout(ExtensionContext context) {
    atTimeout = new Evidence(context, server()).saveTranscript(file + "-at-timeout");
  }

  /** The test has aborted itself: what it began is of no interest. */
  void abort() {
    aborted = true;
  }

  /**
   * Adds what went wrong with the conversation to the failure of a test. If the test was aborted,
   * that is the case only if others did so when it was over.
   */
  void explain(ExtensionContext context, Throwable failure) {
    failed = true;
    boolean abort = failure instanceof TestAbortedException;
    if (abort && aborted) {
      return;
    }
    AssertionFailedError before = first;
    AssertionFailedError mismatch = before == null ? mismatch() : before;
    first = null;
    if (abort && mismatch == null) {
      return;
    }
    Evidence evidence = new Evidence(context, server());
    if (mismatch != null) {
      Path transcript = evidence.saveTranscript(file);
      AssertionFailedError whole = Evidence.withPaths(mismatch, transcript, atTimeout);
      failure.addSuppressed(whole);
      evidence.publish(Evidence.message(whole));
      Evidence.log(test, failure, before != null, Evidence.message(whole));
    } else if (!told) {
      boolean thrown = !server().verdict().mismatches().isEmpty(); // by the test itself
      String what =
          thrown
              ? "the transcript of '" + server().name() + "'"
              : "no client of '" + server().name() + "' has deviated so far";
      Path transcript = evidence.saveTranscript(file);
      if (transcript != null) {
        failure.addSuppressed(new TranscriptNote(what, transcript, atTimeout));
      }
      evidence.publish(thrown ? Evidence.headline(failure) : "no client has deviated so far");
    }
    told = true;
  }

  /** Throws the verdict, unless the test has failed or was aborted. */
  void verify(ExtensionContext context) {
    if (!failed) {
      verified = true;
      judge(context);
    }
  }

  private void judge(ExtensionContext context) {
    try {
      Interrupts.heldBack(server()::verify);
    } catch (AssertionFailedError bad) {
      Evidence evidence = new Evidence(context, server());
      AssertionFailedError whole = Evidence.withPaths(bad, evidence.saveTranscript(file), null);
      if (live.declaration().lenient()) {
        evidence.publish("not judged, since it is lenient: " + Evidence.message(whole));
      } else {
        evidence.publish(Evidence.headline(whole));
        throw whole;
      }
    }
  }

  /**
   * Ends the round, and closes the server unless it is shared. It is the last that happens to a
   * test, after the fields of the test are closed; what a client did wrong since the verdict fails
   * the test too.
   */
  void close(ExtensionContext context) {
    try {
      if (verified) {
        judge(context);
      }
    } finally {
      if (shared) {
        Interrupts.heldBack(live::endTest);
      } else {
        live.close();
      }
    }
  }
}
