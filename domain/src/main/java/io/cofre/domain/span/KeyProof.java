package io.cofre.domain.span;

import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.json.JsonNumber;
import io.cofre.domain.json.JsonObject;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.wallet.WalletId;
import jakarta.inject.Inject;
import java.util.Optional;

/** The proof that whoever registers a public key holds its private one (spec 02, "Routes"). Thread-safe. */
public final class KeyProof {
    private static final String PURPOSE = "cofre.key-proof.v1";

    private final Ed25519 engine;

    @Inject
    public KeyProof(Ed25519 engine) {
        this.engine = engine;
    }

    /**
     * The bytes to sign.
     *
     * @param ts epoch milliseconds, from 0 to 2^53 - 1
     */
    public static byte[] message(WalletId wallet, Kid kid, PublicKey key, long ts) {
        return SignedText.of(
                PURPOSE,
                JsonObject.EMPTY
                        .with("kid", kid.value())
                        .with("pubkey_hex", key.hex())
                        .with("ts", ts)
                        .with("wallet_id", wallet.value()));
    }

    /**
     * Whether the proof is the key's signature.
     *
     * @param proof 128 lower-case hex digits; anything else is no proof
     */
    public boolean holds(WalletId wallet, Kid kid, PublicKey key, long ts, String proof) {
        Optional<byte[]> signature = Hex.decode(proof);
        return signature.isPresent()
                && ts >= 0
                && ts <= JsonNumber.MAX_INTEGER
                && engine.check(key)
                        .map(checked -> engine.verify(checked, message(wallet, kid, key, ts), signature.get()))
                        .equals(Optional.of(Ed25519.Verdict.VALID));
    }
}
