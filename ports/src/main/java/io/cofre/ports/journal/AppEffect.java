package io.cofre.ports.journal;

import io.cofre.ports.app.App;
import io.cofre.ports.span.SpanVersion;

/** What {@code app_registration} and {@code capability_grant} spans do. */
public sealed interface AppEffect extends Effect {
    /** The row is from now on as given. */
    record Put(App app, SpanVersion cause) implements AppEffect {}
}
