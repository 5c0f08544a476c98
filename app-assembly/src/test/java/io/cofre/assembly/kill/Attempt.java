package io.cofre.assembly.kill;

import java.util.Optional;
import java.util.Set;

/**
 * A request that may be sent as often as it takes, and has one effect.
 *
 * @param idempotencyKey empty for a span, which is its own
 */
record Attempt(Kind kind, String body, Optional<String> idempotencyKey) {
    /** What may come of sending a request again. */
    private static final Set<String> LATER = Set.of(
            "request.in_progress",
            "ledger.unavailable",
            "ledger.outcome_unknown",
            "auth.busy",
            "wallet.vault_unavailable");

    /** What is done, and by which member of the answer it is named. */
    enum Kind {
        MEMORY("/cli/memory.add", "memory_id"),
        NOTE("/api/spans", "id"),
        KEY("/auth/keys/issue", "token_hash");

        private final String path;
        private final String name;

        Kind(String path, String name) {
            this.path = path;
            this.name = name;
        }
    }

    /** What came of sending it. */
    sealed interface Sent {
        /**
         * Done, now or before.
         *
         * @param name of what was made
         */
        record Done(String name) implements Sent {}

        /** It may have been done; nobody knows until it is sent again. */
        record Open() implements Sent {}
    }

    /** Sends it once; what is neither done nor to be sent again is a fault. */
    Sent send(Api api) throws InterruptedException {
        Optional<Api.Answer> answer = api.post(kind.path, body, idempotencyKey);
        if (answer.isEmpty()) {
            return new Sent.Open();
        }
        Api.Answer got = answer.get();
        if (got.good()) {
            return new Sent.Done(got.text(kind.name));
        }
        String code = got.text("code");
        if (code.equals("request.already_done")) {
            return new Sent.Done(got.text(kind.name));
        }
        if (LATER.contains(code)) {
            return new Sent.Open();
        }
        throw new AssertionError(kind + " was refused: " + got.status() + " " + got.body());
    }
}
