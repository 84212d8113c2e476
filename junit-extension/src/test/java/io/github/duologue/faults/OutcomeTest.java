package io.github.duologue.faults;

import static io.github.duologue.faults.Outcome.result;
import static io.github.duologue.faults.Outcome.sameResult;
import static io.github.duologue.faults.Outcome.throwing;
import static io.github.duologue.faults.Outcome.throwingCausedBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What outcomes allow. */
class OutcomeTest {
  private static final List<String> UNDISTURBED = List.of("a");

  private static Ended<List<String>> returned(String... values) {
    return new Ended.Returned<>(List.of(values));
  }

  private static Ended<List<String>> threw(Throwable problem) {
    return new Ended.Threw<>(problem);
  }

  @Test
  void theSameResultIsAnEqualOne() {
    assertThat(sameResult().allows(returned("a"), UNDISTURBED)).isTrue();
    assertThat(sameResult().allows(returned("b"), UNDISTURBED)).isFalse();
    assertThat(sameResult().allows(threw(new IOException()), UNDISTURBED)).isFalse();
    assertThat(sameResult().allows(new Ended.Returned<>(null), null)).isTrue();
    byte[] bytes = {1, 2};
    assertThat(sameResult().allows(new Ended.Returned<>(bytes.clone()), bytes)).isTrue();
  }

  @Test
  void anExceptionIsOfTheTypeItself() {
    var io = throwing(IOException.class);
    assertThat(io.allows(threw(new FileNotFoundException()), UNDISTURBED)).isTrue();
    assertThat(io.allows(threw(new UncheckedIOException(new IOException())), UNDISTURBED))
        .isFalse();
    assertThat(io.allows(returned("a"), UNDISTURBED)).isFalse();
  }

  @Test
  void aCauseMayLieDeep() {
    var io = throwingCausedBy(IOException.class);
    IOException reason = new IOException();
    assertThat(io.allows(threw(reason), UNDISTURBED)).isTrue();
    assertThat(io.allows(threw(new Error(new IllegalStateException(reason))), UNDISTURBED))
        .isTrue();
    assertThat(io.allows(threw(new IllegalStateException()), UNDISTURBED)).isFalse();
  }

  @Test
  void aCircleOfCausesHasAnEnd() {
    Exception one = new Exception();
    one.initCause(new Exception(one));
    assertThat(throwingCausedBy(IOException.class).allows(threw(one), UNDISTURBED)).isFalse();
  }

  @Test
  void outcomesCanBeJoinedInAnyOrder() {
    Outcome<List<String>> first =
        sameResult().or(result("nothing", (List<String> list) -> list.isEmpty()));
    Outcome<List<String>> last =
        result("nothing", (List<String> list) -> list.isEmpty()).or(sameResult());
    for (Outcome<List<String>> each : List.of(first, last)) {
      assertThat(each.allows(returned(), UNDISTURBED)).isTrue();
      assertThat(each.allows(returned("a"), UNDISTURBED)).isTrue();
      assertThat(each.allows(returned("b"), UNDISTURBED)).isFalse();
      assertThat(each.allows(threw(new IOException()), UNDISTURBED)).isFalse();
    }
    assertThat(first.or(throwing(IOException.class)))
        .hasToString(
            "the undisturbed result or nothing or an exception of type java.io.IOException");
  }
}
