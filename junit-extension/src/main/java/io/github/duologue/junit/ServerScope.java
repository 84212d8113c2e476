package io.github.duologue.junit;

/**
 * How long a fake server lives.
 *
 * @since 0.1.0
 */
public enum ServerScope {
  /** Each test has a server of its own. */
  PER_TEST,

  /**
   * All tests of the annotated class, {@code @Nested} ones too, have the same server, one test
   * after another. It keeps its port from test to test, and nothing else.
   */
  PER_CLASS,

  /**
   * All tests of a run have the same server if they name it alike, one test after another. It keeps
   * its port from test to test, and nothing else. A run is what a launcher executes at once: each
   * JVM that a build forks has one of its own, and one after another where the build hands classes
   * out to the JVMs one by one, as Surefire does if it forks several.
   */
  PER_SESSION
}
