package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.ledger.LoglineId;
import io.cofre.domain.span.SpanSigning;
import io.cofre.domain.wallet.ItemRules;
import io.cofre.ports.journal.KeyEffect;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.WalletItem;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code POST /wallet/key/rotate} (spec 02): gives a kid a new key. A rotated-in Ed25519 key is introduced by a span
 * that the old key signs, so that the chain of a kid's keys can be proved from its first; the tenant's root says that
 * the old one is retired. Of two at once, one wins and the other is told: {@code ledger.contended}. Thread-safe.
 */
public final class RotateWalletKey {
    private final WalletKeyChanges changes;
    private final KeyVault vault;
    private final FreshNames names;
    private final Notary notary;
    private final InstantSource clock;

    @Inject
    public RotateWalletKey(
            WalletKeyChanges changes, KeyVault vault, FreshNames names, Notary notary, InstantSource clock) {
        this.changes = changes;
        this.vault = vault;
        this.names = names;
        this.notary = notary;
        this.clock = clock;
    }

    /**
     * Answers with the new key.
     *
     * @param wallet empty for the principal's own
     * @param secret for a provider's key, and only for one; stays the caller's to close
     */
    public Reply<WalletItem> rotate(
            Principal principal,
            Optional<WalletId> wallet,
            Kid kid,
            Optional<SecretBytes> secret,
            Optional<Repeatable<WalletItem>> once) {
        AtomicReference<Optional<WalletItem>> meant = new AtomicReference<>(Optional.empty());
        return changes.run(principal, wallet, kid, "rotate", once, (found, item) -> {
            WalletItem first = meant.updateAndGet(before -> before.or(() -> Optional.of(item)))
                    .orElseThrow();
            return ItemRules.overtaken(first, item)
                    .map(RotateWalletKey::refuse)
                    .orElseGet(() -> plan(principal, found, item, secret));
        });
    }

    private Plan<WalletItem> plan(Principal principal, Wallet wallet, WalletItem item, Optional<SecretBytes> secret) {
        return switch (item) {
            case WalletItem.Ed25519 key
            when secret.isPresent() ->
                refuse(Problem.field("/secret", "An Ed25519 key is made in the vault; send no secret."));
            case WalletItem.Ed25519 key
            when key.secret().isEmpty() ->
                refuse(Problem.of(
                        Code.WALLET_KEY_EXTERNAL,
                        "Key " + key.kid() + " is held by its client; register its successor under another kid."));
            case WalletItem.Ed25519 key -> rotated(principal, wallet, key);
            case WalletItem.ProviderKey key
            when secret.isEmpty() ->
                refuse(Problem.field("/secret", "A provider's key is rotated by sending the new secret."));
            case WalletItem.ProviderKey key -> rotated(principal, wallet, key, secret.get());
        };
    }

    private Plan<WalletItem> rotated(Principal principal, Wallet wallet, WalletItem.Ed25519 old) {
        Instant now = clock.instant();
        SecretRef ref = names.secretRef();
        PublicKey key = vault.generateEd25519(List.of(ref)).getFirst();
        WalletItem.Ed25519 fresh = new WalletItem.Ed25519(
                old.kid(),
                key,
                SpanSigning.keyId(key),
                Optional.of(ref),
                old.caps(),
                old.httpScopes(),
                WalletItem.Status.ACTIVE,
                old.version() + 1,
                old.createdAt(),
                Optional.of(now));
        Births.Birth told = Births.Birth.of(List.of(
                told(principal, wallet, fresh, old, now),
                chained(principal, wallet, old, fresh, now),
                changes.ended(wallet, old, LedgerKey.Status.RETIRED, principal.who(), now, "rotated")));
        return new Plan.Write<>(fresh, notary.sign(principal, told.drafts()), List.of(), told.effects());
    }

    /** The introduction of a key by the one whose place it takes. */
    private static Births.Birth chained(
            Principal principal, Wallet wallet, WalletItem.Ed25519 old, WalletItem.Ed25519 fresh, Instant now) {
        LedgerKey introduced = Signer.ledgerKey(wallet, fresh, LedgerKey.Role.WALLET);
        Notary.Draft draft = new Notary.Draft(
                LoglineId.introduced(introduced, principal.who(), now, Optional.of(old.keyId())),
                Signer.of(wallet, old, LedgerKey.Role.WALLET));
        return new Births.Birth(List.of(draft), List.of(new KeyEffect.Introduced(introduced, draft.version())));
    }

    private Plan<WalletItem> rotated(
            Principal principal, Wallet wallet, WalletItem.ProviderKey old, SecretBytes secret) {
        Optional<Problem> refusal = ItemRules.providerKey(old.caps(), old.provider(), secret.length());
        if (refusal.isPresent()) {
            return refuse(refusal.get());
        }
        Instant now = clock.instant();
        SecretRef ref = names.secretRef();
        vault.keep(Map.of(ref, secret));
        WalletItem.ProviderKey fresh = new WalletItem.ProviderKey(
                old.kid(),
                old.provider(),
                Optional.of(ref),
                old.caps(),
                WalletItem.Status.ACTIVE,
                old.version() + 1,
                old.createdAt(),
                Optional.of(now));
        Births.Birth told = told(principal, wallet, fresh, old, now);
        return new Plan.Write<>(fresh, notary.sign(principal, told.drafts()), List.of(), told.effects());
    }

    private Births.Birth told(Principal principal, Wallet wallet, WalletItem fresh, WalletItem old, Instant now) {
        return changes.recorded(
                ItemRules.with(wallet, fresh), "key_rotated", principal.who(), now, Optional.empty(), old.secret());
    }

    private static Plan<WalletItem> refuse(Problem problem) {
        return new Plan.Refuse<>(problem);
    }
}
