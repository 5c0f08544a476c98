package io.cofre.testkit.memory;

import io.cofre.ports.app.Apps;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.Timeline;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.vault.Leftovers;
import io.cofre.ports.wallet.Wallets;
import java.util.List;

/** The journal and every reading port of one store. */
public record InMemoryPorts(
        Journal journal,
        Heads heads,
        Repeats repeats,
        Keys keys,
        Spans spans,
        LedgerScan scan,
        Timeline timeline,
        Tenants tenants,
        Wallets wallets,
        Tokens tokens,
        Apps apps,
        Memories memories,
        Leftovers leftovers,
        LedgerSnapshots snapshots) {
    public static InMemoryPorts of(InMemoryStore store) {
        return new InMemoryPorts(
                new InMemoryJournal(store),
                new InMemoryHeads(store),
                new InMemoryRepeats(store),
                new InMemoryKeys(store),
                new InMemorySpans(store),
                new InMemoryLedgerScan(store),
                InMemoryTimeline.of(store),
                new InMemoryTenants(store),
                new InMemoryWallets(store),
                new InMemoryTokens(store),
                new InMemoryApps(store),
                new InMemoryMemories(store),
                new InMemoryLeftovers(store),
                new InMemoryLedgerSnapshots(store, List::of));
    }
}
