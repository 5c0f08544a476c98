package io.cofre.postgres.tenant;

import static io.cofre.postgres.generated.cofre.Tables.TENANTS;

import io.cofre.ports.journal.TenantEffect;
import io.cofre.ports.tenant.Language;
import io.cofre.ports.tenant.Tenant;
import io.cofre.postgres.RowPut;
import io.cofre.postgres.Texts;
import io.cofre.postgres.journal.Applied;
import io.cofre.postgres.journal.EffectWriter;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jooq.Query;

public final class TenantWriter implements EffectWriter<TenantEffect> {
    @Override
    public Class<TenantEffect> effects() {
        return TenantEffect.class;
    }

    @Override
    public List<Query> write(DSLContext sql, List<Applied<TenantEffect>> applied) {
        RowPut rows = new RowPut(TENANTS, List.of(TENANTS.TENANT_ID));
        for (Applied<TenantEffect> one : applied) {
            switch (one.effect()) {
                case TenantEffect.Put(Tenant tenant, var cause) ->
                    rows.add(
                            List.of(tenant.id()),
                            new RowPut.Row()
                                    .set(TENANTS.TENANT_ID, tenant.id().value())
                                    .set(TENANTS.NAME, tenant.name())
                                    .set(TENANTS.STATUS, tenant.status().wire())
                                    .set(TENANTS.HASH_KEY, tenant.hashKey().value())
                                    .set(
                                            TENANTS.WRAPPING_KEY,
                                            tenant.wrappingKey().value())
                                    .set(
                                            TENANTS.LANGUAGES,
                                            Texts.array(Language.wires(tenant.languages()), UnaryOperator.identity()))
                                    .set(TENANTS.CREATED_AT, tenant.createdAt())
                                    .set(TENANTS.SEQ, tenant.seq())
                                    .set(TENANTS.CAUSE_ID, cause.id().value())
                                    .set(TENANTS.CAUSE_SEQ, cause.seq())
                                    .set(TENANTS.POSITION, one.position()));
            }
        }
        return rows.query(sql).stream().toList();
    }
}
