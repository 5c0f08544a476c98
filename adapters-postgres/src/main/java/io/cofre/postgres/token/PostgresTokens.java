package io.cofre.postgres.token;

import static io.cofre.postgres.generated.cofre.Tables.AUTH_API_TOKENS;

import io.cofre.ports.app.AppId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.wallet.WalletId;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresFailures;
import io.cofre.postgres.PostgresRole;
import io.cofre.postgres.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

public final class PostgresTokens implements Tokens {
    /** As the index has it; {@code revoke_at} counts where it is set. */
    private static final Field<Instant> END = DSL.least(AUTH_API_TOKENS.EXP, AUTH_API_TOKENS.REVOKE_AT);

    private final DSLContext system;

    public PostgresTokens(PostgresConnections connections) {
        this.system = connections.sql(PostgresRole.SYSTEM);
    }

    @Override
    public Optional<TokenRecord> find(TokenHash hash) {
        return PostgresFailures.read(
                "reading an API key",
                () -> system.selectFrom(AUTH_API_TOKENS)
                        .where(AUTH_API_TOKENS.TOKEN_HASH.eq(hash.value()))
                        .fetchOptional(PostgresTokens::token));
    }

    @Override
    public List<TokenRecord> ofWallet(
            WalletId wallet, Optional<TokenRecord.Status> status, Optional<TokenHash> after, int limit) {
        return PostgresFailures.read(
                "listing API keys",
                () -> system.selectFrom(AUTH_API_TOKENS)
                        .where(AUTH_API_TOKENS.WALLET_ID.eq(wallet.value()))
                        .and(status.map(one -> AUTH_API_TOKENS.STATUS.eq(one.wire()))
                                .orElse(DSL.noCondition()))
                        .and(after.map(PostgresTokens::older).orElse(DSL.noCondition()))
                        .orderBy(AUTH_API_TOKENS.CREATED_AT.desc(), AUTH_API_TOKENS.TOKEN_HASH)
                        .limit(limit)
                        .fetch(PostgresTokens::token));
    }

    private static Condition older(TokenHash after) {
        var last = AUTH_API_TOKENS.as("last");
        Field<Instant> created =
                DSL.field(DSL.select(last.CREATED_AT).from(last).where(last.TOKEN_HASH.eq(after.value())));
        return AUTH_API_TOKENS
                .CREATED_AT
                .lt(created)
                .or(AUTH_API_TOKENS.CREATED_AT.eq(created).and(AUTH_API_TOKENS.TOKEN_HASH.gt(after.value())));
    }

    /** Goes from version to version along the index: there are a few among millions of keys. */
    @Override
    public Set<Integer> versionsInUse() {
        return PostgresFailures.read(
                "reading the versions of token hashing",
                () -> new HashSet<>(system.fetch("""
                                WITH RECURSIVE versions AS (
                                    SELECT min(hash_version) AS version FROM cofre.auth_api_tokens
                                    WHERE status = 'active'
                                    UNION ALL
                                    SELECT (SELECT min(t.hash_version) FROM cofre.auth_api_tokens t
                                            WHERE t.status = 'active' AND t.hash_version > versions.version)
                                    FROM versions WHERE versions.version IS NOT NULL)
                                SELECT version FROM versions WHERE version IS NOT NULL""").getValues("version", Integer.class)));
    }

    /** Key by key, each by itself, so that no two rows are held at once: the journal must never wait in a circle. */
    @Override
    public void used(Map<TokenHash, Instant> lastUsed, Duration apart) {
        lastUsed.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(TokenHash::value)))
                .forEach(mark -> PostgresFailures.write(
                        "marking an API key as used",
                        () -> system.update(AUTH_API_TOKENS)
                                .set(AUTH_API_TOKENS.LAST_USED_AT, mark.getValue())
                                .where(AUTH_API_TOKENS.TOKEN_HASH.eq(
                                        mark.getKey().value()))
                                .and(AUTH_API_TOKENS
                                        .LAST_USED_AT
                                        .isNull()
                                        .or(AUTH_API_TOKENS.LAST_USED_AT.le(
                                                mark.getValue().minus(apart))))
                                .execute()));
    }

    @Override
    public Collection<TokenRecord> due(Instant before, int limit) {
        return PostgresFailures.read(
                "looking for ended API keys",
                () -> system.selectFrom(AUTH_API_TOKENS)
                        .where(AUTH_API_TOKENS.STATUS.eq(DSL.inline("active")), END.lt(before))
                        .orderBy(END)
                        .limit(limit)
                        .fetch(PostgresTokens::token));
    }

    private static TokenRecord token(Record row) {
        return new TokenRecord(
                new TokenHash(row.get(AUTH_API_TOKENS.TOKEN_HASH)),
                row.get(AUTH_API_TOKENS.TOKEN_LAST4),
                new WalletId(row.get(AUTH_API_TOKENS.WALLET_ID)),
                new TenantId(row.get(AUTH_API_TOKENS.TENANT_ID)),
                Texts.list(row.get(AUTH_API_TOKENS.SCOPES), Scope::new),
                row.get(AUTH_API_TOKENS.EXP),
                Texts.constant(TokenRecord.Status.class, row.get(AUTH_API_TOKENS.STATUS)),
                Optional.ofNullable(row.get(AUTH_API_TOKENS.DESCRIPTION)),
                row.get(AUTH_API_TOKENS.CREATED_AT),
                row.get(AUTH_API_TOKENS.CREATED_BY),
                Optional.ofNullable(row.get(AUTH_API_TOKENS.LAST_USED_AT)),
                Optional.ofNullable(row.get(AUTH_API_TOKENS.ROTATED_TO)).map(TokenHash::new),
                Optional.ofNullable(row.get(AUTH_API_TOKENS.REVOKE_AT)),
                Texts.constant(TokenRecord.Kind.class, row.get(AUTH_API_TOKENS.KIND)),
                Optional.ofNullable(row.get(AUTH_API_TOKENS.APP_ID)).map(AppId::new),
                Optional.ofNullable(row.get(AUTH_API_TOKENS.REQUESTS_PER_MINUTE)),
                row.get(AUTH_API_TOKENS.SEQ));
    }
}
