package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What one owner wrote, as another of the same tenant and one of another tenant see it: through reads, versions, list,
 * export, stream and search.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WallsTest {
    @TempDir
    private static Path directory;

    private WholeRun run;

    @BeforeAll
    void start() {
        run = WholeRun.start(directory, Map.of());
    }

    @AfterAll
    void stopAndAudit() {
        run.close();
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static ObjectNode noteOf(String wallet, String tenant, String owner) {
        return WholeRun.note(id(), 0, "private", "a sign that the stream goes on")
                .put("who", "wallet:" + wallet)
                .put("tenant_id", tenant)
                .put("owner_id", owner);
    }

    /** Appends something that its writer alone sees, and whose turn in a stream comes after all before. */
    private static String sign(Caller caller, String wallet, String tenant, String owner) {
        ObjectNode note = noteOf(wallet, tenant, owner);
        WholeRun.append(caller, note);
        return note.path("id").asText();
    }

    private String signOfBia() {
        return sign(run.bia, "wlt_acme_bia", "acme", "bia@acme");
    }

    private String signOfForeign() {
        return sign(run.foreign, "wlt_other_cid", "other", "cid@other");
    }

    private static void assertSeen(Caller caller, String id, String text, int versions) {
        assertThat(caller.get("/api/spans/" + id).body()).contains(text);
        assertThat(WholeRun.tree(caller.get("/api/spans/" + id + "/versions"))
                        .path("spans")
                        .size())
                .isEqualTo(versions);
        assertThat(caller.get("/api/spans/" + id + "/verify").body()).contains("\"result\":\"holds\"");
        assertThat(caller.get("/api/spans?entity_type=note&limit=1000").body()).contains(text);
        assertThat(caller.get("/api/spans/export").body()).contains(text);
    }

    private static void assertUnseen(Caller caller, String id, String sign) throws Exception {
        Refusal unknown = Refusal.of(404, "span.unknown");
        for (String read : List.of("", "?seq=0", "?seq=1", "/versions", "/verify")) {
            assertThat(Refusal.of(caller.get("/api/spans/" + id + read)))
                    .as(read)
                    .isEqualTo(unknown);
        }
        assertThat(caller.get("/api/spans?entity_type=note&limit=1000").body()).doesNotContain(id);
        assertThat(caller.get("/api/spans?owner_id=ana@acme&limit=1000").body()).doesNotContain(id);
        assertThat(caller.get("/api/spans/export").body()).doesNotContain(id);
        try (Following later = Following.fromTheBeginning(caller)) {
            assertThat(later.until(sign)).noneMatch(line -> line.contains(id));
        }
    }

    @Test
    void span_private_isThereForNobodyElse() throws Exception {
        String id = id();
        List<String> told;
        try (Following bias = Following.by(run.bia);
                Following foreigns = Following.by(run.foreign);
                Following anas = Following.by(run.ana)) {
            WholeRun.append(run.ana, WholeRun.note(id, 0, "private", "for ana alone"));
            assertThat(bias.until(signOfBia())).noneMatch(line -> line.contains(id));
            assertThat(foreigns.until(signOfForeign())).noneMatch(line -> line.contains(id));
            told = anas.until(id);
        }
        assertThat(told).anyMatch(line -> line.contains("for ana alone"));
        assertSeen(run.ana, id, "for ana alone", 1);
        assertUnseen(run.bia, id, signOfBia());
        assertUnseen(run.foreign, id, signOfForeign());
    }

    @Test
    void span_madeTenantWideThenPrivateAgain_isHiddenFromThoseWhoSawIt() throws Exception {
        String id = id();
        try (Following bias = Following.by(run.bia);
                Following foreigns = Following.by(run.foreign)) {
            WholeRun.append(run.ana, WholeRun.note(id, 0, "private", "the first thought"));
            WholeRun.append(run.ana, WholeRun.note(id, 1, "tenant", "for all of acme"));
            assertThat(bias.until(signOfBia())).anyMatch(line -> line.contains("for all of acme"));
            assertSeen(run.bia, id, "for all of acme", 1);
            assertThat(Refusal.of(run.bia.get("/api/spans/" + id + "?seq=0")))
                    .as("the version that was private stays so")
                    .isEqualTo(Refusal.of(404, "span.unknown"));
            assertUnseen(run.foreign, id, signOfForeign());

            WholeRun.append(run.ana, WholeRun.note(id, 2, "private", "for ana alone again"));
            assertThat(bias.until(signOfBia())).noneMatch(line -> line.contains("for ana alone again"));
            assertThat(foreigns.until(signOfForeign())).noneMatch(line -> line.contains(id));
        }
        assertUnseen(run.bia, id, signOfBia());
        assertUnseen(run.foreign, id, signOfForeign());
        assertSeen(run.ana, id, "for ana alone again", 3);
    }

    @Test
    void span_tenantWideThenDeleted_isHiddenFromThoseWhoSawIt() throws Exception {
        String id = id();
        try (Following bias = Following.by(run.bia)) {
            WholeRun.append(run.ana, WholeRun.note(id, 0, "tenant", "soon gone"));
            assertThat(bias.until(signOfBia())).anyMatch(line -> line.contains("soon gone"));
            assertSeen(run.bia, id, "soon gone", 1);

            WholeRun.append(run.ana, WholeRun.note(id, 1, "tenant", "gone").put("is_deleted", true));
            assertThat(bias.until(signOfBia())).noneMatch(line -> line.contains("\"gone\""));
        }
        assertUnseen(run.bia, id, signOfBia());
        assertUnseen(run.foreign, id, signOfForeign());
        assertThat(run.ana.get("/api/spans?entity_type=note&limit=1000").body())
                .as("what is current")
                .doesNotContain(id);
        assertThat(WholeRun.tree(run.ana.get("/api/spans/" + id))
                        .path("span")
                        .path("is_deleted")
                        .asBoolean())
                .as("its owner may look at what was")
                .isTrue();
    }

    private static String found(Caller caller, String query) {
        HttpResponse<String> found =
                caller.post("/cli/memory.search", "{\"query\":\"" + query + "\",\"include_shared\":true}");
        WholeRun.is(200, found);
        return found.body();
    }

    @Test
    void memory_ofOneOwner_isFoundAndSeenByNobodyElse() throws Exception {
        HttpResponse<String> added =
                run.ana.post("/cli/memory.add", "{\"content\":\"Ana guarda a chave no pátio\",\"tags\":[\"chave\"]}");
        String memory = Caller.member(added, "memory_id");
        assertThat(found(run.ana, "chave")).contains(memory);
        assertThat(found(run.bia, "chave")).doesNotContain(memory, "guarda");
        assertThat(found(run.foreign, "chave")).doesNotContain(memory, "guarda");
        assertUnseen(run.bia, Caller.member(added, "span_id"), signOfBia());
        assertUnseen(run.foreign, Caller.member(added, "span_id"), signOfForeign());
    }

    @Test
    void memory_sharedThenForgotten_isFoundByTheTenantAndThenByNobody() throws Exception {
        HttpResponse<String> added =
                run.ana.post("/cli/memory.add", "{\"content\":\"O café abre às sete\",\"layer\":\"shared\"}");
        String memory = Caller.member(added, "memory_id");
        assertThat(found(run.bia, "sete")).contains(memory);
        assertThat(found(run.foreign, "sete")).doesNotContain(memory);

        WholeRun.is(200, run.ana.post("/cli/memory.forget", "{\"memory_id\":\"" + memory + "\"}"));
        for (Caller caller : List.of(run.ana, run.bia, run.foreign)) {
            assertThat(found(caller, "sete")).doesNotContain(memory);
        }
        assertThat(run.bia.get("/api/spans/export").body())
                .as("its span stays for the tenant, and nobody can read it any more")
                .contains(memory)
                .doesNotContain("sete");
        assertUnseen(run.foreign, Caller.member(added, "span_id"), signOfForeign());
    }
}
