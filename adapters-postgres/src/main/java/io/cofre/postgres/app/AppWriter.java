package io.cofre.postgres.app;

import static io.cofre.postgres.generated.cofre.Tables.APPS;

import io.cofre.ports.app.App;
import io.cofre.ports.journal.AppEffect;
import io.cofre.ports.token.Scope;
import io.cofre.postgres.RowPut;
import io.cofre.postgres.Texts;
import io.cofre.postgres.journal.Applied;
import io.cofre.postgres.journal.EffectWriter;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;

public final class AppWriter implements EffectWriter<AppEffect> {
    @Override
    public Class<AppEffect> effects() {
        return AppEffect.class;
    }

    @Override
    public List<Query> write(DSLContext sql, List<Applied<AppEffect>> applied) {
        RowPut rows = new RowPut(APPS, List.of(APPS.TENANT_ID, APPS.APP_ID));
        for (Applied<AppEffect> one : applied) {
            switch (one.effect()) {
                case AppEffect.Put(App app, var cause) ->
                    rows.add(
                            List.of(app.tenant(), app.id()),
                            new RowPut.Row()
                                    .set(APPS.TENANT_ID, app.tenant().value())
                                    .set(APPS.APP_ID, app.id().value())
                                    .set(APPS.OWNER_ID, app.owner().value())
                                    .set(APPS.SPAN_ID, app.span().value())
                                    .set(APPS.STATUS, app.status())
                                    .set(APPS.GRANTED, Texts.array(app.granted(), Scope::value))
                                    .set(APPS.PENDING, Texts.array(app.pending(), Scope::value))
                                    .set(APPS.REGISTERED_AT, app.registeredAt())
                                    .set(APPS.SEQ, app.seq())
                                    .set(APPS.CAUSE_ID, cause.id().value())
                                    .set(APPS.CAUSE_SEQ, cause.seq())
                                    .set(APPS.POSITION, one.position()));
            }
        }
        return rows.query(sql).stream().toList();
    }
}
