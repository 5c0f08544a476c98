package io.cofre.domain.usecase;

import io.cofre.domain.ledger.LoglineId;
import io.cofre.domain.ledger.Records;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.domain.span.SpanSigning;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.KeyEffect;
import io.cofre.ports.journal.TenantEffect;
import io.cofre.ports.journal.WalletEffect;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Language;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.token.Scope;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.WalletItem;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes wallets and tenants with their keys: secrets first, into the vault, then the unsigned spans and effects that a
 * change will carry. Thread-safe.
 */
public final class Births {
    /** What a wallet's first key may do in requests that it signed (spec 02). */
    private static final List<Scope> FIRST_HTTP_SCOPES =
            List.of(new Scope("memory.*"), new Scope("prompt.fetch"), new Scope("span.append"), new Scope("span.read"));

    private static final List<Scope> SIGNING_CAPS = List.of(new Scope("sign.span"), new Scope("sign.http"));
    private static final int KEY_BYTES = 32;

    private final KeyVault vault;
    private final FreshNames names;

    @Inject
    public Births(KeyVault vault, FreshNames names) {
        this.vault = vault;
        this.names = names;
    }

    /** Spans to sign, and what they do. */
    record Birth(List<Notary.Draft> drafts, List<Effect> effects) {
        static Birth of(List<Birth> births) {
            List<Notary.Draft> drafts = new ArrayList<>();
            List<Effect> effects = new ArrayList<>();
            for (Birth birth : births) {
                drafts.addAll(birth.drafts());
                effects.addAll(birth.effects());
            }
            return new Birth(drafts, effects);
        }
    }

    /** A wallet with one Ed25519 key in the vault. */
    Wallet wallet(WalletId id, TenantId tenant, OwnerId owner, Kid kid, boolean metered, Instant now) {
        SecretRef ref = names.secretRef();
        PublicKey key = vault.generateEd25519(List.of(ref)).getFirst();
        WalletItem.Ed25519 item = new WalletItem.Ed25519(
                kid,
                key,
                SpanSigning.keyId(key),
                Optional.of(ref),
                SIGNING_CAPS,
                FIRST_HTTP_SCOPES,
                WalletItem.Status.ACTIVE,
                1,
                now,
                Optional.empty());
        return new Wallet(id, owner, tenant, Map.of(kid, item), Wallet.Status.ACTIVE, now, metered, 0);
    }

    /** The only key of a wallet that was just made, as a signer. */
    static Signer onlyKey(Wallet wallet, LedgerKey.Role role) {
        return Signer.of(
                wallet, (WalletItem.Ed25519) wallet.items().values().iterator().next(), role);
    }

    /** The spans of a new wallet: its own by S, its key's by whoever introduces it. */
    Birth born(Wallet wallet, LedgerKey.Role role, Signer service, Signer introducer, String who, Instant now) {
        return Birth.of(List.of(
                recorded(wallet, service, who, now),
                introduced(onlyKey(wallet, role).key(), introducer, who, now)));
    }

    /** The span of a new wallet alone, by S. */
    Birth recorded(Wallet wallet, Signer service, String who, Instant now) {
        Notary.Draft record = new Notary.Draft(Records.wallet(wallet, "created", who, now, Optional.empty()), service);
        return new Birth(List.of(record), List.of(new WalletEffect.Put(wallet, record.version())));
    }

    /** The root key T of a tenant that was just made, as a signer. */
    Signer rootOf(Birth tenant) {
        return tenant.effects().stream()
                .filter(WalletEffect.Put.class::isInstance)
                .map(effect -> onlyKey(((WalletEffect.Put) effect).wallet(), LedgerKey.Role.TENANT_ROOT))
                .findFirst()
                .orElseThrow();
    }

    /** The span that introduces a key. */
    Birth introduced(LedgerKey key, Signer introducer, String who, Instant now) {
        Notary.Draft draft = new Notary.Draft(LoglineId.introduced(key, who, now, Optional.empty()), introducer);
        return new Birth(List.of(draft), List.of(new KeyEffect.Introduced(key, draft.version())));
    }

    /**
     * The spans of a key that joins a wallet: the wallet's own by S, and an Ed25519 key's by its introducer.
     *
     * @param item of the kid that joined
     * @param did what the wallet's span calls it
     */
    Birth joined(
            Wallet changed, WalletItem item, String did, Signer service, Signer introducer, String who, Instant now) {
        Notary.Draft record = new Notary.Draft(Records.wallet(changed, did, who, now, Optional.empty()), service);
        Birth told = new Birth(List.of(record), List.of(new WalletEffect.Put(changed, record.version())));
        return item instanceof WalletItem.Ed25519 key
                ? Birth.of(List.of(
                        told, introduced(Signer.ledgerKey(changed, key, LedgerKey.Role.WALLET), introducer, who, now)))
                : told;
    }

    /** A tenant with its keys in the vault, and the wallet of its root key T. */
    Birth tenant(
            TenantId id, String name, Set<Language> languages, Signer root, Signer service, String who, Instant now) {
        SecretRef hashKey = names.secretRef();
        SecretRef wrappingKey = names.secretRef();
        try (SecretBytes hash = SecretBytes.owning(names.bytes(KEY_BYTES));
                SecretBytes wrapping = SecretBytes.owning(names.bytes(KEY_BYTES))) {
            vault.keep(Map.of(hashKey, hash, wrappingKey, wrapping));
        }
        Tenant tenant = new Tenant(id, name, Tenant.Status.ACTIVE, hashKey, wrappingKey, languages, now, 0);
        Notary.Draft record = new Notary.Draft(Records.tenant(tenant, "created", who, now, Optional.empty()), service);
        SpanVersion cause = record.version();
        Wallet rootWallet =
                wallet(SystemNames.rootWallet(id), id, SystemNames.SYSTEM_OWNER, SystemNames.ROOT_KID, false, now);
        return Birth.of(List.of(
                new Birth(List.of(record), List.of(new TenantEffect.Put(tenant, cause))),
                born(rootWallet, LedgerKey.Role.TENANT_ROOT, service, root, who, now)));
    }
}
