package io.github.duologue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.bytes.Bytes;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What two undisturbed runs must have in common. */
class UndisturbedTest {

  private static Undisturbed<Object> run(Object result, int connections, Replies... sent) {
    Trace<Object> trace =
        new Trace<>(new Ended.Returned<>(result), null, connections, List.of(), List.of(), "", "");
    return new Undisturbed<>(trace, Arrays.asList(sent));
  }

  private static Replies sent(int connection, String... writes) {
    return new Replies(connection, Arrays.stream(writes).map(Bytes::utf8).toList());
  }

  @Test
  void howTheServerCutsItsBytesMakesNoDifference() {
    assertThat(Undisturbed.difference(run("x", 1, sent(1, "abc")), run("x", 1, sent(1, "a", "bc"))))
        .isEmpty();
  }

  @Test
  void theFirstByteThatDiffersIsTold() {
    String before = "x".repeat(30);
    assertThat(
            Undisturbed.difference(
                run("x", 2, sent(1, "a"), sent(2, before + "time 101" + before + before)),
                run("x", 2, sent(1, "a"), sent(2, before + "time 102"))))
        .isEqualTo(
            """
            on connection #2 the server sent other bytes from byte 37 on, first
              … "xxxxxxxxxxxxxtime 101xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" …
            and then
              … "xxxxxxxxxxxxxtime 102\"""");
  }

  @Test
  void aConnectionMoreIsADifferenceByItself() {
    assertThat(Undisturbed.difference(run("x", 1, sent(1, "a")), run("x", 2, sent(1, "a"))))
        .isEqualTo("there were 1 connection, and then 2 connections");
  }

  @Test
  void resultsMustBeEqual() {
    assertThat(Undisturbed.difference(run(1, 1), run(2, 1)))
        .isEqualTo("the client returned\n  1\nand then\n  2");
    assertThat(Undisturbed.difference(run(new int[] {1}, 1), run(new int[] {1}, 1))).isEmpty();
  }

  private static final class Price {
    @Override
    public String toString() {
      return "1.1";
    }
  }

  @Test
  void whatLooksTheSameMayLackEquals() {
    assertThat(Undisturbed.difference(run(new Price(), 1), run(new Price(), 1)))
        .endsWith(
            "\nwhich look the same: does " + Price.class.getName() + " have a method equals?");
  }
}
