package io.github.duologue.faults;

/**
 * A place in what the server sends on a connection: behind so many bytes of a reply, or before the
 * first byte of all.
 *
 * @param connection the number of the connection, from 1
 * @param reply the number of the reply, from 1
 * @param byteOfReply how many bytes of the reply come before; 0 only in the first reply, else the
 *     place is the end of the reply before
 * @param offset how many bytes of the connection come before
 * @param last whether it is the end of the reply
 */
record Place(int connection, int reply, int byteOfReply, long offset, boolean last) {

  /** Such as {@code 1:2+17}, behind a byte of the second reply on connection 1. */
  String id() {
    return connection + ":" + reply + "+" + byteOfReply;
  }

  /** Such as {@code after byte 17 of reply 2}, with the connection if there are several. */
  String words(boolean ofSeveral) {
    return where() + reply + (ofSeveral ? ", connection " + connection : "");
  }

  private String where() {
    if (byteOfReply == 0) {
      return "before the first byte of reply ";
    }
    return last ? "after the last byte of reply " : "after byte " + byteOfReply + " of reply ";
  }
}
