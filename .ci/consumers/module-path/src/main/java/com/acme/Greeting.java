package com.acme;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.dsl.Steps.send;

import io.github.duologue.codec.Framing;
import io.github.duologue.script.Script;

/** A script that needs nothing but what the modules export. */
final class Greeting {
  static final Script SCRIPT =
      script("greeting", Framing.crlfLines(), send("ready"), expect("PING").reply("PONG"));

  private Greeting() {}
}
