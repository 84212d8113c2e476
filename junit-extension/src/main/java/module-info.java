/** The JUnit Jupiter extension: starts a fake server per test and judges it at the end. */
module io.github.duologue.junit {
  requires transitive io.github.duologue.fixture;
  requires transitive org.junit.jupiter.api;
  requires static transitive org.jspecify;
  requires static java.management;

  exports io.github.duologue.faults;
  exports io.github.duologue.junit;
  exports io.github.duologue.testcontainers;

  opens io.github.duologue.junit to
      org.junit.platform.commons;
}
