package io.github.duologue.samples.knockknock;

import static io.github.duologue.dsl.Steps.atLeast;
import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.sequence;
import static io.github.duologue.match.Matchers.text;

import io.github.duologue.script.Exchange;

/** The teller of knock-knock jokes, as steps to make scripts of. */
final class Jokes {
  static final String KNOCK = "Knock! Knock!";

  static final Exchange GOOD_BYE = expect("n").reply("Bye.").then(disconnect());

  private static final String WHO_IS_THERE = "Who's there?";

  private Jokes() {}

  /** A joke behind the knock, for listeners who know their part. */
  static Exchange joke(String clue, String punchLine) {
    return sequence(clue(clue), punchLine(clue, punchLine));
  }

  /** The same for listeners who have yet to learn it: after a wrong answer it begins again. */
  static Exchange lesson(String clue, String punchLine) {
    Exchange clueInTheEnd = sequence(atLeast(0, wrongAnswer(WHO_IS_THERE)), clue(clue));
    return sequence(
        clueInTheEnd,
        atLeast(0, sequence(wrongAnswer(clue + " who?"), clueInTheEnd)),
        punchLine(clue, punchLine));
  }

  private static Exchange clue(String clue) {
    return expect(WHO_IS_THERE).reply(clue);
  }

  private static Exchange punchLine(String clue, String punchLine) {
    return expect(clue + " who?").reply(punchLine + " Want another? (y/n)");
  }

  private static Exchange wrongAnswer(String right) {
    return expect(text(right).negated())
        .reply("You're supposed to say \"" + right + "\"! Try again. " + KNOCK);
  }
}
