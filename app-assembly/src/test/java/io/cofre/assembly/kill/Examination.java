package io.cofre.assembly.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.assembly.node.LiveLedger;
import io.cofre.assembly.node.Progress;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.usecase.AuditLedger;
import io.cofre.local.node.TrustFile;
import io.cofre.ports.journal.Admission;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Looks whether an installation holds. */
final class Examination {
    private static final Duration BEFORE_THE_SWEEP = Duration.ofHours(23);
    private static final Duration SWEEPING = Duration.ofHours(25);
    private static final int MOST = 10;

    /** Every secret, and whether anything names it. */
    private static final String UNNAMED = """
            SELECT ref FROM vault.secrets
            WHERE ref NOT LIKE 'vlt\\_pepper\\_v%'
              AND ref NOT IN (SELECT secret_ref FROM cofre.wallet_items WHERE secret_ref IS NOT NULL)
              AND ref NOT IN (SELECT hash_key FROM cofre.tenants)
              AND ref NOT IN (SELECT wrapping_key FROM cofre.tenants)
              AND ref NOT IN (SELECT ref FROM vault.leftovers)
            """;

    private Examination() {}

    /** The ledger holds, and so does all that rests on it. */
    static void audit(Wired wired) {
        holds(wired.cofre().ledger().audit().audit(MOST, (seen, last) -> {}), "the installation");
    }

    /** The same for a node that serves. */
    static void audit(ServedNode node, String when) {
        holds(
                LiveLedger.compare(
                        node.config(),
                        Map.of(),
                        new Progress(System.err),
                        snapshots -> new AuditLedger(
                                        snapshots,
                                        new TrustFile(node.trust()),
                                        Ed25519.fastest(),
                                        InstantSource.system(),
                                        Admission.DEFAULT)
                                .audit(MOST, (seen, last) -> {})),
                when);
    }

    private static void holds(AuditLedger.Audited audited, String when) {
        assertThat(audited.findings()).as(when).isEmpty();
        assertThat(audited.more()).as(when).isZero();
    }

    /** What a death left in the vault goes after a day, and not before; what a change dropped goes at once. */
    static void sweep(Wired wired) {
        wired.cofre().upkeep().destroyDroppedSecrets().destroy();
        List<String> orphans = wired.place().column(UNNAMED);
        assertThat(wired.later(BEFORE_THE_SWEEP).upkeep().sweepOrphanedSecrets().sweep())
                .isZero();
        assertThat(wired.place().column(UNNAMED)).isEqualTo(orphans);
        assertThat(wired.later(SWEEPING).upkeep().sweepOrphanedSecrets().sweep())
                .isEqualTo(orphans.size());
        assertThat(wired.place().column(UNNAMED + " UNION ALL SELECT ref FROM vault.leftovers"))
                .isEmpty();
    }
}
