package io.cofre.testkit.contract;

import io.cofre.ports.app.Apps;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.Timeline;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.vault.Leftovers;
import io.cofre.ports.wallet.Wallets;
import java.util.Optional;

/** One store under test: its journal, and every port that reads what the journal wrote. */
public interface Bench extends AutoCloseable {
    Journal journal();

    Heads heads();

    Repeats repeats();

    Keys keys();

    Spans spans();

    LedgerScan scan();

    Timeline timeline();

    Tenants tenants();

    Wallets wallets();

    Tokens tokens();

    Apps apps();

    Memories memories();

    Leftovers leftovers();

    LedgerSnapshots snapshots();

    /**
     * The span that a row names as its last change: of the row that an effect like this one writes. Empty where no such
     * row was written. After {@code MemoryEffect.Dropped} and {@code SecretEffect} it may be empty too: those leave no
     * row.
     */
    Optional<SpanVersion> cause(Effect effect);

    /**
     * Closes the journal as its assembly does, and frees what the bench holds. From then on the journal throws
     * {@code Unavailable}; closing twice does nothing.
     */
    @Override
    void close();
}
