package io.github.duologue.faults;

import io.github.duologue.server.FakeServer;
import io.github.duologue.server.FakeServerBuilder;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a scenario was told. */
record Terms<T extends @Nullable Object>(
    Consumer<? super FakeServer> scripts,
    UnaryOperator<FakeServerBuilder> settings,
    Client<? extends T> client,
    Outcome<? super T> harmful,
    Duration within,
    int atMost,
    long seed,
    boolean betweenReplies,
    boolean checkingThreads,
    int atOnce) {}
