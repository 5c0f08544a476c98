package io.cofre.postgres.token;

import static io.cofre.postgres.generated.cofre.Tables.WALLET_SESSIONS;

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
import org.jooq.DSLContext;

public final class PostgresWalletSessions implements WalletSessions {
    private final DSLContext system;

    public PostgresWalletSessions(PostgresConnections connections) {
        this.system = connections.sql(PostgresRole.SYSTEM);
    }

    @Override
    public void open(WalletSession session) {
        PostgresFailures.write(
                "keeping a wallet session",
                () -> system.insertInto(WALLET_SESSIONS)
                        .set(WALLET_SESSIONS.SESSION_HASH, session.hash())
                        .set(WALLET_SESSIONS.PARENT, session.parent().value())
                        .set(WALLET_SESSIONS.WALLET_ID, session.wallet().value())
                        .set(WALLET_SESSIONS.TENANT_ID, session.tenant().value())
                        .set(WALLET_SESSIONS.SCOPES, Texts.array(session.scopes(), Scope::value))
                        .set(WALLET_SESSIONS.EXP, session.exp())
                        .execute());
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
                        .execute());
    }
}
