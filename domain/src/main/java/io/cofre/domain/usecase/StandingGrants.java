package io.cofre.domain.usecase;

import io.cofre.domain.ledger.GrantContent;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Head;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.Viewer;
import io.cofre.ports.token.Scope;
import java.util.List;

/** Reads what apps' {@code capability_grant} spans say. Thread-safe. */
record StandingGrants(Spans spans) {
    /**
     * What an administrator approved, as of this version: whoever writes the next one builds on it, or finds its seq
     * taken. Read for the app's owner, whose span it is, on behalf of whoever was found to be allowed.
     */
    List<Scope> approved(Head grant) {
        return spans.version(
                        new Viewer(grant.tenant(), grant.owner(), Viewer.Reach.OWN),
                        new SpanVersion(grant.id(), grant.seq()))
                .map(span -> GrantContent.approved(span.canonical()))
                .orElseThrow(() -> new PortFailure.Corrupt("Span " + grant.id() + " has a head and no version."));
    }
}
