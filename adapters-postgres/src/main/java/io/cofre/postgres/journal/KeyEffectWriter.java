package io.cofre.postgres.journal;

import static io.cofre.postgres.generated.Tables.KEYS;

import io.cofre.ports.journal.KeyEffect;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.LedgerKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Query;

/** Writes what {@code logline_id} spans do to the ledger's keys. */
public final class KeyEffectWriter implements EffectWriter<KeyEffect> {
    @Override
    public Class<KeyEffect> effects() {
        return KeyEffect.class;
    }

    /** Introductions first: they never revive a key, so that the order among the two kinds does not matter. */
    @Override
    public List<Query> write(DSLContext sql, List<Applied<KeyEffect>> applied) {
        List<Query> queries = new ArrayList<>();
        Map<KeyId, Ending> endings = new LinkedHashMap<>();
        for (Applied<KeyEffect> one : applied) {
            switch (one.effect()) {
                case KeyEffect.Introduced introduced -> queries.add(introduce(sql, introduced, one.position()));
                case KeyEffect.Ended ended ->
                    endings.merge(ended.key(), new Ending(ended, one.position()), Ending::then);
            }
        }
        endings.values().forEach(ending -> queries.add(end(sql, ending)));
        return queries;
    }

    /** What ends a key for good in a batch: the first revocation, else what came last. */
    private record Ending(KeyEffect.Ended effect, long position) {
        Ending then(Ending later) {
            return effect.how() == LedgerKey.Status.REVOKED ? this : later;
        }
    }

    private static Query introduce(DSLContext sql, KeyEffect.Introduced introduced, long position) {
        LedgerKey key = introduced.key();
        return sql.insertInto(KEYS)
                .set(KEYS.KEY_ID, key.keyId().value())
                .set(KEYS.PUBLIC_KEY, key.publicKey().bytes())
                .set(KEYS.KID, key.kid().value())
                .set(KEYS.WALLET_ID, key.wallet().value())
                .set(KEYS.TENANT_ID, key.tenant().value())
                .set(KEYS.OWNER_ID, key.owner().value())
                .set(KEYS.ROLE, key.role().wire())
                .set(KEYS.STATUS, key.status().wire())
                .set(KEYS.INTRODUCED_AT, position)
                .set(KEYS.ENDED_AT, key.endedAt().orElse(null))
                .set(KEYS.CAUSE_ID, introduced.cause().id().value())
                .set(KEYS.CAUSE_SEQ, introduced.cause().seq())
                .onConflictDoNothing();
    }

    private static Query end(DSLContext sql, Ending ending) {
        return sql.update(KEYS)
                .set(KEYS.STATUS, ending.effect().how().wire())
                .set(KEYS.ENDED_AT, ending.position())
                .set(KEYS.CAUSE_ID, ending.effect().cause().id().value())
                .set(KEYS.CAUSE_SEQ, ending.effect().cause().seq())
                .where(KEYS.KEY_ID.eq(ending.effect().key().value()))
                .and(KEYS.STATUS.ne(LedgerKey.Status.REVOKED.wire()));
    }
}
