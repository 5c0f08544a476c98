package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.assembly.command.Commands;
import io.cofre.assembly.command.Terminal;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.node.Superuser.Column;
import io.cofre.assembly.wiring.Closing;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.ledger.Finding;
import io.cofre.domain.usecase.AuditLedger;
import io.cofre.local.node.TrustFile;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.audit.PostgresLedgerSnapshots;
import io.cofre.testkit.fixtures.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a superuser changes behind the service's back is found by the audit, column by column, or stands in a list
 * with its reason. A column that a migration adds is changed too, and so has to be audited or listed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperingTest {
    /** Tables whose rows come and go without a span: a row that is gone is no finding. */
    private static final Set<String> SWEPT = Set.of("ledger.once", "vault.leftovers");

    private final Closing closing = new Closing();
    private final Random random = new Random(Seeds.next());
    private Superuser superuser;
    private Tampering tampering;
    private PostgresConnections connections;
    private TrustAnchors anchors;
    private InstantSource clock;
    private Path data;

    @BeforeAll
    void open(@TempDir Path directory) throws SQLException {
        SmallLedger.in(directory);
        Config config = Nodes.config(directory, SmallLedger.EMBEDDED, 0);
        OwnServer server = OwnServer.open(config, closing, new Progress(System.err));
        connections = closing.keep(
                "connections",
                new PostgresConnections(
                        server.url(), server.user(), server.password(), new PostgresConnections.Sizes(1, 1, 2)));
        data = config.node().dataDirectory();
        anchors = new TrustFile(data.resolve("trust.json"));
        superuser = closing.keep("superuser", new Superuser(server));
        tampering = new Tampering(superuser, random);
        Instant last = new PostgresLedgerSnapshots(connections).read(snapshot -> snapshot.ledgerTime());
        clock = Clock.fixed(last, ZoneOffset.UTC);
    }

    @AfterAll
    void close() {
        closing.close();
    }

    private List<Finding> audit() {
        return new AuditLedger(
                        new PostgresLedgerSnapshots(connections), anchors, Ed25519.fastest(), clock, Admission.DEFAULT)
                .audit(1_000, (seen, last) -> {})
                .findings();
    }

    private static boolean listed(Column column) {
        return NotDetected.REASONS.containsKey(column.toString()) || NotDetected.REASONS.containsKey(column.table());
    }

    private Set<String> audited() {
        return superuser.columns().stream()
                .filter(column -> !NotDetected.REASONS.containsKey(column.table()))
                .map(Column::table)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void audit_untouched_findsNothing() {
        assertThat(audit()).isEmpty();
    }

    @Test
    void audit_aValueChangedInAnyColumn_findsItOrItIsListed() {
        Map<String, String> wrong = new LinkedHashMap<>();
        int found = 0;
        for (Column column : superuser.columns()) {
            if (NotDetected.REASONS.containsKey(column.table())) {
                continue;
            }
            String done = tampering.change(column);
            List<Finding> findings = audit();
            superuser.restore(column.table());
            if (findings.isEmpty() != listed(column)) {
                wrong.put(done, findings.toString());
            }
            found += findings.isEmpty() ? 0 : 1;
        }
        System.out.println("columns in which a change is found: " + found);
        assertThat(wrong).isEmpty();
        assertThat(audit()).as("all put back").isEmpty();
    }

    @Test
    void list_ofWhatIsNotDetected_namesNothingThatIsNotThere() {
        Set<String> there = new TreeSet<>(superuser.tables());
        superuser.columns().forEach(column -> there.add(column.toString()));
        assertThat(there).containsAll(NotDetected.REASONS.keySet());
    }

    @Test
    void audit_aRowDeleted_findsIt() {
        List<String> missed = new ArrayList<>();
        for (String table : audited()) {
            for (int i = 0; i < 3; i++) {
                List<String> rows = superuser.texts("SELECT ctid::text FROM " + table + " ORDER BY ctid");
                String sql = "DELETE FROM " + table + " WHERE ctid = '" + rows.get(random.nextInt(rows.size())) + "'";
                superuser.run(sql);
                if (audit().isEmpty() != SWEPT.contains(table)) {
                    missed.add(sql);
                }
                superuser.restore(table);
            }
        }
        assertThat(missed).isEmpty();
        assertThat(audit()).as("all put back").isEmpty();
    }

    @Test
    void audit_theNewestSpanDeleted_findsTheRowsThatNameIt() {
        superuser.run("DELETE FROM ledger.universal_registry"
                + " WHERE position = (SELECT max(position) FROM ledger.universal_registry)");
        assertThat(audit()).hasAtLeastOneElementOfType(Finding.RowWithoutSpan.class);
        superuser.restore("ledger.universal_registry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO ledger.universal_registry SELECT (jsonb_populate_record(r, jsonb_build_object('position',"
                        + " 9999, 'change_position', 9999))).* FROM ledger.universal_registry r WHERE position = 20",
                "INSERT INTO ledger.heads SELECT (jsonb_populate_record(h, jsonb_build_object('id',"
                        + " gen_random_uuid()))).* FROM ledger.heads h LIMIT 1",
                "INSERT INTO ledger.keys SELECT (jsonb_populate_record(k, jsonb_build_object('key_id',"
                        + " 'did:logline:x'))).* FROM ledger.keys k LIMIT 1",
                "INSERT INTO ledger.nonces SELECT key_id, 'x', ts FROM ledger.nonces LIMIT 1",
                "INSERT INTO ledger.once SELECT (jsonb_populate_record(o, jsonb_build_object('value', 'x'))).*"
                        + " FROM ledger.once o LIMIT 1",
                "INSERT INTO cofre.tenants SELECT (jsonb_populate_record(t, jsonb_build_object('tenant_id', 'x'))).*"
                        + " FROM cofre.tenants t LIMIT 1",
                "INSERT INTO cofre.wallets SELECT (jsonb_populate_record(w, jsonb_build_object('wallet_id', 'x'))).*"
                        + " FROM cofre.wallets w LIMIT 1",
                "INSERT INTO cofre.wallet_items SELECT (jsonb_populate_record(i, jsonb_build_object('kid', 'x',"
                        + " 'secret_ref', null))).* FROM cofre.wallet_items i LIMIT 1",
                "INSERT INTO cofre.apps SELECT (jsonb_populate_record(a, jsonb_build_object('app_id', 'x'))).*"
                        + " FROM cofre.apps a LIMIT 1",
                "INSERT INTO cofre.content_keys SELECT (jsonb_populate_record(c, jsonb_build_object('memory_id',"
                        + " gen_random_uuid()))).* FROM cofre.content_keys c LIMIT 1",
                "INSERT INTO cofre.auth_api_tokens (token_hash, token_last4, wallet_id, tenant_id, scopes, exp, status,"
                        + " created_at, created_by, kind, seq, cause_id, cause_seq, position)"
                        + " SELECT 'argon2id$v1$' || repeat('A', 43), token_last4, wallet_id, tenant_id, scopes, exp,"
                        + " status, created_at, created_by, kind, seq, cause_id, cause_seq, position"
                        + " FROM cofre.auth_api_tokens LIMIT 1"
            })
    void audit_aForgedRow_findsIt(String sql) {
        superuser.run(sql);
        List<Finding> findings = audit();
        superuser.restore(sql.split(" ", 4)[2]);
        assertThat(findings).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ledger.universal_registry position",
                "ledger.universal_registry canonical",
                "ledger.heads id",
                "ledger.keys public_key",
                "ledger.nonces ts",
                "cofre.auth_api_tokens token_hash",
                "cofre.auth_api_tokens scopes",
                "cofre.wallet_items public_key",
                "cofre.tenants tenant_id",
                "cofre.content_keys memory_id",
                "cofre.apps app_id"
            })
    void audit_twoRowsSwapped_findsIt(String what) {
        String table = what.split(" ", 2)[0];
        String column = what.split(" ", 2)[1];
        String type = superuser.columns().stream()
                .filter(one -> one.toString().equals(table + "." + column))
                .map(Column::type)
                .findFirst()
                .orElseThrow();
        // A unique index would see the first of the two alone.
        superuser.run("CREATE TEMP TABLE swapped AS SELECT min(ctid::text)::tid AS one, max(ctid::text)::tid AS two,"
                + " (array_agg(v ORDER BY ctid::text))[1] AS first, (array_agg(v ORDER BY ctid::text))[2] AS second"
                + " FROM (SELECT ctid, " + column + "::text AS v FROM (SELECT DISTINCT ON (" + column + ") ctid, "
                + column
                + " FROM " + table + " WHERE " + column + " IS NOT NULL ORDER BY " + column + ") AS d"
                + " ORDER BY ctid LIMIT 2) AS two");
        superuser.run(
                "CREATE TEMP TABLE kept AS SELECT t.* FROM " + table + " t, swapped" + " WHERE t.ctid = swapped.two");
        superuser.run("DELETE FROM " + table + " WHERE ctid = (SELECT two FROM swapped)");
        superuser.run("UPDATE " + table + " SET " + column + " = swapped.second::" + type + " FROM swapped WHERE "
                + table + ".ctid = swapped.one");
        superuser.run("UPDATE kept SET " + column + " = swapped.first::" + type + " FROM swapped");
        String columns = superuser.columns().stream()
                .filter(one -> one.table().equals(table))
                .map(Column::name)
                .collect(Collectors.joining(", "));
        superuser.run("INSERT INTO " + table + " (" + columns + ") SELECT " + columns + " FROM kept");
        superuser.run("DROP TABLE swapped, kept");
        List<Finding> findings = audit();
        superuser.restore(table);
        assertThat(findings).isNotEmpty();
    }

    @Test
    void audit_severalThingsWrong_listsThemAll() {
        superuser.run("UPDATE cofre.tenants SET name = name || 'x'");
        superuser.run("DELETE FROM ledger.heads WHERE position = (SELECT max(position) FROM ledger.heads)");
        List<Finding> findings = audit();
        superuser.restore("cofre.tenants");
        superuser.restore("ledger.heads");
        assertThat(findings).filteredOn(Finding.Differs.class::isInstance).hasSize(3);
        assertThat(findings)
                .filteredOn(Finding.SpanWithoutRow.class::isInstance)
                .hasSize(1);
        assertThat(findings).hasSize(4);
    }

    @Test
    void verify_aColumnWithoutItsForm_saysThatItWasChanged() {
        superuser.run("UPDATE ledger.universal_registry SET sig_key_id = 'x' WHERE position = 7");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new Commands(new Terminal(
                        System.out, new PrintStream(err, true, StandardCharsets.UTF_8), Map.of(), Map.of()))
                .run("ledger", "verify", "--data", data.toString());
        superuser.restore("ledger.universal_registry");
        assertThat(status).isNotZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("it was changed in the database; cofre ledger audit says where")
                .doesNotContain("fault of the program");
    }

    @Test
    void command_somethingWrong_endsWith1AndTellsNoValue() {
        superuser.run("UPDATE cofre.tenants SET name = 'planted' WHERE tenant_id = 'acme'");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new Commands(new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of(),
                        Map.of()))
                .run("ledger", "audit", "--json", "--data", data.toString());
        superuser.restore("cofre.tenants");
        assertThat(status).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"check\":\"differs\"", "the tenant row's name is not what the span says", "\"more\":0")
                .doesNotContain("planted");
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("planted");
    }

    @Test
    void audit_anOutboxEntryOverAMinuteOld_isWaiting() {
        clock = Clock.fixed(clock.instant().plusSeconds(3_600), ZoneOffset.UTC);
        List<Finding> findings = audit();
        clock = Clock.fixed(clock.instant().minusSeconds(3_600), ZoneOffset.UTC);
        assertThat(findings).hasSize(1).hasAtLeastOneElementOfType(Finding.Waiting.class);
    }
}
