package io.github.duologue.samples.prices;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.unframed;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.script.Action;
import io.github.duologue.script.Exchange;

/** The server of a price feed, as steps to make scripts of. */
final class Feed {
  private Feed() {}

  /** A client that has no price yet gets these lines. */
  static Exchange subscribe(String... prices) {
    return pushed(expect("SUBSCRIBE"), prices);
  }

  /** A client that has all prices up to a number gets these lines. */
  static Exchange resume(long number, String... prices) {
    return pushed(expect("RESUME " + number), prices);
  }

  /** Each line as it comes, and so in a write of its own. */
  private static Exchange pushed(Exchange request, String... prices) {
    Exchange all = request;
    for (String price : prices) {
      all = all.reply(price);
    }
    return all;
  }

  /** The first bytes of a line, as many as came before the line was dropped. */
  static Action beginningOf(String price, int bytes) {
    return unframed(Bytes.utf8(price).slice(0, bytes));
  }
}
