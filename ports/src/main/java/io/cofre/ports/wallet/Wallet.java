package io.cofre.ports.wallet;

import io.cofre.ports.span.Kid;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The set of keys that one owner may use (spec 02, "Record").
 *
 * @param items by kid, in the order of their making
 * @param metered whether its use of the gateway is charged
 * @param seq the version of its {@code wallet} span
 */
public record Wallet(
        WalletId id,
        OwnerId owner,
        TenantId tenant,
        Map<Kid, WalletItem> items,
        Status status,
        Instant createdAt,
        boolean metered,
        long seq) {

    public Wallet {
        items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
    }

    /** Wire form: lower case. A suspended wallet can be reopened, a closed one not. */
    public enum Status {
        ACTIVE,
        SUSPENDED,
        CLOSED;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
