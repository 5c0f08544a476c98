package io.cofre.postgres.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.span.Visibility;
import io.cofre.postgres.PostgresRole;
import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks the schema's walls with SQL, past the adapters. */
final class WallsTest {
    private static final List<String> PLACES =
            List.of("heads", "universal_registry", "visible_timeline", "all_versions");

    private final SettableClock clock = SettableClock.atStart();
    private final Facts facts = new Facts(Seeds.next(), clock);
    private final LedgerKey key = facts.key();
    private final PostgresBench bench = PostgresBench.open(clock);

    @BeforeEach
    void introduce() {
        write(facts.introduction(key));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void write(Change change) {
        assertThat(bench.journal().commit(change)).isInstanceOf(Outcome.Accepted.class);
    }

    private VerifiedSpan written(Visibility visibility) {
        VerifiedSpan span = facts.span(key).visibility(visibility).build();
        write(Change.of(span));
        return span;
    }

    private DSLContext sql(PostgresRole role) {
        return bench.database().connections().sql(role);
    }

    /** How often a reader with these settings finds the id in each place. */
    private Map<String, Integer> found(VerifiedSpan span, Map<String, String> settings) {
        return sql(PostgresRole.READER).transactionResult(inside -> {
            DSLContext sql = inside.dsl();
            settings.forEach((name, value) -> sql.execute("SELECT set_config(?, ?, true)", name, value));
            Map<String, Integer> counts = new TreeMap<>();
            for (String place : PLACES) {
                counts.put(
                        place,
                        sql.fetchSingle(
                                        "SELECT count(*)::int FROM ledger." + place + " WHERE id = ?",
                                        span.header().id().value())
                                .get(0, Integer.class));
            }
            return counts;
        });
    }

    private static Map<String, Integer> everywhere(int times) {
        return Map.of(
                "heads", times,
                "universal_registry", times,
                "visible_timeline", times,
                "all_versions", times);
    }

    private Map<String, String> owner() {
        return Map.of(
                "cofre.tenant_id",
                key.tenant().value(),
                "cofre.owner_id",
                key.owner().value());
    }

    @Test
    void select_ownPrivateSpan_isFound() {
        assertThat(found(written(Visibility.PRIVATE), owner())).isEqualTo(everywhere(1));
    }

    @ParameterizedTest
    @EnumSource(Visibility.class)
    void select_withoutSettings_findsNothing(Visibility visibility) {
        VerifiedSpan span = written(visibility);
        assertThat(found(span, Map.of())).isEqualTo(everywhere(0));
        assertThat(found(span, Map.of("cofre.tenant_id", "", "cofre.owner_id", "", "cofre.tenant_admin", "")))
                .isEqualTo(everywhere(0));
    }

    @ParameterizedTest
    @EnumSource(Visibility.class)
    void select_withHalfTheSettings_findsNothing(Visibility visibility) {
        VerifiedSpan span = written(visibility);
        assertThat(found(span, Map.of("cofre.tenant_id", key.tenant().value()))).isEqualTo(everywhere(0));
        assertThat(found(span, Map.of("cofre.owner_id", key.owner().value()))).isEqualTo(everywhere(0));
        assertThat(found(span, Map.of("cofre.tenant_admin", "true"))).isEqualTo(everywhere(0));
        assertThat(found(span, Map.of("cofre.tenant_id", key.tenant().value(), "cofre.tenant_admin", "true")))
                .isEqualTo(everywhere(0));
    }

    @Test
    void select_foreignOwnerOfTheSameTenant_findsWhatIsTheTenants() {
        Map<String, String> neighbour = Map.of(
                "cofre.tenant_id",
                key.tenant().value(),
                "cofre.owner_id",
                "somebody-else",
                "cofre.tenant_admin",
                "false");
        assertThat(found(written(Visibility.PRIVATE), neighbour)).isEqualTo(everywhere(0));
        assertThat(found(written(Visibility.TENANT), neighbour)).isEqualTo(everywhere(1));
    }

    @Test
    void select_foreignTenantWithTheSameOwnerAsAdmin_findsNothing() {
        Map<String, String> stranger = Map.of(
                "cofre.tenant_id", "foreign", "cofre.owner_id", key.owner().value(), "cofre.tenant_admin", "true");
        assertThat(found(written(Visibility.PRIVATE), stranger)).isEqualTo(everywhere(0));
        assertThat(found(written(Visibility.TENANT), stranger)).isEqualTo(everywhere(0));
        assertThat(found(written(Visibility.PUBLIC), stranger)).isEqualTo(everywhere(1));
    }

    @Test
    void select_openSpanMadePrivate_isHiddenWithItsHistory() {
        VerifiedSpan open = written(Visibility.TENANT);
        write(facts.span(key).after(open).visibility(Visibility.PRIVATE).change());
        Map<String, String> neighbour =
                Map.of("cofre.tenant_id", key.tenant().value(), "cofre.owner_id", "somebody-else");
        assertThat(found(open, neighbour)).isEqualTo(everywhere(0));
        assertThat(found(open, owner()))
                .isEqualTo(Map.of("heads", 1, "universal_registry", 2, "visible_timeline", 1, "all_versions", 2));
    }

    @ParameterizedTest
    @EnumSource(
            value = Visibility.class,
            names = {"TENANT", "PUBLIC"})
    void select_openSpanDeleted_isHiddenFromThoseWhoSawIt(Visibility visibility) {
        VerifiedSpan open = written(visibility);
        write(facts.span(key).after(open).visibility(visibility).deleted().change());
        Map<String, String> neighbour =
                Map.of("cofre.tenant_id", key.tenant().value(), "cofre.owner_id", "somebody-else");
        assertThat(found(open, neighbour)).isEqualTo(everywhere(0));
        assertThat(found(open, owner()))
                .isEqualTo(Map.of("heads", 1, "universal_registry", 2, "visible_timeline", 0, "all_versions", 2));
    }

    @Test
    void select_afterAViewersTransaction_findsNothingOnTheSameConnection() {
        VerifiedSpan span = written(Visibility.PRIVATE);
        sql(PostgresRole.READER).connection(connection -> {
            connection.setAutoCommit(false);
            DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES);
            owner().forEach((name, value) -> sql.execute("SELECT set_config(?, ?, true)", name, value));
            assertThat(sql.fetchCount(DSL.table("ledger.heads"))).isPositive();
            connection.commit();
            assertThat(sql.fetchCount(DSL.table("ledger.heads"))).isZero();
            connection.rollback();
        });
        assertThat(found(span, Map.of())).isEqualTo(everywhere(0));
    }

