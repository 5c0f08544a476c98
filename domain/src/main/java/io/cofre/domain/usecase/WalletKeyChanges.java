package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.ledger.DerivedIds;
import io.cofre.domain.ledger.LoglineId;
import io.cofre.domain.ledger.Records;
import io.cofre.domain.ledger.Versions;
import io.cofre.domain.wallet.Administration;
import io.cofre.domain.wallet.ItemRules;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.journal.KeyEffect;
import io.cofre.ports.journal.SecretEffect;
import io.cofre.ports.journal.WalletEffect;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What changes of a wallet's keys share: who may, which key is meant, and what is told of it. Thread-safe. */
public final class WalletKeyChanges {
    private final Wallets wallets;
    private final Heads heads;
    private final ServiceKeys keys;
    private final Commits commits;
    private final Invalidation invalidation;

    @Inject
    public WalletKeyChanges(
            Wallets wallets, Heads heads, ServiceKeys keys, Commits commits, Invalidation invalidation) {
        this.wallets = wallets;
        this.heads = heads;
        this.keys = keys;
        this.commits = commits;
        this.invalidation = invalidation;
    }

    /** What becomes of an active key of a wallet. */
    @FunctionalInterface
    interface Step {
        Plan<WalletItem> plan(Wallet wallet, WalletItem item);
    }

    /**
     * Runs a step for a principal who may take it.
     *
     * @param wallet empty for the principal's own
     * @param operation what it is called in a refusal
     */
    Reply<WalletItem> run(
            Principal principal,
            Optional<WalletId> wallet,
            Kid kid,
            String operation,
            Optional<Repeatable<WalletItem>> once,
            Step step) {
        WalletId id = wallet.orElse(principal.wallet());
        Reply<WalletItem> reply = commits.run(once, () -> {
            Optional<Wallet> found = wallets.find(id);
            if (found.isEmpty()) {
                return new Plan.Refuse<>(Problem.of(Code.WALLET_UNKNOWN, "There is no wallet " + id + "."));
            }
            Optional<Problem> refusal = Administration.ofKeys(principal, found.get(), operation);
            if (refusal.isPresent()) {
                return new Plan.Refuse<>(refusal.get());
            }
            return switch (ItemRules.active(found.get(), kid)) {
                case ItemRules.Found.Refused(Problem problem) -> new Plan.Refuse<>(problem);
                case ItemRules.Found.Item(WalletItem item) -> step.plan(found.get(), item);
            };
        });
        invalidation.publish(new Invalidation.Notice(Invalidation.About.WALLET, id.value()));
        return reply;
    }

    /** The wallet as it stands now, told by S; the secret that it no longer names is dropped. */
    Births.Birth recorded(
            Wallet changed, String did, String who, Instant now, Optional<String> reason, Optional<SecretRef> dropped) {
        Notary.Draft draft = new Notary.Draft(Records.wallet(changed, did, who, now, reason), keys.service());
        List<Effect> effects = new ArrayList<>();
        effects.add(new WalletEffect.Put(changed, draft.version()));
        dropped.ifPresent(ref -> effects.add(new SecretEffect.Dropped(ref, draft.version())));
        return new Births.Birth(List.of(draft), effects);
    }

    /** That a key signs nothing more, told by the tenant's root. */
    Births.Birth ended(
            Wallet wallet, WalletItem.Ed25519 key, LedgerKey.Status how, String who, Instant now, String reason) {
        SpanId id = DerivedIds.ofKey(key.keyId());
        long next = Versions.next(id, heads.find(List.of(id))).seq();
        Notary.Draft draft = new Notary.Draft(
                LoglineId.ended(Signer.ledgerKey(wallet, key, LedgerKey.Role.WALLET), next, how, who, now, reason),
                keys.tenantRoot(wallet.tenant()));
        return new Births.Birth(List.of(draft), List.of(new KeyEffect.Ended(key.keyId(), how, draft.version())));
    }
}
