package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.ledger.DerivedIds;
import io.cofre.domain.ledger.Drafts;
import io.cofre.domain.ledger.EntityTypes;
import io.cofre.domain.ledger.Records;
import io.cofre.domain.wallet.Administration;
import io.cofre.ports.PortFailure;
import io.cofre.ports.app.App;
import io.cofre.ports.app.AppId;
import io.cofre.ports.app.Apps;
import io.cofre.ports.journal.AppEffect;
import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.token.Scope;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /api/admin/apps/{app_id}/approve} (spec 04). What was pending is granted by a span of the tenant's root.
 * Thread-safe.
 */
public final class ApproveApp {
    private final Apps apps;
    private final Heads heads;
    private final ServiceKeys keys;
    private final Notary notary;
    private final Commits commits;
    private final InstantSource clock;

    @Inject
    public ApproveApp(Apps apps, Heads heads, ServiceKeys keys, Notary notary, Commits commits, InstantSource clock) {
        this.apps = apps;
        this.heads = heads;
        this.keys = keys;
        this.notary = notary;
        this.commits = commits;
        this.clock = clock;
    }

    /**
     * Grants what is pending, but for admin and service scopes, which no app is given. Takes an admin scope over the
     * tenant.
     */
    public Reply<App> approve(Principal principal, AppId id, Optional<Repeatable<App>> once) {
        Optional<Problem> refusal = Administration.over(principal, principal.tenant());
        if (refusal.isPresent()) {
            return Reply.refused(refusal.get());
        }
        return commits.run(once, () -> {
            Optional<App> found = apps.find(principal.tenant(), id);
            return found.isEmpty()
                    ? new Plan.Refuse<>(Problem.of(Code.APP_UNKNOWN, "There is no app " + id + " in this tenant."))
                    : plan(principal, found.get());
        });
    }

    private Plan<App> plan(Principal principal, App app) {
        List<Scope> granted = new ArrayList<>(app.granted());
        List<Scope> pending = new ArrayList<>();
        for (Scope scope : app.pending()) {
            (Births.signable(scope) ? granted : pending).add(scope);
        }
        App approved = new App(
                app.id(),
                app.tenant(),
                app.owner(),
                app.span(),
                app.status(),
                granted.stream().distinct().toList(),
                pending,
                app.registeredAt(),
                app.seq());
        SpanId id = DerivedIds.ofApp(app.tenant(), app.id(), EntityTypes.CAPABILITY_GRANT.value());
        Head head = Optional.ofNullable(heads.find(List.of(id)).get(id))
                .orElseThrow(() -> new PortFailure.Corrupt("App " + app.id() + " has no capability_grant span."));
        Instant now = clock.instant();
        Notary.Draft draft = new Notary.Draft(
                Drafts.draft(
                                new SpanVersion(id, head.seq() + 1),
                                EntityTypes.CAPABILITY_GRANT,
                                principal.who(),
                                "app.capability_grant",
                                now,
                                app.tenant(),
                                app.owner(),
                                head.visibility())
                        .with("did", "approved")
                        .with("status", "active")
                        .with("name", app.id().value())
                        .with("trace_id", principal.traceId())
                        .with("content", Records.appContent(approved)),
                keys.tenantRoot(app.tenant()));
        return new Plan.Write<>(
                approved,
                notary.sign(List.of(draft)),
                List.of(),
                List.of(new AppEffect.Put(approved, draft.version())));
    }
}
