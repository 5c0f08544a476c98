package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Scopes;
import io.cofre.domain.ledger.DerivedIds;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.domain.span.SpanSigning;
import io.cofre.domain.wallet.ItemRules;
import io.cofre.domain.wallet.WalletStates;
import io.cofre.ports.journal.Guard;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.token.Scope;
import io.cofre.ports.vault.Ed25519Engine;
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
 * {@code cofre key import} (spec 02): brings an Ed25519 key that was made elsewhere into a wallet. No route leads here:
 * whoever can call it holds the data and the master key already. Its tenant's root introduces the key, as one that was
 * made in the vault; that others may have seen it is what the wallet's span says ({@code key_imported}). Thread-safe.
 */
public final class ImportKey {
    private static final String WHO = "service:key_import";

    /** The operator's, who is bound only by what no key may have. */
    private static final List<Scope> HELD = List.of(Scopes.PLATFORM_ADMIN);

    private final Wallets wallets;
    private final Keys known;
    private final KeyVault vault;
    private final Ed25519Engine engine;
    private final FreshNames names;
    private final Births births;
    private final ServiceKeys keys;
    private final Notary notary;
    private final Commits commits;
    private final Invalidation invalidation;
    private final InstantSource clock;

    @Inject
    public ImportKey(
            Wallets wallets,
            Keys known,
            KeyVault vault,
            Ed25519Engine engine,
            FreshNames names,
            Births births,
            ServiceKeys keys,
            Notary notary,
            Commits commits,
            Invalidation invalidation,
            InstantSource clock) {
        this.wallets = wallets;
        this.known = known;
        this.vault = vault;
        this.engine = engine;
        this.names = names;
        this.births = births;
        this.keys = keys;
        this.notary = notary;
        this.commits = commits;
        this.invalidation = invalidation;
        this.clock = clock;
    }

    /** Where the key goes, and what it may do there. */
    public record Request(WalletId wallet, Kid kid, List<Scope> caps, List<Scope> httpScopes) {
        public Request {
            caps = ItemRules.distinct(caps);
            httpScopes = ItemRules.distinct(httpScopes);
        }
    }

    /**
     * Answers with the wallet's new item.
     *
     * @param seed RFC 8032's 32 bytes; stays the caller's to close
     */
    public Reply<WalletItem.Ed25519> bring(Request request, SecretBytes seed) {
        Optional<Problem> refusal =
                ItemRules.seed(seed).or(() -> ItemRules.ed25519(request.caps(), request.httpScopes(), HELD, false));
        if (refusal.isPresent()) {
            return Reply.refused(refusal.get());
        }
        Reply<WalletItem.Ed25519> reply = commits.run(Optional.empty(), () -> plan(request, seed));
        invalidation.publish(new Invalidation.Notice(
                Invalidation.About.WALLET, request.wallet().value()));
        return reply;
    }

    private Plan<WalletItem.Ed25519> plan(Request request, SecretBytes seed) {
        Optional<Wallet> found = wallets.find(request.wallet());
        if (found.isEmpty()) {
            return new Plan.Refuse<>(
                    Problem.of(Code.WALLET_UNKNOWN, "There is no wallet " + request.wallet() + "; make it first."));
        }
        Wallet wallet = found.get();
        if (SystemNames.ownWallet(wallet.id(), wallet.tenant())) {
            return new Plan.Refuse<>(Problem.of(
                    Code.WALLET_KEY_RESERVED,
                    "Wallet " + wallet.id() + " belongs to the service, which makes its keys itself."));
        }
        PublicKey key = engine.publicKey(seed);
        KeyId id = SpanSigning.keyId(key);
        Optional<Problem> refusal = ItemRules.room(wallet, request.kid())
                .or(() -> ItemRules.unknown(
                        Optional.ofNullable(known.find(List.of(id)).get(id))));
        if (refusal.isPresent()) {
            return new Plan.Refuse<>(refusal.get());
        }
        Instant now = clock.instant();
        SecretRef ref = names.secretRef();
        vault.keep(Map.of(ref, seed));
        WalletItem.Ed25519 item = new WalletItem.Ed25519(
                request.kid(),
                key,
                id,
                Optional.of(ref),
                request.caps(),
                request.httpScopes(),
                WalletItem.Status.ACTIVE,
                1,
                now,
                Optional.empty());
        Births.Birth told = births.joined(
                ItemRules.with(wallet, item),
                item,
                "key_imported",
                keys.service(),
                keys.tenantRoot(wallet.tenant()),
                WHO,
                now);
        return new Plan.Write<>(
                item,
                notary.signUnasked(told.drafts()),
                List.of(new Guard.InState(DerivedIds.ofWallet(wallet.id()), WalletStates.SERVING)),
                told.effects());
    }
}
