package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.wallet.ItemRules;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.WalletItem;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /wallet/key/revoke} (spec 02): ends a key for good; what it signed before stays good. That an Ed25519 key
 * is revoked is said by the tenant's root. Of two at once, one wins. Thread-safe.
 */
public final class RevokeWalletKey {
    private final WalletKeyChanges changes;
    private final Notary notary;
    private final InstantSource clock;

    @Inject
    public RevokeWalletKey(WalletKeyChanges changes, Notary notary, InstantSource clock) {
        this.changes = changes;
        this.notary = notary;
        this.clock = clock;
    }

    /**
     * Answers with the ended key.
     *
     * @param wallet empty for the principal's own
     */
    public Reply<WalletItem> revoke(
            Principal principal,
            Optional<WalletId> wallet,
            Kid kid,
            String reason,
            Optional<Repeatable<WalletItem>> once) {
        return changes.run(
                principal, wallet, kid, "revoke", once, (found, item) -> plan(principal, found, item, reason));
    }

    private Plan<WalletItem> plan(Principal principal, Wallet wallet, WalletItem item, String reason) {
        Instant now = clock.instant();
        WalletItem ended = ItemRules.revoked(item);
        List<Births.Birth> told = new ArrayList<>();
        told.add(changes.recorded(
                ItemRules.with(wallet, ended),
                "key_revoked",
                principal.who(),
                now,
                Optional.of(reason),
                item.secret()));
        if (item instanceof WalletItem.Ed25519 key) {
            told.add(changes.ended(wallet, key, LedgerKey.Status.REVOKED, principal.who(), now, reason));
        }
        Births.Birth all = Births.Birth.of(told);
        return new Plan.Write<>(ended, notary.sign(principal, all.drafts()), List.of(), all.effects());
    }
}
