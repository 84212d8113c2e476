package io.github.duologue.junit;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Says, among the suppressed exceptions of a failure, where the transcript is. */
final class TranscriptNote extends RuntimeException {
  private static final long serialVersionUID = 1;

  TranscriptNote(String what, Path transcript, @Nullable Path atTimeout) {
    super(what + "\n" + Evidence.paths(transcript, atTimeout), null, false, false);
  }
}
