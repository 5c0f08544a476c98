package io.cofre.http.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletItem;

/** Wallets and their keys as they are told: never a secret, nor where one lies. */
final class WalletShapes {
    static final Schema ITEM = Schema.named(
            "WalletItem",
            Schema.object()
                    .with("kid", Shapes.KID, "")
                    .with("type", Schema.oneOf("ed25519", "provider_key"), "")
                    .maybe("pubkey_hex", new Schema.Str(64, 64, "^[0-9a-f]{64}$", ""), "of an ed25519 key")
                    .maybe("key_id", Schema.text(100), "of an ed25519 key: did:logline:…")
                    .maybe("external", Schema.bool(), "whether its client holds it")
                    .maybe("http_scopes", Shapes.SCOPES, "what a request that it signed may do")
                    .maybe("provider", Schema.text(100), "of a provider's key")
                    .with("caps", Shapes.SCOPES, "what it may be used for")
                    .with("status", Schema.oneOf("active", "retired", "revoked"), "")
                    .with("version", Schema.whole(1, Integer.MAX_VALUE), "")
                    .with("created_at", Shapes.EPOCH, "epoch seconds")
                    .maybe("rotated_at", Shapes.EPOCH, "epoch seconds"));
    static final Schema WALLET = Schema.named(
            "Wallet",
            Schema.object()
                    .with("wallet_id", Shapes.WALLET_ID, "")
                    .with("owner_id", Shapes.OWNER_ID, "")
                    .with("tenant_id", Shapes.TENANT_ID, "")
                    .with("items", Schema.map(ITEM, 200), "its keys by kid")
                    .with("status", Schema.oneOf("active", "suspended", "closed"), "")
                    .with("metered", Schema.bool(), "whether its use of the gateway is charged")
                    .with("created_at", Shapes.EPOCH, "epoch seconds"));

    private WalletShapes() {}

    static ObjectNode wallet(Wallet wallet) {
        ObjectNode json = Json.object()
                .put("wallet_id", wallet.id().value())
                .put("owner_id", wallet.owner().value())
                .put("tenant_id", wallet.tenant().value());
        ObjectNode items = json.putObject("items");
        wallet.items().forEach((kid, item) -> items.set(kid.value(), item(item)));
        return json.put("status", wallet.status().wire())
                .put("metered", wallet.metered())
                .put("created_at", wallet.createdAt().getEpochSecond());
    }

    static ObjectNode item(WalletItem item) {
        ObjectNode json = Json.object().put("kid", item.kid().value());
        switch (item) {
            case WalletItem.Ed25519 key -> {
                json.put("type", "ed25519")
                        .put("pubkey_hex", key.publicKey().hex())
                        .put("key_id", key.keyId().value())
                        .put("external", key.secret().isEmpty() && key.status() != WalletItem.Status.REVOKED);
                json.set("http_scopes", AuthRoutes.scopes(key.httpScopes()));
            }
            case WalletItem.ProviderKey key -> json.put("type", "provider_key").put("provider", key.provider());
        }
        json.set("caps", AuthRoutes.scopes(item.caps()));
        json.put("status", item.status().wire())
                .put("version", item.version())
                .put("created_at", item.createdAt().getEpochSecond());
        item.rotatedAt().ifPresent(at -> json.put("rotated_at", at.getEpochSecond()));
        return json;
    }
}
