package io.cofre.postgres.token;

import static io.cofre.postgres.generated.cofre.Tables.WALLET_SESSIONS;

import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.WalletSession;
import io.cofre.ports.token.WalletSessions;
import io.cofre.ports.wallet.WalletId;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresFailures;
import io.cofre.postgres.PostgresRole;
import io.cofre.postgres.Texts;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.InsertSetMoreStep;
import org.jooq.Record;

public final class PostgresWalletSessions implements WalletSessions {
    private final DSLContext system;

    public PostgresWalletSessions(PostgresConnections connections) {
        this.system = connections.sql(PostgresRole.SYSTEM);
    }

    @Override
    public void open(WalletSession session) {
        PostgresFailures.write(
                "keeping a wallet session", () -> insert(system, session).execute());
    }

    private static InsertSetMoreStep<Record> insert(DSLContext sql, WalletSession session) {
        return sql.insertInto(WALLET_SESSIONS)
                .set(WALLET_SESSIONS.SESSION_HASH, session.hash())
                .set(WALLET_SESSIONS.PARENT, session.parent().value())
                .set(WALLET_SESSIONS.WALLET_ID, session.wallet().value())
                .set(WALLET_SESSIONS.TENANT_ID, session.tenant().value())
                .set(WALLET_SESSIONS.SCOPES, Texts.array(session.scopes(), Scope::value))
                .set(WALLET_SESSIONS.EXP, session.exp());
    }

    @Override
    public Optional<Earlier> openOnce(WalletSession session, Request request, Instant now) {
        return PostgresFailures.write(
                "keeping a wallet session of a request",
                () -> system.transactionResult(transaction -> {
                    DSLContext sql = transaction.dsl();
                    Condition same = WALLET_SESSIONS
                            .TENANT_ID
                            .eq(session.tenant().value())
                            .and(WALLET_SESSIONS.WALLET_ID.eq(session.wallet().value()))
                            .and(WALLET_SESSIONS.ONCE_VALUE.eq(request.value()));
                    while (true) {
                        sql.deleteFrom(WALLET_SESSIONS)
                                .where(same.and(WALLET_SESSIONS.ONCE_UNTIL.lt(now)))
                                .execute();
                        int kept = insert(sql, session)
                                .set(WALLET_SESSIONS.ONCE_VALUE, request.value())
                                .set(
                                        WALLET_SESSIONS.ONCE_BODY,
                                        request.bodyHash().value())
                                .set(WALLET_SESSIONS.ONCE_UNTIL, request.until())
                                .onConflict(
                                        WALLET_SESSIONS.TENANT_ID,
                                        WALLET_SESSIONS.WALLET_ID,
                                        WALLET_SESSIONS.ONCE_VALUE)
                                .where(WALLET_SESSIONS.ONCE_VALUE.isNotNull())
                                .doNothing()
                                .execute();
                        Optional<Earlier> earlier = kept == 1 ? Optional.empty() : earlier(sql, same);
                        // Swept between the two statements: the value is free again.
                        if (kept == 1 || earlier.isPresent()) {
                            return earlier;
                        }
                    }
                }));
    }

    private static Optional<Earlier> earlier(DSLContext sql, Condition same) {
        return sql.selectFrom(WALLET_SESSIONS)
                .where(same)
                .fetchOptional(row ->
                        new Earlier(new PayloadHash(row.get(WALLET_SESSIONS.ONCE_BODY)), row.get(WALLET_SESSIONS.EXP)));
    }

    @Override
    public Optional<WalletSession> find(String hash) {
        return PostgresFailures.read(
                "reading a wallet session",
                () -> system.selectFrom(WALLET_SESSIONS)
                        .where(WALLET_SESSIONS.SESSION_HASH.eq(hash))
                        .fetchOptional(row -> new WalletSession(
                                row.get(WALLET_SESSIONS.SESSION_HASH),
                                new TokenHash(row.get(WALLET_SESSIONS.PARENT)),
                                new WalletId(row.get(WALLET_SESSIONS.WALLET_ID)),
                                new TenantId(row.get(WALLET_SESSIONS.TENANT_ID)),
                                Texts.list(row.get(WALLET_SESSIONS.SCOPES), Scope::new),
                                row.get(WALLET_SESSIONS.EXP))));
    }

    @Override
    public int sweep(Instant before) {
        return PostgresFailures.write(
                "sweeping wallet sessions",
                () -> system.deleteFrom(WALLET_SESSIONS)
                        .where(WALLET_SESSIONS.EXP.lt(before))
                        .and(WALLET_SESSIONS.ONCE_UNTIL.isNull().or(WALLET_SESSIONS.ONCE_UNTIL.lt(before)))
                        .execute());
    }
}
