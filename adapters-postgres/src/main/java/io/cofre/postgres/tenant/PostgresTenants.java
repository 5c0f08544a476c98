package io.cofre.postgres.tenant;

import static io.cofre.postgres.generated.cofre.Tables.TENANTS;

import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Language;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.vault.SecretRef;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresFailures;
import io.cofre.postgres.PostgresRole;
import io.cofre.postgres.Texts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

public final class PostgresTenants implements Tenants {
    private final DSLContext system;

    public PostgresTenants(PostgresConnections connections) {
        this.system = connections.sql(PostgresRole.SYSTEM);
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return PostgresFailures.read(
                "reading a tenant",
                () -> system.selectFrom(TENANTS)
                        .where(TENANTS.TENANT_ID.eq(id.value()))
                        .fetchOptional(PostgresTenants::tenant));
    }

    @Override
    public List<Tenant> list(Optional<TenantId> after, int limit) {
        return PostgresFailures.read(
                "listing tenants",
                () -> system.selectFrom(TENANTS)
                        .where(after.map(id -> TENANTS.TENANT_ID.gt(id.value())).orElse(DSL.noCondition()))
                        .orderBy(TENANTS.TENANT_ID)
                        .limit(limit)
                        .fetch(PostgresTenants::tenant));
    }

    private static Tenant tenant(Record row) {
        return new Tenant(
                new TenantId(row.get(TENANTS.TENANT_ID)),
                row.get(TENANTS.NAME),
                Texts.constant(Tenant.Status.class, row.get(TENANTS.STATUS)),
                new SecretRef(row.get(TENANTS.HASH_KEY)),
                new SecretRef(row.get(TENANTS.WRAPPING_KEY)),
                Set.copyOf(Texts.list(row.get(TENANTS.LANGUAGES), text -> Texts.constant(Language.class, text))),
                row.get(TENANTS.CREATED_AT),
                row.get(TENANTS.SEQ));
    }
}
