package io.cofre.assembly.node;

import io.cofre.assembly.config.SchedulerConfig;
import io.cofre.assembly.wiring.Assembled;
import io.cofre.domain.Cofre;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;

/** What a node has to do beside its requests. What expires is dead already; here it goes away. */
final class Chores {
    private static final int AT_A_TIME = 200;
    private static final int MOST_ROUNDS = 1_000;
    private static final Duration ORPHANS_EVERY = Duration.ofHours(1);

    private Chores() {}

    /** Writes down which tokens were used: every node's own. */
    static Chore lastUse(Assembled node, SchedulerConfig config) {
        return new Chore("last use", config.lastUseEvery(), () -> {
            node.cofre().upkeep().lastUse().write();
            return 0;
        });
    }

    /** A scheduler's; several may do them at once. */
    static List<Chore> sweeps(Assembled node, SchedulerConfig config) {
        Cofre cofre = node.cofre();
        Duration every = config.sweepEvery();
        return List.of(
                new Chore(
                        "expired tokens",
                        every,
                        repeated(() -> cofre.upkeep().expireKeys().expire(AT_A_TIME))),
                new Chore(
                        "expired memories",
                        every,
                        repeated(() -> cofre.upkeep().expireMemories().expire(AT_A_TIME))),
                new Chore(
                        "dropped secrets",
                        every,
                        repeated(() -> cofre.upkeep().destroyDroppedSecrets().destroy())),
                new Chore(
                        "wallet sessions",
                        every,
                        () -> node.sessions().sweep(node.clock().instant())),
                new Chore(
                        "request nonces",
                        every,
                        () -> node.nonces().sweep(node.clock().instant())),
                new Chore("ledger nonces", every, () -> node.sweep().nonces()),
                new Chore("idempotency records", every, () -> node.sweep().repeats()),
                new Chore(
                        "orphaned secrets",
                        ORPHANS_EVERY,
                        () -> cofre.upkeep().sweepOrphanedSecrets().sweep()));
    }

    /** As long as there is anything, up to a bound that lets the others have their turn. */
    private static IntSupplier repeated(IntSupplier work) {
        return () -> {
            int all = 0;
            for (int round = 0; round < MOST_ROUNDS; round++) {
                int done = work.getAsInt();
                all += done;
                if (done == 0) {
                    break;
                }
            }
            return all;
        };
    }
}
