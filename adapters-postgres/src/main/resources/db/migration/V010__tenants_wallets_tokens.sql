-- Projections: each row is what its last span made of it, and names that span and its position. Only the journal
-- writes them, as cofre_writer, which sees of a row no more than its key. A credential is looked up before its tenant
-- is known, so these are read as cofre_system; cofre_reader, which serves a tenant's requests, has no right here.
CREATE SCHEMA cofre;
GRANT USAGE ON SCHEMA cofre TO cofre_reader, cofre_writer, cofre_system;

CREATE TABLE cofre.tenants (
    tenant_id    text COLLATE "C" PRIMARY KEY,
    name         text NOT NULL,
    status       text NOT NULL CHECK (status IN ('active', 'suspended')),
    hash_key     text NOT NULL,
    wrapping_key text NOT NULL,
    created_at   timestamptz NOT NULL,
    seq          bigint NOT NULL,
    cause_id     uuid NOT NULL,
    cause_seq    bigint NOT NULL,
    position     bigint NOT NULL
);

CREATE TABLE cofre.wallets (
    wallet_id  text COLLATE "C" PRIMARY KEY,
    owner_id   text COLLATE "C" NOT NULL,
    tenant_id  text COLLATE "C" NOT NULL,
    status     text NOT NULL CHECK (status IN ('active', 'suspended', 'closed')),
    created_at timestamptz NOT NULL,
    metered    boolean NOT NULL,
    seq        bigint NOT NULL,
    cause_id   uuid NOT NULL,
    cause_seq  bigint NOT NULL,
    position   bigint NOT NULL
);

CREATE INDEX wallets_tenant ON cofre.wallets (tenant_id, wallet_id);

-- A wallet's items are written with it: their span is the wallet's.
CREATE TABLE cofre.wallet_items (
    wallet_id   text COLLATE "C" NOT NULL REFERENCES cofre.wallets,
    kid         text COLLATE "C" NOT NULL,
    place       integer NOT NULL,
    type        text NOT NULL CHECK (type IN ('ed25519', 'provider_key')),
    public_key  bytea CHECK (length(public_key) = 32),
    key_id      text,
    provider    text,
    secret_ref  text COLLATE "C",
    caps        text[] NOT NULL,
    http_scopes text[] NOT NULL,
    status      text NOT NULL CHECK (status IN ('active', 'retired', 'revoked')),
    version     integer NOT NULL,
    created_at  timestamptz NOT NULL,
    rotated_at  timestamptz,
    PRIMARY KEY (wallet_id, kid),
    CHECK (CASE type
        WHEN 'ed25519' THEN public_key IS NOT NULL AND key_id IS NOT NULL AND provider IS NULL
        ELSE public_key IS NULL AND key_id IS NULL AND provider IS NOT NULL END)
);

CREATE TABLE cofre.auth_api_tokens (
    token_hash          text COLLATE "C" PRIMARY KEY,
    hash_version        integer NOT NULL
        GENERATED ALWAYS AS (substring(token_hash FROM '^argon2id[$]v([0-9]{1,4})[$]')::integer) STORED,
    token_last4         text NOT NULL,
    wallet_id           text COLLATE "C" NOT NULL,
    tenant_id           text COLLATE "C" NOT NULL,
    scopes              text[] NOT NULL,
    exp                 timestamptz NOT NULL,
    status              text NOT NULL CHECK (status IN ('active', 'revoked', 'expired')),
    description         text,
    created_at          timestamptz NOT NULL,
    created_by          text NOT NULL,
    last_used_at        timestamptz,
    rotated_to          text,
    revoke_at           timestamptz,
    kind                text NOT NULL CHECK (kind IN ('live', 'test', 'admin')),
    app_id              text,
    requests_per_minute integer,
    seq                 bigint NOT NULL,
    cause_id            uuid NOT NULL,
    cause_seq           bigint NOT NULL,
    position            bigint NOT NULL
) WITH (fillfactor = 90);

CREATE INDEX auth_api_tokens_wallet ON cofre.auth_api_tokens (wallet_id, created_at DESC, token_hash);
CREATE INDEX auth_api_tokens_version ON cofre.auth_api_tokens (hash_version) WHERE status = 'active';
CREATE INDEX auth_api_tokens_due ON cofre.auth_api_tokens (least(exp, revoke_at)) WHERE status = 'active';

-- Opened by a request, gone within minutes, said by no span: their own writer is cofre_system.
CREATE TABLE cofre.wallet_sessions (
    session_hash text COLLATE "C" PRIMARY KEY,
    parent       text COLLATE "C" NOT NULL,
    wallet_id    text COLLATE "C" NOT NULL,
    tenant_id    text COLLATE "C" NOT NULL,
    scopes       text[] NOT NULL,
    exp          timestamptz NOT NULL
);

CREATE INDEX wallet_sessions_exp ON cofre.wallet_sessions (exp);

GRANT INSERT, UPDATE, SELECT (tenant_id) ON cofre.tenants TO cofre_writer;
GRANT INSERT, UPDATE, SELECT (wallet_id) ON cofre.wallets TO cofre_writer;
GRANT INSERT, DELETE, UPDATE, SELECT (wallet_id, kid) ON cofre.wallet_items TO cofre_writer;
GRANT INSERT, UPDATE, SELECT (token_hash) ON cofre.auth_api_tokens TO cofre_writer;

GRANT SELECT ON cofre.tenants, cofre.wallets, cofre.wallet_items, cofre.auth_api_tokens TO cofre_system;
GRANT UPDATE (last_used_at) ON cofre.auth_api_tokens TO cofre_system;
GRANT SELECT, INSERT, DELETE ON cofre.wallet_sessions TO cofre_system;
