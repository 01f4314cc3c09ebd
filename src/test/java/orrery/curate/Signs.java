package orrery.curate;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stand-in. */
public record Signs(
    @Nullable Long id,
    @Nullable Long link,
    String title,
    boolean titled,
    @Nullable Instant said,
    boolean own,
    Supplier<String> text) {}
