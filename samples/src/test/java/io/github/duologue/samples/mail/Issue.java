package io.github.duologue.samples.mail;

import java.time.OffsetDateTime;

/** An issue of a newsletter. */
record Issue(int number, OffsetDateTime date, String title, String text) {}
