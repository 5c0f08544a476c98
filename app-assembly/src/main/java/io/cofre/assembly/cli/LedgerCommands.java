package io.cofre.assembly.cli;

import java.util.List;

/** {@code cofre ledger …}, but for its offline part, which is the service's program. */
final class LedgerCommands {
    private LedgerCommands() {}

    static List<Verb> verbs() {
        return List.of(SpanExport.verb("ledger export"));
    }
}
