package io.cofre.postgres.app;

import static io.cofre.postgres.generated.cofre.Tables.APPS;

import io.cofre.ports.app.App;
import io.cofre.ports.app.AppId;
import io.cofre.ports.app.Apps;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.token.Scope;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresFailures;
import io.cofre.postgres.PostgresRole;
import io.cofre.postgres.Texts;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

public final class PostgresApps implements Apps {
    private final DSLContext system;

    public PostgresApps(PostgresConnections connections) {
        this.system = connections.sql(PostgresRole.SYSTEM);
    }

    @Override
    public Optional<App> find(TenantId tenant, AppId id) {
        return PostgresFailures.read(
                "reading an app",
                () -> system.selectFrom(APPS)
                        .where(APPS.TENANT_ID.eq(tenant.value()), APPS.APP_ID.eq(id.value()))
                        .fetchOptional(PostgresApps::app));
    }

    @Override
    public List<App> list(TenantId tenant, Optional<OwnerId> owner, Optional<AppId> after, int limit) {
        return PostgresFailures.read(
                "listing apps",
                () -> system.selectFrom(APPS)
                        .where(APPS.TENANT_ID.eq(tenant.value()))
                        .and(owner.map(id -> APPS.OWNER_ID.eq(id.value())).orElse(DSL.noCondition()))
                        .and(after.map(id -> APPS.APP_ID.gt(id.value())).orElse(DSL.noCondition()))
                        .orderBy(APPS.APP_ID)
                        .limit(limit)
                        .fetch(PostgresApps::app));
    }

    private static App app(Record row) {
        return new App(
                new AppId(row.get(APPS.APP_ID)),
                new TenantId(row.get(APPS.TENANT_ID)),
                new OwnerId(row.get(APPS.OWNER_ID)),
                new SpanId(row.get(APPS.SPAN_ID)),
                row.get(APPS.STATUS),
                Texts.list(row.get(APPS.GRANTED), Scope::new),
                Texts.list(row.get(APPS.PENDING), Scope::new),
                row.get(APPS.REGISTERED_AT),
                row.get(APPS.SEQ));
    }
}
