package io.cofre.assembly.demo.verify;

import java.util.Map;
import java.util.Optional;

/** A key as the {@code logline_id} span of seq 0 introduces it. */
record IntroducedKey(
        Line introduction, String keyId, String publicKeyHex, String role, String kid, Optional<String> replaces) {
    static IntroducedKey of(Line introduction) {
        Map<String, String> content = introduction.textsInside("content");
        return new IntroducedKey(
                introduction,
                content.getOrDefault("key_id", ""),
                content.getOrDefault("pubkey_hex", ""),
                content.getOrDefault("role", ""),
                content.getOrDefault("kid", ""),
                Optional.ofNullable(content.get("replaces")));
    }

    /** The key that signed the introduction. */
    String introducer() {
        return introduction.textsInside("sig").getOrDefault("key_id", "");
    }

    String tenant() {
        return introduction.text("tenant_id");
    }

    String owner() {
        return introduction.text("owner_id");
    }
}
