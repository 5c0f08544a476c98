package io.cofre.assembly.demo.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/** Makes keys and signed spans, each recorded one position after the one before. Not thread-safe. */
final class Mint {
    private long position;

    /** A key that signs. */
    record Key(KeyPair pair, String keyId, String publicKeyHex, String role, String tenant, String owner) {}

    static Key key(String role, String tenant, String owner) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519", "SunEC").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
            String keyId = "did:logline:" + Arithmetic.blake3(raw);
            return new Key(pair, keyId, HexFormat.of().formatHex(raw), role, tenant, owner);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The introduction of a key, by itself or another. */
    Line introduced(Key key, Key by) {
        return introduced(key.keyId(), key, by, "");
    }

    /** An introduction that may name the key wrongly, and may say what it replaces. */
    Line introduced(String asKeyId, Key key, Key by, String replaces) {
        return logline(0, asKeyId, key, by, "active", replaces.isEmpty() ? "" : ",\"replaces\":\"" + replaces + "\"");
    }

    Line ended(Key key, Key by, String status) {
        return logline(1, key.keyId(), key, by, status, "");
    }

    private Line logline(int seq, String keyId, Key key, Key by, String status, String more) {
        String content =
                "{\"key_id\":\"%s\",\"pubkey_hex\":\"%s\",\"kid\":\"kid_%s\",\"role\":\"%s\",\"status\":\"%s\"%s}"
                        .formatted(keyId, key.publicKeyHex(), key.role(), key.role(), status, more);
        return recorded(span("logline_id", seq, key.tenant(), key.owner(), content), by);
    }

    /** A span's text before it is signed. */
    static String span(String type, int seq, String tenant, String owner, String content) {
        UUID id = UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
        return ("{\"id\":\"%s\",\"seq\":%d,\"entity_type\":\"%s\",\"who\":\"wallet:w\",\"this\":\"t\","
                        + "\"at\":\"2026-11-22T04:05:06.789Z\",\"tenant_id\":\"%s\",\"owner_id\":\"%s\","
                        + "\"visibility\":\"tenant\",\"content\":%s}")
                .formatted(id, seq, type, tenant, owner, content);
    }

    Line recorded(String unsigned, Key by) {
        return recorded(signed(unsigned, by));
    }

    /** A signed text as the ledger would give it. */
    Line recorded(String signed) {
        position++;
        try {
            return Line.of("{\"span\":" + signed + ",\"position\":" + position
                    + ",\"recorded_at\":\"2026-11-22T04:05:07.000Z\"}");
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String signed(String unsigned, Key by) {
        try {
            String hash = "b3:" + Arithmetic.blake3(Arithmetic.canonical(unsigned));
            String members = "\"alg\":\"ed25519-blake3-v1\",\"key_id\":\"%s\",\"kid\":\"kid_%s\",\"ts\":1795322785698,"
                            .formatted(by.keyId(), by.role())
                    + "\"nonce\":\"AAECAwQFBgcICQoLDA0ODw\"";
            String message = "ed25519-blake3-v1.span\n"
                    + new String(
                            Arithmetic.canonical("{" + members + ",\"payload_hash\":\"" + hash + "\"}"),
                            StandardCharsets.UTF_8);
            Signature signature = Signature.getInstance("Ed25519", "SunEC");
            signature.initSign(by.pair().getPrivate());
            signature.update(message.getBytes(StandardCharsets.UTF_8));
            String hex = HexFormat.of().formatHex(signature.sign());
            return unsigned.substring(0, unsigned.length() - 1) + ",\"payload_hash\":\"" + hash + "\",\"sig\":{"
                    + members + ",\"signature\":\"" + hex + "\"}}";
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
