package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.crypto.Blake3;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;

/** A key that its client holds: what it signs, no wallet has looked at. */
final class OutsideKey {
    private static final String KID = "kid_outside";

    private final KeyPair pair;
    private final byte[] publicKey;
    private final Random nonces;

    OutsideKey(long seed) throws GeneralSecurityException {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        publicKey = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        nonces = new Random(seed);
    }

    /** Puts it into the caller's own wallet, where it may sign requests. */
    void register(Caller caller, String wallet) {
        long now = System.currentTimeMillis();
        String proved = canonical(WholeRun.object()
                .put("kid", KID)
                .put("pubkey_hex", publicHex())
                .put("ts", now)
                .put("wallet_id", wallet));
        ObjectNode body = WholeRun.object()
                .put("kid", KID)
                .put("type", "ed25519")
                .put("pubkey_hex", publicHex())
                .put("proof", signature("cofre.key-proof.v1\n" + proved))
                .put("proof_ts", now);
        body.putArray("caps").add("sign.http");
        HttpResponse<String> registered = caller.post("/wallet/key/register", body.toString());
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(200);
    }

    /** The span with a signature that holds. */
    ObjectNode signed(ObjectNode span) {
        String hash = "b3:" + HexFormat.of().formatHex(blake3(canonical(span).getBytes(StandardCharsets.UTF_8)));
        byte[] nonce = new byte[16];
        nonces.nextBytes(nonce);
        ObjectNode sig = WholeRun.object()
                .put("alg", "ed25519-blake3-v1")
                .put("key_id", "did:logline:" + HexFormat.of().formatHex(blake3(publicKey)))
                .put("kid", KID)
                .put("ts", System.currentTimeMillis())
                .put("nonce", Base64.getUrlEncoder().withoutPadding().encodeToString(nonce));
        String signature =
                signature("ed25519-blake3-v1.span\n" + canonical(sig.deepCopy().put("payload_hash", hash)));
        ObjectNode whole = span.deepCopy().put("payload_hash", hash);
        whole.set("sig", sig.put("signature", signature));
        return whole;
    }

    private static byte[] blake3(byte[] bytes) {
        return Blake3.hash(bytes);
    }

    private String publicHex() {
        return HexFormat.of().formatHex(publicKey);
    }

    private String signature(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String canonical(ObjectNode json) {
        try {
            return new JsonCanonicalizer(json.toString()).getEncodedString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
