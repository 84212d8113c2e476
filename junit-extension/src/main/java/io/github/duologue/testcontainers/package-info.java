/** Containers as clients of a fake server, for those who have Testcontainers. */
@NullMarked
package io.github.duologue.testcontainers;

import org.jspecify.annotations.NullMarked;
