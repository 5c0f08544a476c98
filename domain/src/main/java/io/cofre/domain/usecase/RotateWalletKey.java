package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.ledger.DerivedIds;
import io.cofre.domain.ledger.LoglineId;
import io.cofre.domain.ledger.Records;
import io.cofre.domain.span.SpanSigning;
import io.cofre.domain.wallet.Administration;
import io.cofre.domain.wallet.ItemRules;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.journal.KeyEffect;
import io.cofre.ports.journal.SecretEffect;
import io.cofre.ports.journal.WalletEffect;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /wallet/key/rotate} and {@code /revoke} (spec 02). A rotated-in Ed25519 key is introduced by a span that
 * the old key signs, so that the chain of a kid's keys can be proved from its first; the tenant's root says that the
 * old one is retired or revoked. Of two at once, one wins. Thread-safe.
 */
public final class RotateWalletKey {
    private final Wallets wallets;
    private final Heads heads;
    private final KeyVault vault;
    private final FreshNames names;
    private final ServiceKeys keys;
    private final Notary notary;
    private final Commits commits;
    private final Invalidation invalidation;
    private final InstantSource clock;

    @Inject
    public RotateWalletKey(
            Wallets wallets,
            Heads heads,
            KeyVault vault,
            FreshNames names,
            ServiceKeys keys,
            Notary notary,
            Commits commits,
            Invalidation invalidation,
            InstantSource clock) {
        this.wallets = wallets;
        this.heads = heads;
        this.vault = vault;
        this.names = names;
        this.keys = keys;
        this.notary = notary;
        this.commits = commits;
        this.invalidation = invalidation;
        this.clock = clock;
    }

    /**
     * Gives the kid a new key.
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
        return change(principal, wallet, kid, "rotate", once, (found, item) -> switch (item) {
            case WalletItem.Ed25519 key
            when secret.isPresent() ->
                refuse(Problem.field("/secret", "An Ed25519 key is made in the vault; send no secret."));
            case WalletItem.Ed25519 key
            when key.secret().isEmpty() ->
                refuse(Problem.of(
                        Code.WALLET_KEY_EXTERNAL,
                        "Key " + kid + " is held by its client; register its successor under another kid."));
            case WalletItem.Ed25519 key -> rotated(principal, found, key);
            case WalletItem.ProviderKey key
            when secret.isEmpty() ->
                refuse(Problem.field("/secret", "A provider's key is rotated by sending the new secret."));
            case WalletItem.ProviderKey key -> rotated(principal, found, key, secret.get());
        });
    }

    /** Ends the key for good. What it signed before stays good. */
    public Reply<WalletItem> revoke(
            Principal principal,
            Optional<WalletId> wallet,
            Kid kid,
            String reason,
            Optional<Repeatable<WalletItem>> once) {
        return change(principal, wallet, kid, "revoke", once, (found, item) -> {
            Instant now = clock.instant();
            WalletItem ended = ItemRules.revoked(item);
            Wallet changed = ItemRules.with(found, ended);
            List<Notary.Draft> drafts = new ArrayList<>();
            List<Effect> effects = new ArrayList<>();
            record(changed, "key_revoked", principal, now, Optional.of(reason), item.secret(), drafts, effects);
            if (item instanceof WalletItem.Ed25519 key) {
                ended(found, key, LedgerKey.Status.REVOKED, principal, now, reason, drafts, effects);
            }
            return new Plan.Write<>(ended, notary.sign(drafts), List.of(), effects);
        });
    }

    @FunctionalInterface
    private interface Step {
        Plan<WalletItem> plan(Wallet wallet, WalletItem item);
    }

    private Reply<WalletItem> change(
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
                return refuse(Problem.of(Code.WALLET_UNKNOWN, "There is no wallet " + id + "."));
            }
            Optional<Problem> refusal = Administration.ofKeys(principal, found.get(), operation);
            if (refusal.isPresent()) {
                return refuse(refusal.get());
            }
            return switch (ItemRules.active(found.get(), kid)) {
                case ItemRules.Found.Refused(Problem problem) -> refuse(problem);
                case ItemRules.Found.Item(WalletItem item) -> step.plan(found.get(), item);
            };
        });
        invalidation.publish(new Invalidation.Notice(Invalidation.About.WALLET, id.value()));
        return reply;
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
        Wallet changed = ItemRules.with(wallet, fresh);
        List<Notary.Draft> drafts = new ArrayList<>();
        List<Effect> effects = new ArrayList<>();
        record(changed, "key_rotated", principal, now, Optional.empty(), old.secret(), drafts, effects);
        LedgerKey introduced = Signer.ledgerKey(wallet, fresh, LedgerKey.Role.WALLET);
        Notary.Draft chain = new Notary.Draft(
                LoglineId.introduced(introduced, principal.who(), now, Optional.of(old.keyId())),
                Signer.of(wallet, old, LedgerKey.Role.WALLET));
        drafts.add(chain);
        effects.add(new KeyEffect.Introduced(introduced, chain.version()));
        ended(wallet, old, LedgerKey.Status.RETIRED, principal, now, "rotated", drafts, effects);
        return new Plan.Write<>(fresh, notary.sign(drafts), List.of(), effects);
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
        List<Notary.Draft> drafts = new ArrayList<>();
        List<Effect> effects = new ArrayList<>();
        record(
                ItemRules.with(wallet, fresh),
                "key_rotated",
                principal,
                now,
                Optional.empty(),
                old.secret(),
                drafts,
                effects);
        return new Plan.Write<>(fresh, notary.sign(drafts), List.of(), effects);
    }

    private void record(
            Wallet changed,
            String did,
            Principal principal,
            Instant now,
            Optional<String> reason,
            Optional<SecretRef> dropped,
            List<Notary.Draft> drafts,
            List<Effect> effects) {
        Notary.Draft draft =
                new Notary.Draft(Records.wallet(changed, did, principal.who(), now, reason), keys.service());
        drafts.add(draft);
        effects.add(new WalletEffect.Put(changed, draft.version()));
        dropped.ifPresent(ref -> effects.add(new SecretEffect.Dropped(ref, draft.version())));
    }

    private void ended(
            Wallet wallet,
            WalletItem.Ed25519 key,
            LedgerKey.Status how,
            Principal principal,
            Instant now,
            String reason,
            List<Notary.Draft> drafts,
            List<Effect> effects) {
        SpanId id = DerivedIds.ofKey(key.keyId());
        long next = Optional.ofNullable(heads.find(List.of(id)).get(id))
                        .map(Head::seq)
                        .orElse(-1L)
                + 1;
        Notary.Draft draft = new Notary.Draft(
                LoglineId.ended(
                        Signer.ledgerKey(wallet, key, LedgerKey.Role.WALLET), next, how, principal.who(), now, reason),
                keys.tenantRoot(wallet.tenant()));
        drafts.add(draft);
        effects.add(new KeyEffect.Ended(key.keyId(), how, draft.version()));
    }

    private static Plan<WalletItem> refuse(Problem problem) {
        return new Plan.Refuse<>(problem);
    }
}
