CREATE TABLE ledger.heads (
    id uuid PRIMARY KEY,
    seq bigint NOT NULL,
    tenant_id text NOT NULL,
    owner_id text NOT NULL,
    entity_type text NOT NULL,
    visibility text NOT NULL CHECK (visibility IN ('private', 'tenant', 'public')),
    status text,
    is_deleted boolean NOT NULL,
    name text,
    payload_hash text NOT NULL,
    position bigint NOT NULL,
    recorded_at timestamptz NOT NULL
) WITH (fillfactor = 80);

CREATE INDEX heads_tenant ON ledger.heads (tenant_id, position);
CREATE INDEX heads_named ON ledger.heads (tenant_id, entity_type, left(name, 128), position);
CREATE INDEX heads_public ON ledger.heads (position) WHERE visibility = 'public';

-- The compare-and-set of a batch: all the heads that it moves and makes, or none of the batch.
CREATE FUNCTION ledger.require_heads(expected bigint, changed bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF changed IS DISTINCT FROM expected THEN
        RAISE EXCEPTION '% heads were to change and % did', expected, changed USING ERRCODE = 'serialization_failure';
    END IF;
END
$$;

CREATE TABLE ledger.keys (
    key_id text PRIMARY KEY,
    public_key bytea NOT NULL CHECK (length(public_key) = 32),
    kid text NOT NULL,
    wallet_id text NOT NULL,
    tenant_id text NOT NULL,
    owner_id text NOT NULL,
    role text NOT NULL CHECK (role IN ('root', 'tenant_root', 'service', 'wallet', 'device')),
    status text NOT NULL CHECK (status IN ('active', 'retired', 'revoked')),
    introduced_at bigint NOT NULL,
    ended_at bigint,
    cause_id uuid NOT NULL,
    cause_seq bigint NOT NULL,
    CHECK ((status = 'active') = (ended_at IS NULL))
);

CREATE INDEX keys_introduced ON ledger.keys (introduced_at, key_id);

CREATE TABLE ledger.nonces (
    key_id text NOT NULL,
    nonce text NOT NULL,
    ts timestamptz NOT NULL,
    PRIMARY KEY (key_id, nonce)
);

CREATE INDEX nonces_ts ON ledger.nonces USING brin (ts);

CREATE TABLE ledger.once (
    tenant_id text NOT NULL,
    wallet_id text NOT NULL,
    method text NOT NULL,
    path text NOT NULL,
    value text NOT NULL,
    body_hash text NOT NULL,
    withheld boolean NOT NULL,
    answer text NOT NULL,
    -- Where the change's spans stand, whose receipts are part of the answer.
    change_position bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, wallet_id, method, path, value)
);

CREATE INDEX once_recorded_at ON ledger.once USING brin (recorded_at);
