package io.cofre.domain.ledger;

import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanHeader;
import java.util.Optional;

/** What a new version may not change of those before it (spec 03, "The span"). Pure. */
public final class Succession {
    private Succession() {}

    /** A version that stands. */
    public record Version(SpanHeader header, PayloadHash payloadHash) {}

    /**
     * Empty where the version may follow an earlier one of its id, which need not be the one just before it; else why
     * not.
     */
    public static Optional<String> changedForGood(SpanHeader version, SpanHeader earlier) {
        return earlier.tenant().equals(version.tenant()) && earlier.entityType().equals(version.entityType())
                ? Optional.empty()
                : Optional.of("the version changes its tenant or type");
    }

    /**
     * Empty where the version may have this owner after the one just before it; else why not.
     *
     * @param signer the role of the key that signed the version
     */
    public static Optional<String> owner(SpanHeader version, SpanHeader before, LedgerKey.Role signer) {
        return before.owner().equals(version.owner()) || signer == LedgerKey.Role.TENANT_ROOT
                ? Optional.empty()
                : Optional.of("the version changes its owner, and no tenant's root key says so");
    }

    /**
     * Empty where {@code prev_hash} names the version just before, or nothing; else why not.
     *
     * @param before empty where the version is the first
     */
    public static Optional<String> previous(SpanHeader version, Optional<PayloadHash> before) {
        return version.prevHash().isEmpty() || version.prevHash().equals(before)
                ? Optional.empty()
                : Optional.of("prev_hash is not the hash of the version before");
    }
}
