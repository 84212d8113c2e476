/**
 * Every fault at every place: tests, made from one scripted conversation and one client, that let
 * the network do to it whatever a network does.
 *
 * <p>It begins with {@link io.github.duologue.faults.EveryFault}.
 */
@NullMarked
package io.github.duologue.faults;

import org.jspecify.annotations.NullMarked;
