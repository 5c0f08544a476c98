-- The request that asked for a session, where it may come again (Idempotency-Key): one session a wallet and key, as long as
-- the record holds. The row then outlives its session.
ALTER TABLE cofre.wallet_sessions
    ADD COLUMN once_value text COLLATE "C",
    ADD COLUMN once_body  text COLLATE "C",
    ADD COLUMN once_until timestamptz,
    ADD CHECK ((once_value IS NULL) = (once_body IS NULL) AND (once_value IS NULL) = (once_until IS NULL));

CREATE UNIQUE INDEX wallet_sessions_once ON cofre.wallet_sessions (tenant_id, wallet_id, once_value)
    WHERE once_value IS NOT NULL;