    @Test
    void select_sqlTextAsSetting_isOnlyText() {
        VerifiedSpan span = written(Visibility.PRIVATE);
        assertThat(found(span, Map.of("cofre.tenant_id", "' OR true --", "cofre.owner_id", "%")))
                .isEqualTo(everywhere(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "nonces", "once"})
    void select_journalsTablesAsReader_isDenied(String table) {
        assertThatThrownBy(() -> sql(PostgresRole.READER).fetch("SELECT * FROM ledger." + table))
                .hasMessageContaining("permission denied for table " + table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"canonical", "content", "metadata", "who", "signature", "*"})
    void select_contentAsWriter_isDenied(String column) {
        assertThatThrownBy(() -> sql(PostgresRole.WRITER).fetch("SELECT " + column + " FROM ledger.universal_registry"))
                .hasMessageContaining("permission denied for table universal_registry");
    }

    @ParameterizedTest
    @EnumSource(PostgresRole.class)
    void change_registryAsEachRole_isDenied(PostgresRole role) {
        assertChangeRefused(sql(role), "permission denied for table universal_registry");
    }

    @Test
    void change_registryAsItsOwner_isRefusedByTrigger() {
        assertChangeRefused(bench.database().ownerSql(), "the registry is append-only");
    }

    @Test
    void change_registryAsReplica_isRefusedByTrigger() {
        bench.database().ownerSql().connection(connection -> {
            DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES);
            sql.execute("SET session_replication_role = replica");
            assertChangeRefused(sql, "the registry is append-only");
        });
    }

    private void assertChangeRefused(DSLContext sql, String why) {
        written(Visibility.PRIVATE);
        long before = bench.scan().last();
        for (String statement : List.of(
                "UPDATE ledger.universal_registry SET who = 'me'",
                "DELETE FROM ledger.universal_registry",
                "DELETE FROM ledger.universal_registry WHERE false",
                "TRUNCATE ledger.universal_registry")) {
            assertThatThrownBy(() -> sql.execute(statement)).as(statement).hasMessageContaining(why);
        }
        assertThat(bench.scan().last()).isEqualTo(before);
        assertThat(bench.scan().after(0, 10)).hasSize((int) before);
    }

    @ParameterizedTest
    @EnumSource(
            value = PostgresRole.class,
            names = {"READER", "SYSTEM"})
    void insert_asReadingRole_isDenied(PostgresRole role) {
        for (String table : List.of("universal_registry", "heads", "keys", "nonces", "once")) {
            assertThatThrownBy(() -> sql(role).execute("INSERT INTO ledger." + table + " DEFAULT VALUES"))
                    .hasMessageContaining("permission denied for table " + table);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"heads", "keys"})
    void delete_asWriter_isDenied(String table) {
        assertThatThrownBy(() -> sql(PostgresRole.WRITER).execute("DELETE FROM ledger." + table))
                .hasMessageContaining("permission denied for table " + table);
    }
}
