package io.github.duologue.samples.kotlin

import io.github.duologue.bytes.Bytes
import io.github.duologue.codec.Framing
import io.github.duologue.dsl.Steps.disconnect
import io.github.duologue.dsl.Steps.expect
import io.github.duologue.dsl.Steps.expectFrom
import io.github.duologue.dsl.Steps.handle
import io.github.duologue.dsl.Steps.let
import io.github.duologue.dsl.Steps.script
import io.github.duologue.dsl.Steps.send
import io.github.duologue.dsl.Steps.sequence
import io.github.duologue.dsl.Steps.template
import io.github.duologue.junit.WithFakeServer
import io.github.duologue.match.Matchers.anyFrame
import io.github.duologue.match.Matchers.regex
import io.github.duologue.match.Matchers.startingWith
import io.github.duologue.match.Matchers.text
import io.github.duologue.match.Matchers.textSatisfying
import io.github.duologue.server.FakeServer
import java.net.Socket
import kotlin.text.Charsets.ISO_8859_1
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** What callers in Kotlin meet: lambdas, spread lists, names, and what is never null. */
@WithFakeServer
class KotlinTest {

  private val login =
    expect(regex("""LOGIN (?<user>\w+)""")).reply { captures -> "hello ${captures.text("user")}" }

  @Test
  fun `functions of a script are lambdas`(server: FakeServer) {
    server.play(
      Framing.crlfLines(),
      send("ready"),
      login,
      expectFrom { captures -> text("WHO IS ${captures.text("user")}") }
        .then(let("day") { "Monday" })
        .reply(template("{user}, since {day}")),
      expect(textSatisfying("a short line") { it.length < 10 }).replyBytes { Bytes.utf8("short") },
      handle { client ->
        val count = client.expect(regex("LIST (?<count>\\d+)")).number("count")
        for (i in 1..count) client.reply("item $i")
      },
      expect("QUIT").reply("bye").then(disconnect()),
    )

    client(server) { say ->
      assertEquals("ready", say(null))
      assertEquals("hello ada", say("LOGIN ada"))
      assertEquals("ada, since Monday", say("WHO IS ada"))
      assertEquals("short", say("PING"))
      assertEquals("item 1", say("LIST 2"))
      assertEquals("item 2", say(null))
      assertEquals("bye", say("QUIT"))
    }
    assertEquals("ada", server.connection(1).captures().text("user"))
  }

  @Test
  fun `lists of steps are spread or made one step`(server: FakeServer) {
    val steps = listOf("one", "two").map { expect(it).reply("$it!") }
    server.play(script("twice", Framing.crlfLines(), *steps.toTypedArray(), sequence(steps)))

    client(server) { say ->
      for (line in listOf("one", "two", "one", "two")) assertEquals("$line!", say(line))
    }
  }

  @Test
  fun `what is not there has a default`(server: FakeServer) {
    server.play(Framing.crlfLines(), expect(anyFrame()).reply("ok"))

    client(server) { say -> assertEquals("ok", say("anything")) }
    val user: String = server.connection(1).captures().text("user", "nobody")
    assertEquals("nobody", user)
  }

  @Test
  fun `two names are keywords of Kotlin and stand in backticks`(server: FakeServer) {
    val greeting = startingWith("Gr\u00fc\u00dfe").`in`(ISO_8859_1).`as`("greeting")
    server.play(script(Framing.lines(), expect(greeting)).withCharset(ISO_8859_1))

    Socket(server.host(), server.port()).use {
      it.getOutputStream().write("Gr\u00fc\u00dfe aus Bern\n".toByteArray(ISO_8859_1))
    }
    server.verify()
    assertEquals("Gr\u00fc\u00dfe aus Bern", server.connection(1).captures().text("greeting"))
  }

  private fun client(server: FakeServer, talk: ((String?) -> String?) -> Unit) {
    Socket(server.host(), server.port()).use { socket ->
      socket.soTimeout = 10_000
      val answers = socket.getInputStream().bufferedReader()
      talk { line ->
        if (line != null) socket.getOutputStream().write("$line\r\n".toByteArray())
        answers.readLine()
      }
    }
  }
}
