package io.cofre.postgres.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.postgres.Database;
import io.cofre.postgres.PostgresRole;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each role may do to projections and secrets: what is listed here, and nothing else. */
final class RightsTest {
    private static final String REFUSED = "42501";

    private static Database database;

    @BeforeAll
    static void open() {
        database = Database.fresh("rights");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Columns alone are in brackets. */
    private static final Map<String, String> TABLES = new TreeMap<>(Map.ofEntries(
            Map.entry("cofre.tenants cofre_writer", "INSERT SELECT(tenant_id) UPDATE"),
            Map.entry("cofre.tenants cofre_system", "SELECT"),
            Map.entry("cofre.tenants cofre_memory", "SELECT(tenant_id,languages)"),
            Map.entry("cofre.wallets cofre_writer", "INSERT SELECT(wallet_id) UPDATE"),
            Map.entry("cofre.wallets cofre_system", "SELECT"),
            Map.entry("cofre.wallet_items cofre_writer", "DELETE INSERT SELECT(wallet_id,kid) UPDATE"),
            Map.entry("cofre.wallet_items cofre_system", "SELECT"),
            Map.entry("cofre.auth_api_tokens cofre_writer", "INSERT SELECT(token_hash) UPDATE"),
            Map.entry("cofre.auth_api_tokens cofre_system", "SELECT UPDATE(last_used_at)"),
            Map.entry("cofre.wallet_sessions cofre_system", "DELETE INSERT SELECT"),
            Map.entry("cofre.apps cofre_writer", "INSERT SELECT(tenant_id,app_id) UPDATE"),
            Map.entry("cofre.apps cofre_system", "SELECT"),
            Map.entry("cofre.request_nonces cofre_system", "DELETE INSERT SELECT(taken_at)"),
            Map.entry("cofre.content_keys cofre_system", "SELECT"),
            Map.entry("vault.secrets cofre_system", "DELETE INSERT SELECT UPDATE(master_key_id,wrapped_key)"),
            Map.entry("vault.leftovers cofre_writer", "INSERT"),
            Map.entry("vault.leftovers cofre_system", "DELETE SELECT")));

    @Test
    void tables_everyRole_hasWhatIsListedAndNoMore() {
        Map<String, String> found = new TreeMap<>(database.ownerSql()
                .fetch("""
                        WITH rights AS (
                            SELECT c.oid::regclass::text || ' ' || r.rolname AS of_whom, a.privilege_type AS may,
                                   NULL AS columns
                            FROM pg_class c, aclexplode(c.relacl) AS a JOIN pg_roles r ON r.oid = a.grantee
                            WHERE c.relnamespace IN ('cofre'::regnamespace, 'vault'::regnamespace)
                                AND a.grantee <> c.relowner
                            UNION ALL
                            SELECT c.oid::regclass::text || ' ' || r.rolname, a.privilege_type,
                                   string_agg(at.attname, ',' ORDER BY at.attnum)
                            FROM pg_class c JOIN pg_attribute at ON at.attrelid = c.oid,
                                aclexplode(at.attacl) AS a JOIN pg_roles r ON r.oid = a.grantee
                            WHERE c.relnamespace IN ('cofre'::regnamespace, 'vault'::regnamespace)
                            GROUP BY 1, 2)
                        SELECT of_whom, string_agg(may || coalesce('(' || columns || ')', ''), ' ' ORDER BY may) AS may
                        FROM rights GROUP BY 1""")
                .intoMap(row -> row.get("of_whom", String.class), row -> row.get("may", String.class)));

        assertThat(found).isEqualTo(TABLES);
    }

    @Test
    void routines_everyRole_mayCallFiveOfThem() {
        List<String> found = database.ownerSql().fetch("""
                        SELECT p.proname || ' ' || coalesce(r.rolname, 'everybody') AS may
                        FROM pg_proc p CROSS JOIN LATERAL
                            aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a
                        LEFT JOIN pg_roles r ON r.oid = a.grantee
                        WHERE p.pronamespace = 'cofre'::regnamespace AND a.grantee <> p.proowner
                            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
                        ORDER BY 1""").getValues("may", String.class);

        assertThat(found)
                .containsExactly(
                        "drop_memory cofre_writer",
                        "encrypted_memory cofre_reader",
                        "find_memory cofre_reader",
                        "put_memory cofre_writer",
                        "search_memories cofre_reader");
    }

    @Test
    void definers_theirOwner_ownsMemoriesAloneAndPinsTheirPath() {
        List<String> owned = database.ownerSql()
                .fetch("SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'r'"
                        + " AND c.relowner = 'cofre_memory'::regrole ORDER BY 1")
                .getValues("name", String.class);
        List<String> unpinned = database.ownerSql()
                .fetch("SELECT p.proname AS name FROM pg_proc p WHERE p.prosecdef AND NOT EXISTS"
                        + " (SELECT FROM unnest(p.proconfig) AS c WHERE c LIKE 'search_path=pg_catalog,%pg_temp')")
                .getValues("name", String.class);

        assertThat(owned)
                .containsExactly("content_keys", "memory_index", "memory_scopes", "memory_texts", "memory_words");
        assertThat(unpinned).isEmpty();
        assertThat(database.ownerSql()
                        .fetchValue("SELECT rolcanlogin OR rolsuper OR rolbypassrls FROM pg_roles"
                                + " WHERE rolname = 'cofre_memory'"))
                .isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM cofre.memory_index",
                "SELECT * FROM cofre.memory_texts",
                "SELECT * FROM cofre.memory_words",
                "SELECT * FROM cofre.memory_scopes",
                "SELECT * FROM cofre.content_keys",
                "SELECT * FROM cofre.memory_entries('{1}', '{a}', '{a}', false)",
                "SELECT * FROM cofre.auth_api_tokens",
                "SELECT * FROM cofre.wallets",
                "SELECT * FROM cofre.wallet_items",
                "SELECT * FROM cofre.wallet_sessions",
                "SELECT * FROM vault.secrets",
                "SELECT * FROM vault.leftovers",
                "CALL cofre.drop_memory('00000000-0000-4000-8000-000000000000')",
                "CREATE TABLE cofre.mine ()",
                "CREATE FUNCTION cofre.similarity(text, text) RETURNS real LANGUAGE sql AS 'SELECT 1::real'",
                "SET ROLE cofre_memory"
            })
    void reader_whatIsNotItsOwn_isRefused(String sql) {
        assertRefused(PostgresRole.READER, sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM cofre.memory_texts",
                "SELECT wrapped_key FROM cofre.content_keys",
                "DELETE FROM cofre.memory_index",
                "SELECT name FROM cofre.tenants",
                "SELECT scopes FROM cofre.auth_api_tokens",
                "SELECT secret_ref FROM cofre.wallet_items",
                "DELETE FROM cofre.wallets",
                "SELECT * FROM cofre.wallet_sessions",
                "SELECT * FROM vault.secrets",
                "SELECT * FROM vault.leftovers",
                "SELECT * FROM cofre.search_memories('t', 'o', '{a}', '{a}', NULL, '{}', NULL, true, 1, now())",
                "SELECT * FROM cofre.find_memory('t', 'o', true, gen_random_uuid(), now())",
                "SELECT * FROM cofre.encrypted_memory('t', 'o', true, gen_random_uuid(), now())"
            })
    void writer_whatIsNotItsOwn_isRefused(String sql) {
        assertRefused(PostgresRole.WRITER, sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM cofre.memory_texts",
                "SELECT * FROM cofre.memory_index",
                "UPDATE cofre.auth_api_tokens SET scopes = '{}'",
                "UPDATE cofre.wallets SET status = 'active'",
                "DELETE FROM cofre.tenants",
                "SELECT nonce FROM cofre.request_nonces",
                "UPDATE vault.secrets SET ciphertext = ''",
                "INSERT INTO vault.leftovers (ref) VALUES ('vlt_aaaa')",
                "TRUNCATE vault.secrets"
            })
    void system_whatIsNotItsOwn_isRefused(String sql) {
        assertRefused(PostgresRole.SYSTEM, sql);
    }

    private static void assertRefused(PostgresRole role, String sql) {
        assertThatThrownBy(() -> database.connections().sql(role).execute(sql))
                .isInstanceOfSatisfying(
                        DataAccessException.class,
                        refused -> assertThat(refused.sqlState()).isEqualTo(REFUSED));
    }
}
