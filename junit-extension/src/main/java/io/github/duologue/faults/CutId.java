package io.github.duologue.faults;

import io.github.duologue.network.Fault;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name for machines of a harmful case, such as {@code reset@1:2+17}.
 *
 * @param fault what happens
 * @param connection the number of the connection
 * @param reply the number of the reply
 * @param byteOfReply behind which byte of it
 */
record CutId(Fault fault, int connection, int reply, int byteOfReply) {
  private static final Pattern FORM = Pattern.compile("(\\w+)@(\\d{1,9}):(\\d{1,9})\\+(\\d{1,9})");

  static Optional<CutId> parse(String id) {
    Matcher form = FORM.matcher(id);
    if (!form.matches()) {
      return Optional.empty();
    }
    return Plan.FAULTS.stream()
        .filter(fault -> FaultCase.word(fault).equals(form.group(1)))
        .findFirst()
        .map(fault -> new CutId(fault, number(form, 2), number(form, 3), number(form, 4)));
  }

  private static int number(Matcher form, int group) {
    return Integer.parseInt(form.group(group));
  }
}
