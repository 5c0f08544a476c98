-- Roles belong to the whole server, and several databases may be migrated at once: whoever comes second finds them.
-- Where the migrating user may not make roles, a DBA has made them before (cofre db init).
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['cofre_reader', 'cofre_writer', 'cofre_system', 'cofre_memory'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', wanted);
            EXCEPTION
                WHEN duplicate_object OR unique_violation THEN
                    NULL;
            END;
        END IF;
    END LOOP;
END
$$;

GRANT USAGE ON SCHEMA ledger TO cofre_reader, cofre_writer, cofre_system;

-- What a request is bound to, for one transaction. Unset, or set back to the empty string that PostgreSQL leaves behind
-- after SET LOCAL, is NULL here, and no row equals that. A tenant without an owner is no viewer.
CREATE FUNCTION ledger.viewer_owner() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('cofre.owner_id', true), '');

CREATE FUNCTION ledger.viewer_tenant() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN ledger.viewer_owner() IS NOT NULL THEN nullif(current_setting('cofre.tenant_id', true), '') END;

CREATE FUNCTION ledger.viewer_is_admin() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(current_setting('cofre.tenant_admin', true), '') = 'true';
