package io.github.duologue.faults;

import io.github.duologue.bytes.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What the server sends on a connection.
 *
 * @param connection the number of the connection, from 1
 * @param writes what it wrote in one go each, none empty
 */
record Replies(int connection, List<Bytes> writes) {

  Replies {
    writes = List.copyOf(writes);
  }

  Bytes bytes() {
    return Bytes.join(writes);
  }

  long size() {
    return writes.stream().mapToLong(Bytes::size).sum();
  }

  /** How many places there are: at each byte, or only at the ends of replies. */
  long places(boolean betweenReplies) {
    if (writes.isEmpty()) {
      return 0;
    }
    return 1 + (betweenReplies ? writes.size() : size());
  }

  /** A place, from 0. */
  Place place(long index, boolean betweenReplies) {
    if (betweenReplies) {
      int reply = (int) Math.max(1, index);
      return at(reply, index == 0 ? 0 : writes.get(reply - 1).size());
    }
    long before = 0;
    int reply = 1;
    while (index - before > writes.get(reply - 1).size()) {
      before += writes.get(reply - 1).size();
      reply++;
    }
    return at(reply, (int) (index - before));
  }

  /** The place behind a byte of a reply, if there is such a byte. */
  Optional<Place> find(int reply, int byteOfReply) {
    boolean known =
        reply >= 1
            && reply <= writes.size()
            && byteOfReply >= (reply == 1 ? 0 : 1)
            && byteOfReply <= writes.get(reply - 1).size();
    return known ? Optional.of(at(reply, byteOfReply)) : Optional.empty();
  }

  private Place at(int reply, int byteOfReply) {
    long offset = byteOfReply;
    for (Bytes before : writes.subList(0, reply - 1)) {
      offset += before.size();
    }
    boolean last = byteOfReply == writes.get(reply - 1).size();
    return new Place(connection, reply, byteOfReply, offset, last);
  }
}
