package io.cofre.domain.usecase;

import io.cofre.domain.ledger.SystemNames;
import io.cofre.domain.token.PepperVersions;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.vault.SecretRows;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Destroys secrets that a change which was never committed left, after 24 hours (idea 5 of the architecture), and
 * peppers that were followed by another and that no active token bears. For the scheduler. Thread-safe.
 */
public final class SweepOrphanedSecrets {
    private static final Duration ORPHANED_FOR = Duration.ofHours(24);
    private static final int PAGE = 1_000;

    private final KeyVault vault;
    private final SecretRows rows;
    private final Wallets wallets;
    private final Tenants tenants;
    private final Peppers peppers;
    private final InstantSource clock;

    @Inject
    public SweepOrphanedSecrets(
            KeyVault vault, SecretRows rows, Wallets wallets, Tenants tenants, Peppers peppers, InstantSource clock) {
        this.vault = vault;
        this.rows = rows;
        this.wallets = wallets;
        this.tenants = tenants;
        this.peppers = peppers;
        this.clock = clock;
    }

    /**
     * Destroys what nothing names; returns how many. The names in use are read after the page of refs, so a ref that is
     * named meanwhile is seen.
     */
    public int sweep() {
        int destroyed = 0;
        Optional<SecretRef> after = Optional.empty();
        while (true) {
            List<SecretRef> page = rows.madeBefore(longAgo(), after, PAGE);
            if (page.isEmpty()) {
                return destroyed;
            }
            Set<SecretRef> inUse = inUse();
            List<SecretRef> orphans =
                    page.stream().filter(ref -> !inUse.contains(ref)).toList();
            vault.destroy(orphans);
            destroyed += orphans.size();
            after = Optional.of(page.getLast());
        }
    }

    private Instant longAgo() {
        return clock.instant().minus(ORPHANED_FOR);
    }

    private Set<SecretRef> inUse() {
        Set<SecretRef> inUse = new HashSet<>(wallets.secretsInUse());
        Optional<TenantId> after = Optional.empty();
        List<Tenant> page = tenants.list(after, PAGE);
        List<Tenant> all = new ArrayList<>(page);
        while (page.size() == PAGE) {
            after = Optional.of(page.getLast().id());
            page = tenants.list(after, PAGE);
            all.addAll(page);
        }
        for (Tenant tenant : all) {
            inUse.add(tenant.hashKey());
            inUse.add(tenant.wrappingKey());
        }
        PepperVersions.needed(peppers.kept(), peppers.madeBefore(longAgo()), peppers.borne())
                .forEach(version -> inUse.add(SystemNames.pepper(version)));
        return inUse;
    }
}
