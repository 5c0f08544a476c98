CREATE TABLE cofre.apps (
    tenant_id     text COLLATE "C" NOT NULL,
    app_id        text COLLATE "C" NOT NULL,
    owner_id      text COLLATE "C" NOT NULL,
    span_id       uuid NOT NULL,
    status        text NOT NULL,
    granted       text[] NOT NULL,
    pending       text[] NOT NULL,
    registered_at timestamptz NOT NULL,
    seq           bigint NOT NULL,
    cause_id      uuid NOT NULL,
    cause_seq     bigint NOT NULL,
    position      bigint NOT NULL,
    PRIMARY KEY (tenant_id, app_id)
);

CREATE INDEX apps_owner ON cofre.apps (tenant_id, owner_id, app_id);

-- Nonces of signed requests, for minutes. Whoever inserts one has taken it; nobody needs to read them.
CREATE TABLE cofre.request_nonces (
    key_id   text COLLATE "C" NOT NULL,
    nonce    text COLLATE "C" NOT NULL,
    taken_at timestamptz NOT NULL,
    PRIMARY KEY (key_id, nonce)
);

CREATE INDEX request_nonces_taken_at ON cofre.request_nonces (taken_at);

GRANT INSERT, UPDATE, SELECT (tenant_id, app_id) ON cofre.apps TO cofre_writer;
GRANT SELECT ON cofre.apps TO cofre_system;
GRANT INSERT, DELETE, SELECT (taken_at) ON cofre.request_nonces TO cofre_system;
