package io.cofre.ports.token;

import io.cofre.ports.app.AppId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.wallet.WalletId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An API key as it is stored (spec 01, "Record"): never the key itself.
 *
 * @param last4 the key's last four characters, for people
 * @param exp the last instant at which it is good, in whole seconds
 * @param createdBy {@code user:…} or {@code wallet:…}
 * @param lastUsedAt written lazily, at most once a minute; not part of any span
 * @param rotatedTo the hash of the key that took its place
 * @param revokeAt when a rotated key ends, past its grace
 * @param requestsPerMinute 1 up; empty where there is no limit of its own
 * @param seq the version of its {@code api_key} span
 */
public record TokenRecord(
        TokenHash hash,
        String last4,
        WalletId wallet,
        TenantId tenant,
        List<Scope> scopes,
        Instant exp,
        Status status,
        Optional<String> description,
        Instant createdAt,
        String createdBy,
        Optional<Instant> lastUsedAt,
        Optional<TokenHash> rotatedTo,
        Optional<Instant> revokeAt,
        Kind kind,
        Optional<AppId> app,
        Optional<Integer> requestsPerMinute,
        long seq) {

    public TokenRecord {
        scopes = List.copyOf(scopes);
    }

    /**
     * Wire form: lower case. {@code EXPIRED} is written by the sweep; a key past {@code exp} is dead whatever this
     * says.
     */
    public enum Status {
        ACTIVE,
        REVOKED,
        EXPIRED;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The middle of {@code tok_<kind>_…}. */
    public enum Kind {
        LIVE,
        TEST,
        ADMIN;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
