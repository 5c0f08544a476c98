package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.ledger.DerivedIds;
import io.cofre.domain.span.KeyProof;
import io.cofre.domain.span.SpanSigning;
import io.cofre.domain.wallet.Administration;
import io.cofre.domain.wallet.ItemRules;
import io.cofre.domain.wallet.WalletStates;
import io.cofre.ports.journal.Guard;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.token.Scope;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /wallet/key/register} (spec 02). Takes {@code wallet.key.register} for one's own wallet, an admin scope
 * for another's. Thread-safe.
 */
public final class RegisterKey {
    private final Wallets wallets;
    private final Keys known;
    private final KeyVault vault;
    private final FreshNames names;
    private final Births births;
    private final ServiceKeys keys;
    private final KeyProof proofs;
    private final Notary notary;
    private final Commits commits;
    private final Invalidation invalidation;
    private final InstantSource clock;

    @Inject
    public RegisterKey(
            Wallets wallets,
            Keys known,
            KeyVault vault,
            FreshNames names,
            Births births,
            ServiceKeys keys,
            KeyProof proofs,
            Notary notary,
            Commits commits,
            Invalidation invalidation,
            InstantSource clock) {
        this.wallets = wallets;
        this.known = known;
        this.vault = vault;
        this.names = names;
        this.births = births;
        this.keys = keys;
        this.proofs = proofs;
        this.notary = notary;
        this.commits = commits;
        this.invalidation = invalidation;
        this.clock = clock;
    }

    /** What kind of key. */
    public sealed interface Material {
        /** An Ed25519 key, made in the vault. */
        record MadeHere(List<Scope> httpScopes) implements Material {}

        /**
         * An Ed25519 key that its client holds.
         *
         * @param proof 128 hex digits: its signature over the wallet, kid, key and time (spec 02)
         * @param proofTs epoch milliseconds
         */
        record HeldByClient(PublicKey key, String proof, long proofTs, List<Scope> httpScopes) implements Material {}

        /**
         * A provider's key.
         *
         * @param secret stays the caller's to close
         */
        record OfProvider(String provider, SecretBytes secret) implements Material {}
    }

    /**
     * What is asked.
     *
     * @param wallet empty for the principal's own
     */
    public record Request(Optional<WalletId> wallet, Kid kid, List<Scope> caps, Material material) {
        public Request {
            caps = ItemRules.distinct(caps);
        }
    }

    /** Answers with the wallet's new item. */
    public Reply<WalletItem> register(Principal principal, Request request, Optional<Repeatable<WalletItem>> once) {
        WalletId id = request.wallet().orElse(principal.wallet());
        Reply<WalletItem> reply = commits.run(once, () -> plan(principal, id, request));
        invalidation.publish(new Invalidation.Notice(Invalidation.About.WALLET, id.value()));
        return reply;
    }

    private Plan<WalletItem> plan(Principal principal, WalletId id, Request request) {
        Optional<Wallet> wallet = wallets.find(id);
        if (wallet.isEmpty()) {
            return new Plan.Refuse<>(Problem.of(Code.WALLET_UNKNOWN, "There is no wallet " + id + "."));
        }
        Instant now = clock.instant();
        Optional<Problem> refusal = Administration.ofKeys(principal, wallet.get(), "register")
                .or(() -> ItemRules.room(wallet.get(), request.kid()))
                .or(() -> judge(principal, id, request, now));
        return refusal.<Plan<WalletItem>>map(Plan.Refuse::new)
                .orElseGet(() -> write(principal, wallet.get(), request, now));
    }

    private Optional<Problem> judge(Principal principal, WalletId wallet, Request request, Instant now) {
        return switch (request.material()) {
            case Material.MadeHere(List<Scope> httpScopes) ->
                ItemRules.ed25519(request.caps(), httpScopes, principal.scopes(), false);
            case Material.HeldByClient held ->
                ItemRules.ed25519(request.caps(), held.httpScopes(), principal.scopes(), true)
                        .or(() -> ItemRules.fresh(held.proofTs(), now))
                        .or(
                                () -> proofs.holds(wallet, request.kid(), held.key(), held.proofTs(), held.proof())
                                        ? Optional.empty()
                                        : Optional.of(
                                                Problem.of(
                                                        Code.WALLET_PROOF_INVALID,
                                                        "proof is not this key's signature over wallet_id, kid, pubkey_hex and ts; see the specification of POST /wallet/key/register.")))
                        .or(() -> unheard(held.key()));
            case Material.OfProvider key ->
                ItemRules.providerKey(
                        request.caps(), key.provider(), key.secret().length());
        };
    }

    /** A key is introduced once, for one wallet; asked last, so that only who holds the key learns of it. */
    private Optional<Problem> unheard(PublicKey key) {
        return known.find(List.of(SpanSigning.keyId(key))).isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.of(
                        Code.WALLET_KEY_KNOWN,
                        "This public key was registered before, here or elsewhere; a key is registered once: make"
                                + " another pair."));
    }

    private Plan<WalletItem> write(Principal principal, Wallet wallet, Request request, Instant now) {
        WalletItem item = switch (request.material()) {
            case Material.MadeHere(List<Scope> httpScopes) -> {
                SecretRef ref = names.secretRef();
                PublicKey key = vault.generateEd25519(List.of(ref)).getFirst();
                yield ed25519(request, key, Optional.of(ref), httpScopes, now);
            }
            case Material.HeldByClient held -> ed25519(request, held.key(), Optional.empty(), held.httpScopes(), now);
            case Material.OfProvider key -> {
                SecretRef ref = names.secretRef();
                vault.keep(Map.of(ref, key.secret()));
                yield new WalletItem.ProviderKey(
                        request.kid(),
                        key.provider(),
                        Optional.of(ref),
                        request.caps(),
                        WalletItem.Status.ACTIVE,
                        1,
                        now,
                        Optional.empty());
            }
        };
        Wallet changed = ItemRules.with(wallet, item);
        Births.Birth told = births.joined(
                changed,
                item,
                "key_registered",
                keys.service(),
                keys.tenantRoot(wallet.tenant()),
                principal.who(),
                now);
        return new Plan.Write<>(
                item,
                notary.sign(principal, told.drafts()),
                List.of(new Guard.InState(DerivedIds.ofWallet(wallet.id()), WalletStates.SERVING)),
                told.effects());
    }

    private static WalletItem.Ed25519 ed25519(
            Request request, PublicKey key, Optional<SecretRef> ref, List<Scope> httpScopes, Instant now) {
        return new WalletItem.Ed25519(
                request.kid(),
                key,
                SpanSigning.keyId(key),
                ref,
                request.caps(),
                ItemRules.distinct(httpScopes),
                WalletItem.Status.ACTIVE,
                1,
                now,
                Optional.empty());
    }
}
