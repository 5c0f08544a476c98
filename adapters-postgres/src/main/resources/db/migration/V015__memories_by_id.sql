-- A memory by its id, as its owner may read or forget it: these functions too take the tenant and the owner.
--
-- As in V013: to give something to a role one has to be able to become it.
DO $$
BEGIN
    IF NOT pg_has_role(current_user, 'cofre_memory', 'SET') THEN
        GRANT cofre_memory TO CURRENT_USER WITH INHERIT FALSE, SET TRUE;
    END IF;
END
$$;

GRANT USAGE, CREATE ON SCHEMA cofre TO cofre_memory;
SET LOCAL ROLE cofre_memory;

DROP FUNCTION cofre.find_memory(text, uuid, timestamptz);

-- A memory that may be forgotten: the owner's, or any of the tenant for its admin. Without text and key.
CREATE FUNCTION cofre.find_memory(
    the_tenant text, the_owner text, whole_tenant boolean, the_memory uuid, the_time timestamptz)
    RETURNS TABLE (memory_id uuid, tenant_id text, owner_id text, layer text, expires_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT k.memory_id, k.tenant_id, k.owner_id, k.layer, k.expires_at
    FROM cofre.content_keys k
    WHERE k.memory_id = the_memory AND k.tenant_id = the_tenant AND (k.owner_id = the_owner OR whole_tenant)
        AND (k.expires_at IS NULL OR k.expires_at > the_time)
$$;

-- A memory that may be read, with its content key: the owner's, or what the tenant shares where that is asked for. An
-- admin reads no more than anybody.
CREATE FUNCTION cofre.encrypted_memory(
    the_tenant text, the_owner text, with_shared boolean, the_memory uuid, the_time timestamptz)
    RETURNS TABLE (memory_id uuid, tenant_id text, owner_id text, layer text, expires_at timestamptz,
                   cause_id uuid, cause_seq bigint, wrapped_key text, at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT k.memory_id, k.tenant_id, k.owner_id, k.layer, k.expires_at, k.cause_id, k.cause_seq, k.wrapped_key, k.at
    FROM cofre.content_keys k
    WHERE k.memory_id = the_memory AND k.tenant_id = the_tenant
        AND (k.owner_id = the_owner OR with_shared AND k.layer = 'shared')
        AND (k.expires_at IS NULL OR k.expires_at > the_time)
$$;

REVOKE ALL ON FUNCTION cofre.find_memory, cofre.encrypted_memory FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cofre.find_memory, cofre.encrypted_memory TO cofre_reader;

RESET ROLE;
REVOKE CREATE ON SCHEMA cofre FROM cofre_memory;
