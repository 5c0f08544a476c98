package io.cofre.assembly.node;

import io.cofre.assembly.config.StoreConfig;
import io.cofre.ports.vault.SecretBytes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Puts the password of Redis where its client reads it. */
final class RedisUrls {
    private RedisUrls() {}

    static String with(StoreConfig.Backend.Shared shared, Secrets secrets) {
        String plain = shared.redisUrl().toString();
        if (shared.redisPassword().isEmpty()) {
            return plain;
        }
        try (SecretBytes password =
                secrets.line("redis.password_file", shared.redisPassword().get())) {
            String escaped = password.reveal(bytes ->
                            URLEncoder.encode(new String(bytes, StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .replace("+", "%20");
            int host = plain.indexOf("://") + "://".length();
            return plain.substring(0, host) + ":" + escaped + "@" + plain.substring(host);
        }
    }
}
