package io.cofre.domain.token;

import io.cofre.domain.crypto.ConstantTime;
import java.nio.ByteBuffer;

/**
 * HMAC-SHA256 of a token under the pepper: by it a node remembers a token's hash without keeping the token (spec 01,
 * "Cost"). A key for maps; hidden in print.
 */
public final class TokenMac {
    private final byte[] bytes;

    TokenMac(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** 64 of its bits, evenly spread: enough to tell MACs apart that nobody can choose. */
    public long fingerprint() {
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenMac that && ConstantTime.same(bytes, that.bytes);
    }

    /** The bytes are evenly spread: four of them will do. */
    @Override
    public int hashCode() {
        return ByteBuffer.wrap(bytes).getInt();
    }

    @Override
    public String toString() {
        return "TokenMac[hidden]";
    }
}
