package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.app.AppRules;
import io.cofre.domain.ledger.DerivedIds;
import io.cofre.domain.ledger.Drafts;
import io.cofre.domain.ledger.EntityTypes;
import io.cofre.domain.ledger.GrantContent;
import io.cofre.domain.wallet.Administration;
import io.cofre.ports.app.App;
import io.cofre.ports.app.AppId;
import io.cofre.ports.app.Apps;
import io.cofre.ports.journal.AppEffect;
import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.TenantId;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /api/admin/apps/{app_id}/approve} (spec 04). What was pending is granted by a span of the tenant's root.
 * Thread-safe.
 */
public final class ApproveApp {
    private final Apps apps;
    private final Heads heads;
    private final Spans spans;
    private final ServiceKeys keys;
    private final Notary notary;
    private final Commits commits;
    private final InstantSource clock;

    @Inject
    public ApproveApp(
            Apps apps,
            Heads heads,
            Spans spans,
            ServiceKeys keys,
            Notary notary,
            Commits commits,
            InstantSource clock) {
        this.apps = apps;
        this.heads = heads;
        this.spans = spans;
        this.keys = keys;
        this.notary = notary;
        this.commits = commits;
        this.clock = clock;
    }

    /**
     * Grants what is pending, but for admin and service scopes, which no app is given. Takes an admin scope over the
     * app's tenant.
     *
     * @param named the app's tenant; empty for the principal's own
     */
    public Reply<App> approve(Principal principal, Optional<TenantId> named, AppId id, Optional<Repeatable<App>> once) {
        TenantId tenant = named.orElse(principal.tenant());
        Optional<Problem> refusal = Administration.over(principal, tenant);
        if (refusal.isPresent()) {
            return Reply.refused(refusal.get());
        }
        SpanId grant = DerivedIds.ofApp(tenant, id, EntityTypes.CAPABILITY_GRANT.value());
        return commits.run(once, () -> {
            Optional<Head> head = Optional.ofNullable(heads.find(List.of(grant)).get(grant));
            Optional<App> found = apps.find(tenant, id);
            return head.isEmpty() || found.isEmpty()
                    ? new Plan.Refuse<>(
                            Problem.of(Code.APP_UNKNOWN, "There is no app " + id + " in tenant " + tenant + "."))
                    : plan(principal, head.get(), found.get());
        });
    }

    /**
     * One attempt.
     *
     * @param head read before the app: a version that comes between takes the seq, so that this one is planned again
     */
    private Plan<App> plan(Principal principal, Head head, App app) {
        AppRules.Grants grants = AppRules.approve(
                new AppRules.Grants(app.granted(), app.pending(), new StandingGrants(spans).approved(head)));
        App approved = new App(
                app.id(),
                app.tenant(),
                app.owner(),
                app.span(),
                app.status(),
                grants.granted(),
                grants.pending(),
                app.registeredAt(),
                app.seq());
        Instant now = clock.instant();
        Notary.Draft draft = new Notary.Draft(
                Drafts.draft(
                                new SpanVersion(head.id(), head.seq() + 1),
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
                        .with("content", GrantContent.of(approved, grants.approved())),
                keys.tenantRoot(app.tenant()));
        return new Plan.Write<>(
                approved,
                notary.sign(principal, List.of(draft)),
                List.of(),
                List.of(new AppEffect.Put(approved, draft.version())));
    }
}
