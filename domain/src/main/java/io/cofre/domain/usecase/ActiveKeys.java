package io.cofre.domain.usecase;

import io.cofre.domain.auth.Naming;
import io.cofre.domain.auth.TokenStates;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.wallet.WalletId;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A wallet's keys that are good now, however many there are. Thread-safe. */
public final class ActiveKeys {
    private static final int PAGE = 1_000;

    private final Tokens tokens;
    private final InstantSource clock;

    /**
     * Makes the search.
     *
     * @param tokens as they stand
     */
    @Inject
    public ActiveKeys(Tokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Those that a name may mean, newest first, at most so many. */
    List<TokenRecord> meantBy(WalletId wallet, Naming.Name name, int atMost) {
        return switch (name) {
            case Naming.Name.Hash(TokenHash hash) ->
                good(tokens.find(hash).stream()
                        .filter(token -> token.wallet().equals(wallet))
                        .toList());
            case Naming.Name.Last4(String last4) ->
                search(wallet, token -> token.last4().equals(last4), atMost);
            case Naming.Name.Only only -> search(wallet, token -> true, atMost);
            case Naming.Name.All all -> search(wallet, token -> true, atMost);
        };
    }

    private List<TokenRecord> search(WalletId wallet, Predicate<TokenRecord> meant, int atMost) {
        List<TokenRecord> found = new ArrayList<>();
        Optional<TokenHash> after = Optional.empty();
        while (true) {
            List<TokenRecord> page = tokens.ofWallet(wallet, Optional.of(TokenRecord.Status.ACTIVE), after, PAGE);
            good(page).stream().filter(meant).limit(atMost - found.size()).forEach(found::add);
            if (page.size() < PAGE || found.size() == atMost) {
                return found;
            }
            after = Optional.of(page.getLast().hash());
        }
    }

    private List<TokenRecord> good(List<TokenRecord> found) {
        return TokenStates.good(found, clock.instant());
    }
}
