/** A client of a price feed, which loses no price when the line does. */
package io.github.duologue.samples.prices;
