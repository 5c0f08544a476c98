-- Makes what Cofre needs of a PostgreSQL, 16 or later, that is not its own: roles, two users, a database. For psql, as a
-- superuser:
--
--     cofre db init > cofre-init.sql
--     psql -X -d postgres -f cofre-init.sql
--
-- No password stands here: psql asks for one a user, and sends it hashed. Put them into the files that
-- postgres.password_file (${service}) and postgres.migrate_password_file (${migrate}) name.
-- It can be run again: what is there stays. With -v keep_passwords=1 it asks for none.

\set ON_ERROR_STOP on
SET client_min_messages = warning;

DO $$
DECLARE
    wanted text;
    found text;
BEGIN
    IF current_setting('server_version_num')::integer < 160000 THEN
        RAISE EXCEPTION 'Cofre needs PostgreSQL 16 or later; this is %', current_setting('server_version');
    END IF;
    -- The three roles that a connection of the service takes on, and the owner of the search index of memories.
    FOREACH wanted IN ARRAY ARRAY['cofre_reader', 'cofre_writer', 'cofre_system', 'cofre_memory'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', wanted);
        END IF;
    END LOOP;
    -- postgres.user, and postgres.migrate_user.
    FOREACH wanted IN ARRAY ARRAY['${service}', '${migrate}'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOINHERIT', wanted);
        END IF;
    END LOOP;

    -- What was there before may be more than is asked for.
    SELECT string_agg(rolname, ', ') INTO found FROM pg_roles
    WHERE rolname IN ('cofre_reader', 'cofre_writer', 'cofre_system', 'cofre_memory', '${service}', '${migrate}')
        AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls);
    IF found IS NOT NULL THEN
        RAISE EXCEPTION 'these may do more than Cofre may: %. Name other users, or take those rights away', found;
    END IF;
    SELECT string_agg(of.rolname, ', ') INTO found
    FROM pg_auth_members m JOIN pg_roles of ON of.oid = m.roleid JOIN pg_roles who ON who.oid = m.member
    WHERE who.rolname = '${service}' AND of.rolname NOT IN ('cofre_reader', 'cofre_writer', 'cofre_system');
    IF found IS NOT NULL THEN
        RAISE EXCEPTION '${service} is also a member of %. Name another user, or take that away', found;
    END IF;
    IF EXISTS (SELECT FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid
               WHERE r.rolname = '${service}' AND d.refclassid = 'pg_authid'::regclass AND d.deptype = 'o') THEN
        RAISE EXCEPTION '${service} owns something. The service logs in as a user that owns nothing: name another';
    END IF;
END
$$;

GRANT cofre_reader, cofre_writer, cofre_system TO "${service}" WITH INHERIT FALSE, SET TRUE;
-- It gives the search index to cofre_memory; for backups it reads past row-level security as cofre_system.
GRANT cofre_memory, cofre_system TO "${migrate}" WITH INHERIT FALSE, SET TRUE;

-- Where the database is there already, who else may connect to it stays as it is.
SELECT 'CREATE DATABASE "${database}" OWNER "${migrate}" TEMPLATE template0 ENCODING ''UTF8''',
       'REVOKE ALL ON DATABASE "${database}" FROM PUBLIC'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '${database}')
\gexec

GRANT CONNECT ON DATABASE "${database}" TO "${service}";
GRANT CONNECT, CREATE ON DATABASE "${database}" TO "${migrate}";

\connect "${database}"

-- The migrations make these three in the schema cofre. They are trusted extensions: whoever may create in the database
-- may make them, if the server has them.
DO $$
DECLARE
    found text;
BEGIN
    IF current_setting('server_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'the database ${database} has the encoding %; Cofre needs UTF8', current_setting('server_encoding');
    END IF;
    SELECT string_agg(wanted, ', ') INTO found
    FROM unnest(ARRAY['pg_trgm', 'btree_gin', 'fuzzystrmatch']) AS wanted
    WHERE NOT EXISTS (SELECT FROM pg_available_extension_versions e WHERE e.name = wanted AND e.trusted);
    IF found IS NOT NULL THEN
        RAISE EXCEPTION 'the server lacks the extensions %: install its contrib package', found;
    END IF;
    SELECT string_agg(extname, ', ') INTO found FROM pg_extension
    WHERE extname IN ('pg_trgm', 'btree_gin', 'fuzzystrmatch')
        AND extnamespace IS DISTINCT FROM to_regnamespace('cofre');
    IF found IS NOT NULL THEN
        RAISE EXCEPTION '% stand in another schema than cofre: give Cofre a database of its own', found;
    END IF;
END
$$;

\if :{?keep_passwords}
\else
\password "${service}"
\password "${migrate}"
\endif
