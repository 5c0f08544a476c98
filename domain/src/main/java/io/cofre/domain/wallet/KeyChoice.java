package io.cofre.domain.wallet;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Need;
import io.cofre.domain.auth.Scopes;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.ports.span.Kid;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletItem;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which key of a wallet serves an operation (spec 02). Pure. */
public sealed interface KeyChoice<I extends WalletItem> {
    record Chosen<I extends WalletItem>(I item) implements KeyChoice<I> {}

    record Refused<I extends WalletItem>(Problem problem) implements KeyChoice<I> {}

    /** The key named, if it is an active Ed25519 key in the vault with the cap. */
    static KeyChoice<WalletItem.Ed25519> signing(Wallet wallet, Kid kid, String cap) {
        WalletItem item = wallet.items().get(kid);
        if (item == null) {
            return unknown(kid);
        }
        if (!(item instanceof WalletItem.Ed25519 key)) {
            return refused(Code.WALLET_KEY_TYPE, "Key " + kid + " is no Ed25519 key; name one that is.");
        }
        if (key.status() != WalletItem.Status.ACTIVE) {
            return refused(
                    Code.WALLET_KEY_INACTIVE,
                    "Key " + kid + " is " + key.status().wire() + "; use an active one.");
        }
        if (key.secret().isEmpty()) {
            return refused(
                    Code.WALLET_KEY_EXTERNAL, "Key " + kid + " is held by its client; the wallet cannot sign with it.");
        }
        if (!Scopes.grant(key.caps(), Need.of(cap))) {
            return lacks(kid, cap);
        }
        return new Chosen<>(key);
    }

    /** Where none is named: {@code kid_ed25519_main}, else the oldest active with the cap. */
    static KeyChoice<WalletItem.Ed25519> signing(Wallet wallet, String cap) {
        if (signing(wallet, SystemNames.MAIN_KID, cap) instanceof Chosen<WalletItem.Ed25519> main) {
            return main;
        }
        Optional<WalletItem.Ed25519> oldest = wallet.items().values().stream()
                .filter(WalletItem.Ed25519.class::isInstance)
                .map(WalletItem.Ed25519.class::cast)
                .filter(key -> signing(wallet, key.kid(), cap) instanceof Chosen<?>)
                .min(Comparator.comparing(WalletItem::createdAt));
        return oldest.<KeyChoice<WalletItem.Ed25519>>map(Chosen::new)
                .orElseGet(() -> refused(
                        Code.WALLET_CAP_MISSING,
                        "Wallet " + wallet.id() + " has no active Ed25519 key with the cap " + cap
                                + "; register one."));
    }

    /** The provider key named, if it is active, of this provider, and may call this model. */
    static KeyChoice<WalletItem.ProviderKey> provider(Wallet wallet, Kid kid, String provider, String model) {
        WalletItem item = wallet.items().get(kid);
        if (item == null) {
            return unknown(kid);
        }
        if (!(item instanceof WalletItem.ProviderKey key) || !key.provider().equals(provider)) {
            return refused(
                    Code.WALLET_KEY_TYPE, "Key " + kid + " is no key of provider " + provider + "; name one that is.");
        }
        if (key.status() != WalletItem.Status.ACTIVE || key.secret().isEmpty()) {
            return refused(
                    Code.WALLET_KEY_INACTIVE,
                    "Key " + kid + " is " + key.status().wire() + "; use an active one.");
        }
        if (!Scopes.grant(key.caps(), invoke(provider, model))) {
            return lacks(kid, invoke(provider, model).toString());
        }
        return new Chosen<>(key);
    }

    /** Where none is named: the configured default, else the oldest active of this provider. */
    static KeyChoice<WalletItem.ProviderKey> provider(
            Wallet wallet, Optional<Kid> configured, String provider, String model) {
        if (configured.isPresent() && wallet.items().containsKey(configured.get())) {
            return provider(wallet, configured.get(), provider, model);
        }
        List<WalletItem.ProviderKey> keys = wallet.items().values().stream()
                .filter(WalletItem.ProviderKey.class::isInstance)
                .map(WalletItem.ProviderKey.class::cast)
                .filter(key -> key.provider().equals(provider) && key.status() == WalletItem.Status.ACTIVE)
                .sorted(Comparator.comparing(WalletItem::createdAt))
                .toList();
        if (keys.isEmpty()) {
            return refused(
                    Code.WALLET_NO_PROVIDER_KEY,
                    "Wallet " + wallet.id() + " holds no key for provider " + provider
                            + "; register one with POST /wallet/key/register (type provider_key, provider " + provider
                            + ").");
        }
        return provider(wallet, keys.getFirst().kid(), provider, model);
    }

    /** What calling a model needs of a scope and of a key's cap. */
    static Need invoke(String provider, String model) {
        return Need.of("provider.invoke", provider + "/" + model);
    }

    private static <I extends WalletItem> KeyChoice<I> unknown(Kid kid) {
        return refused(Code.WALLET_KID_UNKNOWN, "The wallet has no key " + kid + "; GET /wallet lists them.");
    }

    private static <I extends WalletItem> KeyChoice<I> lacks(Kid kid, String cap) {
        return new Refused<>(Problem.of(Code.WALLET_CAP_MISSING, "Key " + kid + " lacks the cap " + cap + ".")
                .with("cap", cap));
    }

    private static <I extends WalletItem> KeyChoice<I> refused(Code code, String detail) {
        return new Refused<>(Problem.of(code, detail));
    }
}
