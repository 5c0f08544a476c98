package io.cofre.domain.auth;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import java.util.List;
import java.util.Optional;

/** Which of a wallet's active keys a revocation or rotation means (spec 01, "Routes"). Pure. */
public sealed interface Naming {
    /** By what it is named. */
    sealed interface Name {
        record Hash(TokenHash hash) implements Name {}

        record Last4(String last4) implements Name {}

        /** The only one there is. */
        record Only() implements Name {}

        /** All of them; for revocation. */
        record All() implements Name {}
    }

    record Named(List<TokenRecord> tokens) implements Naming {
        public Named {
            tokens = List.copyOf(tokens);
        }
    }

    record Refused(Problem problem) implements Naming {}

    /** Finds what is meant among the wallet's active keys. */
    static Naming among(List<TokenRecord> active, Name name) {
        List<TokenRecord> matches = switch (name) {
            case Name.Hash(TokenHash hash) ->
                active.stream().filter(token -> token.hash().equals(hash)).toList();
            case Name.Last4(String last4) ->
                active.stream().filter(token -> token.last4().equals(last4)).toList();
            case Name.Only only -> active;
            case Name.All all -> active;
        };
        if (name instanceof Name.All) {
            return new Named(matches);
        }
        return switch (matches.size()) {
            case 0 ->
                new Refused(Problem.of(
                        Code.AUTH_KEY_UNKNOWN, "The wallet has no such active key; GET /auth/keys/list shows them."));
            case 1 -> new Named(matches);
            default ->
                new Refused(Problem.of(
                                Code.AUTH_KEY_AMBIGUOUS,
                                matches.size() + " active keys match; name one by its token_hash.")
                        .with(
                                "token_hashes",
                                matches.stream()
                                        .map(token -> token.hash().value())
                                        .toList()));
        };
    }

    /**
     * Whether a key that was found once may still be meant.
     *
     * @param now what stands of it
     */
    static Naming still(TokenRecord found, Optional<TokenRecord> now) {
        return now.filter(token -> token.seq() == found.seq())
                .<Naming>map(token -> new Named(List.of(token)))
                .orElseGet(() -> new Refused(Problem.of(
                        Code.LEDGER_CONTENDED,
                        "The key was rotated or ended meanwhile; GET /auth/keys/list shows what stands.")));
    }

    /** The name that a request's two optional fields give. */
    static Name of(Optional<TokenHash> hash, Optional<String> last4) {
        return hash.<Name>map(Name.Hash::new)
                .or(() -> last4.map(Name.Last4::new))
                .orElseGet(Name.Only::new);
    }
}
