package io.github.duologue.samples.knockknock;

/**
 * A knock-knock joke.
 *
 * @param clue who is there
 * @param punchLine what one did not expect
 */
public record Joke(String clue, String punchLine) {}
