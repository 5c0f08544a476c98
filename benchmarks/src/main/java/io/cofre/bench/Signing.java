package io.cofre.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.cofre.domain.crypto.CheckedKey;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.Ed25519Engine;
import io.cofre.ports.vault.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One Ed25519 signature and one verification of 300 bytes: through our types, and as the library itself is called. */
@State(Scope.Thread)
public class Signing {
    private static final int MESSAGE_BYTES = 300;

    private final byte[] message = new byte[MESSAGE_BYTES];
    private final Ed25519 engine;
    private final Ed25519Engine.Signer signer;
    private final CheckedKey key;
    private final byte[] signature;
    private final AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
    private final PrivateKey rawPrivate;
    private final java.security.PublicKey rawPublic;

    /** ACCP, or there is nothing to compare. */
    public Signing() {
        engine = Ed25519.accp().orElseThrow(() -> new IllegalStateException("ACCP does not load here"));
        byte[] seed = new byte[32];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) i;
        }
        try (SecretBytes secret = SecretBytes.owning(seed.clone())) {
            signer = engine.signer(secret);
        }
        PublicKey publicKey = signer.publicKey();
        key = engine.check(publicKey).orElseThrow();
        signature = signer.sign(message);
        try {
            KeyFactory keys = KeyFactory.getInstance("EdDSA", provider);
            HexFormat hex = HexFormat.of();
            rawPrivate = keys.generatePrivate(
                    new PKCS8EncodedKeySpec(hex.parseHex("302e020100300506032b657004220420" + hex.formatHex(seed))));
            rawPublic = keys.generatePublic(new X509EncodedKeySpec(
                    hex.parseHex("302a300506032b6570032100" + hex.formatHex(publicKey.bytes()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("start with registerEdKeyFactory=true", e);
        }
    }

    @Benchmark
    public byte[] sign() {
        return signer.sign(message);
    }

    @Benchmark
    public byte[] rawSign() throws GeneralSecurityException {
        Signature raw = Signature.getInstance("EdDSA", provider);
        raw.initSign(rawPrivate);
        raw.update(message);
        return raw.sign();
    }

    @Benchmark
    public Ed25519.Verdict verify() {
        return engine.verify(key, message, signature);
    }

    @Benchmark
    public boolean rawVerify() throws GeneralSecurityException {
        Signature raw = Signature.getInstance("EdDSA", provider);
        raw.initVerify(rawPublic);
        raw.update(message);
        return raw.verify(signature);
    }
}
