package io.cofre.ports.journal;

import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.wallet.WalletId;
import java.time.Duration;

/**
 * The idempotency record of a change (spec 00, "Idempotency-Key"): written in the change's own transaction, kept for 24
 * hours.
 *
 * @param bodyHash BLAKE3 of the request's body bytes
 */
public record Once(Key key, PayloadHash bodyHash, Answer answer) {
    /** How long a record is kept. */
    public static final Duration KEPT = Duration.ofHours(24);

    /**
     * Under what a repeat is recognized.
     *
     * @param method upper case
     * @param path of the route, without query
     * @param value the caller's header, 1 to 255 visible ASCII characters
     */
    public record Key(TenantId tenant, WalletId wallet, String method, String path, String value) {}

    /** The record as it is kept. */
    Once kept() {
        return answer instanceof Answer.BySpan ? new Once(key, bodyHash, new Answer.Body(answer.json())) : this;
    }

    /** What a repeat is told. */
    public sealed interface Answer {
        /** The JSON of the first answer, without what only receipts say (position, time), which stand beside it. */
        String json();

        /** The whole first answer. */
        record Body(String json) implements Answer {}

        /**
         * The first answer held a secret and is not kept: only what may be known. The repeat is 409
         * {@code request.already_done}.
         */
        record Withheld(String json) implements Answer {}

        /**
         * Each span of the request answers for itself, being the same span again. Several changes may bear one such
         * record: the first that is accepted writes it, as an empty {@link Body}, and it refuses other bodies; the same
         * body is judged by its spans.
         */
        record BySpan() implements Answer {
            @Override
            public String json() {
                return "{}";
            }
        }
    }
}
