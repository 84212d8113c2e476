/** A client that lets a server tell it knock-knock jokes. */
package io.github.duologue.samples.knockknock;
