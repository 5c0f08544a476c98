package io.cofre.domain.ledger;

import io.cofre.ports.span.LedgerKey;
import java.util.Optional;

/** Who may say what of a key in a {@code logline_id} span (spec 03, "Who signs what"). Pure. */
final class KeyStatements {
    private KeyStatements() {}

    /**
     * Empty where the signer may say this; else why not. That signer and key are of one tenant, and for a wallet's key
     * of one owner, is for {@link Writers} to judge.
     *
     * @param seq of the span
     * @param known the key as it was introduced, where that was seen
     * @param former the key that the span says is replaced, where it was seen
     */
    static Optional<String> fault(
            LedgerKey signer, LoglineContent said, long seq, Optional<LedgerKey> known, Optional<LedgerKey> former) {
        return seq == 0 ? introduction(signer, said, former) : ending(signer, said, known);
    }

    private static Optional<String> introduction(LedgerKey signer, LoglineContent said, Optional<LedgerKey> former) {
        LedgerKey key = said.key();
        if (key.status() != LedgerKey.Status.ACTIVE) {
            return Optional.of("a key is introduced as active");
        }
        boolean may = switch (signer.role()) {
            case ROOT ->
                ofTenantOrService(key.role())
                        || (key.role() == LedgerKey.Role.ROOT && key.keyId().equals(signer.keyId()));
            case TENANT_ROOT -> ofWallet(key.role());
            case WALLET, DEVICE ->
                ofWallet(key.role())
                        && key.wallet().equals(signer.wallet())
                        && said.replaces().equals(Optional.of(signer.keyId()));
            case SERVICE -> false;
        };
        if (!may) {
            return Optional.of("a key of role " + signer.role().wire() + " may not introduce this one");
        }
        boolean ofAnother = former.filter(old -> !old.wallet().equals(key.wallet())
                        || !old.tenant().equals(key.tenant())
                        || old.role() != key.role())
                .isPresent();
        return ofAnother || said.replaces().filter(key.keyId()::equals).isPresent()
                ? Optional.of("replaces names a key of another wallet, or itself")
                : Optional.empty();
    }

    private static Optional<String> ending(LedgerKey signer, LoglineContent said, Optional<LedgerKey> known) {
        LedgerKey key = said.key();
        if (key.status() == LedgerKey.Status.ACTIVE) {
            return Optional.of("a later version of a key ends it");
        }
        boolean may = switch (signer.role()) {
            case ROOT -> !ofWallet(key.role());
            case TENANT_ROOT -> ofWallet(key.role()) || key.keyId().equals(signer.keyId());
            case SERVICE, WALLET, DEVICE -> false;
        };
        if (!may) {
            return Optional.of("a key of role " + signer.role().wire() + " may not end this one");
        }
        boolean another = known.filter(introduced -> introduced.role() != key.role()
                        || !introduced.wallet().equals(key.wallet())
                        || !introduced.kid().equals(key.kid()))
                .isPresent();
        return another ? Optional.of("a later version of a key changes its role, wallet or kid") : Optional.empty();
    }

    private static boolean ofWallet(LedgerKey.Role role) {
        return role == LedgerKey.Role.WALLET || role == LedgerKey.Role.DEVICE;
    }

    private static boolean ofTenantOrService(LedgerKey.Role role) {
        return role == LedgerKey.Role.TENANT_ROOT || role == LedgerKey.Role.SERVICE;
    }
}
