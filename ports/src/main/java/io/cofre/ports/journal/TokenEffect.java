package io.cofre.ports.journal;

import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.token.TokenRecord;

/** What {@code api_key} spans do. */
public sealed interface TokenEffect extends Effect {
    /** The row is from now on as given, but for {@code last_used_at}, which no span says. */
    record Put(TokenRecord token, SpanVersion cause) implements TokenEffect {}
}
