-- What the envelope vault has encrypted. The master key is never here. Read as cofre_system: the one user of the
-- service is a member of three roles by contract with the DBA (spec 10), and a fourth, of which the same user would
-- have to be a member, would keep nobody out. cofre_reader and cofre_writer, the roles that requests work with, may not
-- even name the schema's secrets.
CREATE SCHEMA vault;
GRANT USAGE ON SCHEMA vault TO cofre_writer, cofre_system;

CREATE TABLE vault.secrets (
    ref           text COLLATE "C" PRIMARY KEY,
    master_key_id text NOT NULL,
    wrapped_key   text NOT NULL,
    ciphertext    text NOT NULL,
    made_at       timestamptz NOT NULL DEFAULT statement_timestamp()
);

CREATE INDEX secrets_master_key ON vault.secrets (master_key_id, ref);

-- The outbox of committed changes: secrets to destroy.
CREATE TABLE vault.leftovers (
    ref       text COLLATE "C" PRIMARY KEY,
    place     bigint GENERATED ALWAYS AS IDENTITY,
    cause_id  uuid NOT NULL,
    cause_seq bigint NOT NULL,
    position  bigint NOT NULL
);

CREATE INDEX leftovers_place ON vault.leftovers (place);

-- A secret is never overwritten: only what wraps its key changes.
GRANT SELECT, INSERT, DELETE, UPDATE (master_key_id, wrapped_key) ON vault.secrets TO cofre_system;
GRANT INSERT ON vault.leftovers TO cofre_writer;
GRANT SELECT, DELETE ON vault.leftovers TO cofre_system;
