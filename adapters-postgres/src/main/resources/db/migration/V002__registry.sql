CREATE TABLE ledger.universal_registry (
    id uuid NOT NULL,
    seq bigint NOT NULL CHECK (seq >= 0),
    entity_type text NOT NULL,
    who text NOT NULL,
    did text,
    this text NOT NULL,
    at timestamptz NOT NULL,
    parent_id uuid,
    related_to uuid[] NOT NULL,
    owner_id text NOT NULL,
    tenant_id text NOT NULL,
    visibility text NOT NULL CHECK (visibility IN ('private', 'tenant', 'public')),
    status text,
    is_deleted boolean NOT NULL,
    name text,
    description text,
    code text,
    language text,
    runtime text,
    input jsonb,
    output jsonb,
    error jsonb,
    duration_ms bigint,
    trace_id text,
    content jsonb,
    metadata jsonb,
    prev_hash text,
    payload_hash text NOT NULL,
    sig_alg text NOT NULL,
    sig_key_id text NOT NULL,
    sig_kid text NOT NULL,
    sig_ts timestamptz NOT NULL,
    sig_nonce text NOT NULL,
    signature text NOT NULL,
    canonical bytea NOT NULL,
    position bigint NOT NULL CHECK (position > 0),
    -- The position of the first span of the same change: what was written together is found together again.
    change_position bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (recorded_at, position)
);

CREATE UNIQUE INDEX universal_registry_position ON ledger.universal_registry (position);
CREATE INDEX universal_registry_version ON ledger.universal_registry (id, seq);
CREATE INDEX universal_registry_tenant ON ledger.universal_registry (tenant_id, position);
CREATE INDEX universal_registry_public ON ledger.universal_registry (position) WHERE visibility = 'public';
-- Texts have no bound but the span's, and an entry of a B-tree has one.
CREATE INDEX universal_registry_trace ON ledger.universal_registry (tenant_id, left(trace_id, 128), position)
    WHERE trace_id IS NOT NULL;
CREATE INDEX universal_registry_parent ON ledger.universal_registry (tenant_id, parent_id, position)
    WHERE parent_id IS NOT NULL;

CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the registry is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

-- ALWAYS: also for a session that calls itself a replica.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.universal_registry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE ledger.universal_registry ENABLE ALWAYS TRIGGER append_only;

CREATE FUNCTION ledger.tell_timeline() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify(
        'timeline_updates',
        json_build_object('tenant_id', tenant_id, 'id', id, 'seq', seq, 'position', position)::text)
    FROM appended
    ORDER BY position;
    RETURN NULL;
END
$$;

CREATE TRIGGER tell_timeline AFTER INSERT ON ledger.universal_registry
    REFERENCING NEW TABLE AS appended
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.tell_timeline();
