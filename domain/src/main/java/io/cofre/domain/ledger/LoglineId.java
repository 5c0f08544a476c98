package io.cofre.domain.ledger;

import io.cofre.domain.json.JsonObject;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.SpanSignature;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Visibility;
import java.time.Instant;
import java.util.Optional;

/** The spans that introduce, retire and revoke keys (spec 03, "logline_id spans"). */
public final class LoglineId {
    private LoglineId() {}

    /** Seq 0: the key is introduced. */
    public static JsonObject introduced(LedgerKey key, String who, Instant at, Optional<KeyId> replaces) {
        return draft(key, 0, "introduced", LedgerKey.Status.ACTIVE, who, at, replaces, Optional.empty());
    }

    /** A later seq: the key's status changes. */
    public static JsonObject ended(
            LedgerKey key, long seq, LedgerKey.Status how, String who, Instant at, String reason) {
        return draft(key, seq, how.wire(), how, who, at, Optional.empty(), Optional.of(reason));
    }

    private static JsonObject draft(
            LedgerKey key,
            long seq,
            String did,
            LedgerKey.Status status,
            String who,
            Instant at,
            Optional<KeyId> replaces,
            Optional<String> reason) {
        JsonObject content = JsonObject.EMPTY
                .with("key_id", key.keyId().value())
                .with("pubkey_hex", key.publicKey().hex())
                .with("kid", key.kid().value())
                .with("wallet_id", key.wallet().value())
                .with("alg", SpanSignature.ALG)
                .with("role", key.role().wire())
                .with("status", status.wire())
                .with("valid_from", Drafts.time(at));
        if (replaces.isPresent()) {
            content = content.with("replaces", replaces.get().value());
        }
        if (reason.isPresent()) {
            content = content.with("reason", reason.get());
        }
        boolean ofSystem = key.role() != LedgerKey.Role.WALLET && key.role() != LedgerKey.Role.DEVICE;
        return Drafts.draft(
                        new SpanVersion(DerivedIds.ofKey(key.keyId()), seq),
                        EntityTypes.LOGLINE_ID,
                        who,
                        "logline_id." + key.role().wire(),
                        at,
                        key.tenant(),
                        key.owner(),
                        ofSystem && seq == 0 ? Visibility.PUBLIC : Visibility.TENANT)
                .with("did", did)
                .with("status", status.wire())
                .with("content", content);
    }
}
