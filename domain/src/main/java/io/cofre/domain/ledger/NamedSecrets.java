package io.cofre.domain.ledger;

import io.cofre.ports.audit.AuditRow;
import io.cofre.ports.audit.AuditTable;
import io.cofre.ports.vault.SecretRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The secrets that rows name, against those that the vault keeps. Holds some hundred bytes a secret. */
final class NamedSecrets {
    private static final String HASH_VERSION = "hash_version";
    private static final String STATUS = "status";
    private static final Optional<String> ACTIVE = Optional.of("active");

    private final Consumer<Finding> findings;
    private final Map<String, Holder> named = new HashMap<>();
    private final Set<String> doomed = new HashSet<>();

    private record Holder(AuditTable table, long position, String column) {}

    NamedSecrets(Consumer<Finding> findings) {
        this.findings = findings;
    }

    /** A row that may name secrets. */
    void named(AuditRow row) {
        switch (row.table()) {
            case TENANT -> {
                name(row, "hash_key");
                name(row, "wrapping_key");
            }
            case ITEM -> item(row);
            // The pepper of ended tokens may be gone.
            case TOKEN ->
                row.one(HASH_VERSION)
                        .filter(version -> row.one(STATUS).equals(ACTIVE))
                        .map(Integer::parseInt)
                        .map(SystemNames::pepper)
                        .map(SecretRef::value)
                        .ifPresent(
                                ref -> named.putIfAbsent(ref, new Holder(row.table(), row.position(), HASH_VERSION)));
            case LEFTOVER -> row.one("ref").ifPresent(doomed::add);
            case SPAN, HEAD, KEY, NONCE, ONCE, WALLET, APP, MEMORY, SECRET -> {}
        }
    }

    /** A key that its client holds can only sign requests; every other one that is active has a secret here. */
    private void item(AuditRow row) {
        boolean ended = !row.one(STATUS).equals(ACTIVE);
        boolean ownSecret = row.says().containsKey("provider")
                || row.says().getOrDefault("caps", List.of()).contains("sign.span");
        boolean has = row.says().containsKey("secret_ref");
        if (ended ? has : ownSecret && !has) {
            findings.accept(new Finding.Differs(row.table(), row.position(), Optional.empty(), "secret_ref"));
        }
        name(row, "secret_ref");
    }

    private void name(AuditRow row, String column) {
        row.one(column).ifPresent(ref -> {
            Holder holder = new Holder(row.table(), row.position(), column);
            if (named.putIfAbsent(ref, holder) != null) {
                tell(holder, Finding.Secret.Trouble.SHARED);
            }
        });
    }

    /** A secret that the vault keeps; after all rows that may name it. */
    void kept(AuditRow row) {
        row.one("ref").ifPresent(ref -> {
            Holder holder = named.remove(ref);
            if (holder != null && doomed.contains(ref)) {
                tell(holder, Finding.Secret.Trouble.DOOMED);
            }
        });
    }

    void end() {
        named.values().forEach(holder -> tell(holder, Finding.Secret.Trouble.MISSING));
    }

    private void tell(Holder holder, Finding.Secret.Trouble trouble) {
        findings.accept(new Finding.Secret(holder.table(), holder.position(), holder.column(), trouble));
    }
}
