package io.github.duologue.samples.prices;

import java.math.BigDecimal;
import java.net.ProtocolException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The price of a stock at a moment.
 *
 * @param number its place in the sequence of all prices
 * @param symbol the stock
 * @param amount what it costs
 */
public record Price(long number, String symbol, BigDecimal amount) {
  private static final Pattern LINE =
      Pattern.compile("([0-9]{1,18}) (\\S+) ([0-9]{1,18}(?:\\.[0-9]{1,9})?)");

  /**
   * Reads a price.
   *
   * @param line a line of the feed, such as {@code 17 IBM 184.20}
   * @return the price
   * @throws ProtocolException if the line is none
   */
  static Price of(String line) throws ProtocolException {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new ProtocolException("expected a price, not \"%s\"".formatted(line));
    }
    return new Price(
        Long.parseLong(parts.group(1)), parts.group(2), new BigDecimal(parts.group(3)));
  }
}
