package io.cofre.postgres.wallet;

import static io.cofre.postgres.generated.cofre.Tables.WALLET_ITEMS;

import io.cofre.ports.PortFailure;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.token.Scope;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.postgres.RowPut;
import io.cofre.postgres.Texts;
import java.util.List;
import java.util.Optional;
import org.jooq.Record;

/** One item, one row. */
final class WalletItems {
    private WalletItems() {}

    static RowPut.Row row(WalletId wallet, int place, WalletItem item) {
        RowPut.Row row = new RowPut.Row()
                .set(WALLET_ITEMS.WALLET_ID, wallet.value())
                .set(WALLET_ITEMS.KID, item.kid().value())
                .set(WALLET_ITEMS.PLACE, place)
                .set(WALLET_ITEMS.SECRET_REF, item.secret().map(SecretRef::value))
                .set(WALLET_ITEMS.CAPS, Texts.array(item.caps(), Scope::value))
                .set(WALLET_ITEMS.STATUS, item.status().wire())
                .set(WALLET_ITEMS.VERSION, item.version())
                .set(WALLET_ITEMS.CREATED_AT, item.createdAt())
                .set(WALLET_ITEMS.ROTATED_AT, item.rotatedAt());
        return switch (item) {
            case WalletItem.Ed25519 key ->
                row.set(WALLET_ITEMS.TYPE, "ed25519")
                        .set(WALLET_ITEMS.PUBLIC_KEY, key.publicKey().bytes())
                        .set(WALLET_ITEMS.KEY_ID, key.keyId().value())
                        .set(WALLET_ITEMS.PROVIDER, Optional.empty())
                        .set(WALLET_ITEMS.HTTP_SCOPES, Texts.array(key.httpScopes(), Scope::value));
            case WalletItem.ProviderKey key ->
                row.set(WALLET_ITEMS.TYPE, "provider_key")
                        .set(WALLET_ITEMS.PUBLIC_KEY, Optional.empty())
                        .set(WALLET_ITEMS.KEY_ID, Optional.empty())
                        .set(WALLET_ITEMS.PROVIDER, key.provider())
                        .set(WALLET_ITEMS.HTTP_SCOPES, new String[0]);
        };
    }

    static WalletItem item(Record row) {
        Kid kid = new Kid(row.get(WALLET_ITEMS.KID));
        Optional<SecretRef> secret =
                Optional.ofNullable(row.get(WALLET_ITEMS.SECRET_REF)).map(SecretRef::new);
        List<Scope> caps = Texts.list(row.get(WALLET_ITEMS.CAPS), Scope::new);
        WalletItem.Status status = Texts.constant(WalletItem.Status.class, row.get(WALLET_ITEMS.STATUS));
        return switch (row.get(WALLET_ITEMS.TYPE)) {
            case "ed25519" ->
                new WalletItem.Ed25519(
                        kid,
                        PublicKey.of(row.get(WALLET_ITEMS.PUBLIC_KEY)),
                        new KeyId(row.get(WALLET_ITEMS.KEY_ID)),
                        secret,
                        caps,
                        Texts.list(row.get(WALLET_ITEMS.HTTP_SCOPES), Scope::new),
                        status,
                        row.get(WALLET_ITEMS.VERSION),
                        row.get(WALLET_ITEMS.CREATED_AT),
                        Optional.ofNullable(row.get(WALLET_ITEMS.ROTATED_AT)));
            case "provider_key" ->
                new WalletItem.ProviderKey(
                        kid,
                        row.get(WALLET_ITEMS.PROVIDER),
                        secret,
                        caps,
                        status,
                        row.get(WALLET_ITEMS.VERSION),
                        row.get(WALLET_ITEMS.CREATED_AT),
                        Optional.ofNullable(row.get(WALLET_ITEMS.ROTATED_AT)));
            default ->
                throw new PortFailure.Corrupt("an item of a wallet is of a type that this program does not know");
        };
    }
}
