package io.github.duologue.samples.stomp;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.expectDisconnect;
import static io.github.duologue.dsl.Steps.sequence;
import static io.github.duologue.dsl.Steps.template;
import static io.github.duologue.dsl.Steps.whenever;
import static io.github.duologue.match.Matchers.endingWith;
import static io.github.duologue.match.Matchers.regex;
import static io.github.duologue.match.Matchers.startingWith;
import static io.github.duologue.samples.stomp.StompFormat.HEART_BEAT;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Framing;
import io.github.duologue.match.Matcher;
import io.github.duologue.match.Matchers;
import io.github.duologue.match.Template;
import io.github.duologue.script.Exchange;
import io.github.duologue.script.Expectation;
import io.github.duologue.script.Whenever;
import java.util.regex.Pattern;

/**
 * A broker's part of STOMP 1.2, as steps to make scripts of.
 *
 * <p>A client's frame is known by its command, the headers that a test asks for, and its body; it
 * may have other headers too, in any order.
 */
final class Stomp {
  static final Framing FRAMING = Framing.of(new StompFormat());

  /** Heart-beats of the client, and the line ends that may stand behind its frames. */
  static final Whenever HEART_BEATS = whenever(expect(aHeartBeat()));

  private static final Template RECEIPT = template("RECEIPT\nreceipt-id:{receipt}\n\n");

  /** A client takes its leave, and goes when it knows that all it sent has come. */
  static final Exchange DISCONNECT =
      sequence(expect(frame("DISCONNECT", "", receipt())).reply(RECEIPT), expectDisconnect());

  private Stomp() {}

  static Matcher aHeartBeat() {
    return Matchers.text(HEART_BEAT).describedAs("a heart-beat");
  }

  /**
   * A client connects and is told so.
   *
   * @param client how often the client will send heart-beats, and how often it wants some, in
   *     milliseconds, such as {@code "100,1000"}
   * @param server the same of the server
   */
  static Exchange connect(String client, String server) {
    return connect(client).reply("CONNECTED\nversion:1.2\nheart-beat:" + server + "\n\n");
  }

  static Expectation connect(String heartBeats) {
    return expect(
        frame("CONNECT", "", header("accept-version:1.2"), header("heart-beat:" + heartBeats)));
  }

  static Exchange subscribe(String destination) {
    return expect(frame("SUBSCRIBE", "", header("destination:" + destination), receipt()))
        .reply(RECEIPT);
  }

  /** A client sends a message and is told that it has come. */
  static Exchange send(String destination, String body) {
    return sendUnconfirmed(destination, body).reply(RECEIPT);
  }

  static Expectation sendUnconfirmed(String destination, String body) {
    return expect(frame("SEND", body, header("destination:" + destination), receipt()));
  }

  static String message(String destination, int id, String body) {
    return "MESSAGE\nsubscription:%s\ndestination:%s\nmessage-id:%d\ncontent-length:%d\n\n%s"
        .formatted(destination, destination, id, Bytes.utf8(body).size(), body);
  }

  static String error(String message) {
    return "ERROR\nmessage:" + message + "\n\n";
  }

  private static Matcher receipt() {
    return regex("(?s)[^\0]*?\nreceipt:(?<receipt>[^\n]+)\n.*").describedAs("receipt");
  }

  private static Matcher header(String header) {
    return regex("(?s)[A-Z]+\n(?:[^\n]+\n)*?" + Pattern.quote(header) + "\n.*").describedAs(header);
  }

  private static Matcher frame(String command, String body, Matcher... headers) {
    Matcher frame = startingWith(command + "\n");
    StringBuilder description = new StringBuilder(command);
    for (Matcher header : headers) {
      frame = frame.and(header);
      description.append(' ').append(header);
    }
    return frame
        .and(endingWith("\n\n" + body))
        .describedAs(description + (body.isEmpty() ? "" : " \"" + body + '"'));
  }
}
