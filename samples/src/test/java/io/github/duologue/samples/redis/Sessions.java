package io.github.duologue.samples.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.SetParams;

/** The application under test: who is logged in, kept in Redis and forgotten after a while. */
class Sessions {
  private static final Duration KEPT = Duration.ofMinutes(30);

  private final RedisClient redis;

  Sessions(RedisClient redis) {
    this.redis = redis;
  }

  void logIn(String token, String user) {
    redis.set(key(token), user, SetParams.setParams().ex(KEPT.toSeconds()));
  }

  Optional<String> user(String token) {
    return Optional.ofNullable(redis.get(key(token)));
  }

  /** Asks for all of them at once, in one round trip. */
  List<Optional<String>> users(List<String> tokens) {
    List<Response<String>> users = new ArrayList<>();
    try (Pipeline pipeline = redis.pipelined()) {
      tokens.forEach(token -> users.add(pipeline.get(key(token))));
    }
    return users.stream().map(user -> Optional.ofNullable(user.get())).toList();
  }

  static String key(String token) {
    return "session:" + token;
  }
}
