/** A client of the echo protocol, RFC 862: what it says comes back. */
package io.github.duologue.samples.echo;
