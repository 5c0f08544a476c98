package io.cofre.postgres.token;

import static io.cofre.postgres.generated.cofre.Tables.AUTH_API_TOKENS;

import io.cofre.ports.app.AppId;
import io.cofre.ports.journal.TokenEffect;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.postgres.RowPut;
import io.cofre.postgres.Texts;
import io.cofre.postgres.journal.Applied;
import io.cofre.postgres.journal.EffectWriter;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;

public final class TokenWriter implements EffectWriter<TokenEffect> {
    @Override
    public Class<TokenEffect> effects() {
        return TokenEffect.class;
    }

    /** Leaves {@code last_used_at} alone: no span says it. */
    @Override
    public List<Query> write(DSLContext sql, List<Applied<TokenEffect>> applied) {
        RowPut rows = new RowPut(AUTH_API_TOKENS, List.of(AUTH_API_TOKENS.TOKEN_HASH));
        for (Applied<TokenEffect> one : applied) {
            switch (one.effect()) {
                case TokenEffect.Put(TokenRecord token, var cause) ->
                    rows.add(
                            List.of(token.hash()),
                            new RowPut.Row()
                                    .set(
                                            AUTH_API_TOKENS.TOKEN_HASH,
                                            token.hash().value())
                                    .set(AUTH_API_TOKENS.TOKEN_LAST4, token.last4())
                                    .set(
                                            AUTH_API_TOKENS.WALLET_ID,
                                            token.wallet().value())
                                    .set(
                                            AUTH_API_TOKENS.TENANT_ID,
                                            token.tenant().value())
                                    .set(AUTH_API_TOKENS.SCOPES, Texts.array(token.scopes(), Scope::value))
                                    .set(AUTH_API_TOKENS.EXP, token.exp())
                                    .set(AUTH_API_TOKENS.STATUS, token.status().wire())
                                    .set(AUTH_API_TOKENS.DESCRIPTION, token.description())
                                    .set(AUTH_API_TOKENS.CREATED_AT, token.createdAt())
                                    .set(AUTH_API_TOKENS.CREATED_BY, token.createdBy())
                                    .set(
                                            AUTH_API_TOKENS.ROTATED_TO,
                                            token.rotatedTo().map(TokenHash::value))
                                    .set(AUTH_API_TOKENS.REVOKE_AT, token.revokeAt())
                                    .set(AUTH_API_TOKENS.KIND, token.kind().wire())
                                    .set(AUTH_API_TOKENS.APP_ID, token.app().map(AppId::value))
                                    .set(AUTH_API_TOKENS.REQUESTS_PER_MINUTE, token.requestsPerMinute())
                                    .set(AUTH_API_TOKENS.SEQ, token.seq())
                                    .set(AUTH_API_TOKENS.CAUSE_ID, cause.id().value())
                                    .set(AUTH_API_TOKENS.CAUSE_SEQ, cause.seq())
                                    .set(AUTH_API_TOKENS.POSITION, one.position()));
            }
        }
        return rows.query(sql).stream().toList();
    }
}
