package io.cofre.postgres.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.MemoryEffect;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Viewer;
import io.cofre.postgres.Database;
import io.cofre.postgres.Writing;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Nasty;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PostgresMemoriesTest {
    private final SettableClock clock = SettableClock.atStart();
    private final Facts facts = new Facts(Seeds.next(), clock);
    private final TenantId tenant = facts.tenantId();
    private final OwnerId dan = facts.owner();

    private Database database;
    private Memories memories;

    @BeforeEach
    void open() {
        database = Database.fresh("memories");
        memories = new PostgresMemories(database.connections());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void search_theSpecsOwnExample_isFoundByEachOfItsWords() {
        SpanId espresso = add("Dan prefere espresso curto", "perfil", "cafe");
        add("Reuni\u00e3o \u00e0s dez com a equipe", "agenda");

        assertThat(List.of(
                        "espresso", "Espressos", "caf\u00e9", "expresso", "EXPRESSO", "espresso, curto!", "preferem"))
                .allSatisfy(text -> assertThat(found(text)).containsExactly(espresso));
        assertThat(found("ch\u00e1")).isEmpty();
    }

    @Test
    void search_wholeSentence_goesByItsTellingWords() {
        SpanId espresso = add("Dan prefere espresso curto");
        add("o que se deve e como se faz, de tudo para todos");

        assertThat(found("o que \u00e9 um espresso, e como ele \u00e9?").getFirst())
                .isEqualTo(espresso);
        assertThat(found("de que")).hasSize(1);
    }

    @Test
    void search_moreAndFewerOfTheWords_ranksThoseWithMore() {
        SpanId all = add("espresso curto forte");
        SpanId two = add("espresso curto");
        SpanId one = add("espresso");
        SpanId near = add("expresso");

        assertThat(found("espresso curto forte")).containsExactly(all, two, one);
        assertThat(found("espresso curtto")).startsWith(two, all).contains(one);
        assertThat(found("exprresso")).containsExactly(near);
    }

    @Test
    void search_wordThatOnlyFilteredOrExpiredMemoriesHave_isTakenForMistyped() {
        MemoryEntry expired = entry("expresso");
        put(new MemoryEntry(
                expired.id(),
                tenant,
                dan,
                expired.layer(),
                expired.type(),
                expired.sensitivity(),
                expired.session(),
                List.of(),
                expired.at(),
                Optional.of(facts.now().minusMillis(1)),
                expired.searchable(),
                expired.wrappedKey()));
        SpanId espresso = add("espresso");

        assertThat(found("expresso")).containsExactly(espresso);
    }

    @Test
    void search_nastyTexts_areReturnedAsTheyAreAndFoundByTheirWord() {
        List<SpanId> ids = new ArrayList<>();
        for (String nasty : Nasty.TEXTS) {
            ids.add(add(nasty + " espresso " + nasty, nasty));
        }

        List<Memories.Hit> hits = memories.search(query("espresso", 100));

        assertThat(hits).extracting(Memories.Hit::id).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(hits)
                .allSatisfy(hit -> assertThat(hit.text())
                        .isEqualTo(hit.tags().getFirst() + " espresso "
                                + hit.tags().getFirst()));
        assertThat(found("\ud83e\udd80")).hasSize(1);
    }

    @Test
    void put_textThatNoColumnHolds_isKeptWithReplacements() {
        SpanId id = add("espresso \u0000 \ud83e!");

        assertThat(memories.search(query("espresso", 1)))
                .extracting(Memories.Hit::id, Memories.Hit::text)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(id, "espresso \ufffd \ufffd!"));
    }

    @Test
    void search_megabyteOfDistinctWordsWithAHundredTags_isFoundAndForgotten() {
        List<String> tags =
                IntStream.range(0, 100).mapToObj(i -> "etiqueta" + i).toList();
        String text = IntStream.iterate(0, i -> i + 1)
                .limit(150_000)
                .mapToObj(i -> Integer.toString(i, 36))
                .collect(Collectors.joining(" "));
        String megabyte = (text + " " + Nasty.noise(1 << 20)).substring(0, 1 << 20);
        MemoryEntry large = facts.memory(facts.spanId(), tenant, dan, megabyte, tags);
        put(large);

        assertThat(found("zz")).containsExactly(large.id());
        assertThat(found("etiqueta99")).containsExactly(large.id());
        assertThat(memories.search(query("etiqueta0", 1)).getFirst().text()).isEqualTo(megabyte);
        drop(large.id());
        assertNothingIsLeft();
    }

    @Test
    void drop_memoriesThatShareWords_leavesTheWordsOfTheOthers() {
        SpanId one = add("espresso curto");
        SpanId two = put(in(entry("espresso longo"), MemoryEntry.Layer.SHARED));

        drop(one);
        assertThat(words()).containsExactly("espresso", "espresso", "longo", "longo");
        assertThat(found("espresso")).containsExactly(two);
        assertThat(found("curto")).isEmpty();
        drop(two);
        drop(two);
        assertNothingIsLeft();
    }

    @Test
    void put_sameMemoryAgainAndDroppedInOneBatch_isAsItWasLast() {
        MemoryEntry first = entry("espresso");
        MemoryEntry second = facts.memory(first.id(), tenant, dan, "girafa", List.of());
        MemoryEntry gone = entry("xilofone");

        Writing.write(
                database,
                new MemoryWriter(),
                new MemoryEffect.Put(gone, cause()),
                new MemoryEffect.Put(first, cause()),
                new MemoryEffect.Put(second, cause()),
                new MemoryEffect.Dropped(gone.id(), cause()));

        assertThat(words()).containsExactly("girafa");
        assertThat(found("girafa")).containsExactly(first.id());
        assertThat(memories.find(owner(tenant, dan), gone.id(), facts.now())).isEmpty();
    }

    @Test
    void put_secretMemory_leavesNoWordOfIt() {
        MemoryEntry open = entry("xilofone", "perfil");
        MemoryEntry secret = new MemoryEntry(
                open.id(),
                tenant,
                dan,
                open.layer(),
                open.type(),
                MemoryEntry.Sensitivity.SECRET,
                open.session(),
                open.tags(),
                open.at(),
                open.expiresAt(),
                open.searchable(),
                open.wrappedKey());
        put(secret);

        assertThat(found("xilofone")).isEmpty();
        assertThat(words()).isEmpty();
        assertThat(database.ownerSql().fetchValue("SELECT count(*) FROM cofre.memory_texts"))
                .isEqualTo(0L);
        assertThat(memories.encrypted(tenant, dan, secret.id(), false, facts.now()))
                .isPresent();
    }

    @Test
    void search_strangers_seeNothingHoweverTheyAsk() {
        OwnerId ana = facts.owner();
        TenantId other = facts.tenantId();
        MemoryEntry session = new MemoryEntry(
                facts.spanId(),
                tenant,
                dan,
                MemoryEntry.Layer.SESSION,
                "note",
                MemoryEntry.Sensitivity.INTERNAL,
                Optional.of("s-1"),
                List.of("perfil"),
                facts.now(),
                Optional.empty(),
                Optional.of("espresso"),
                "key");
        put(session);
        SpanId shared = put(in(entry("espresso xilofone"), MemoryEntry.Layer.SHARED));

        assertThat(ask(tenant, ana, "espresso", Optional.of("s-1"), true)).isEmpty();
        assertThat(ask(tenant, ana, "espresso", Optional.empty(), false)).isEmpty();
        assertThat(ask(tenant, ana, "xilofoni", Optional.empty(), false)).isEmpty();
        assertThat(ask(tenant, ana, "espresso", Optional.empty(), true)).containsExactly(shared);
        assertThat(ask(tenant, ana, "xilofoni", Optional.empty(), true)).containsExactly(shared);
        assertThat(ask(other, dan, "espresso", Optional.empty(), true)).isEmpty();
        assertThat(ask(other, dan, "espresso", Optional.of("s-1"), true)).isEmpty();
        assertThat(ask(tenant, dan, "espresso", Optional.empty(), true)).containsExactly(session.id(), shared);
    }

    @Test
    void byId_strangers_getNoKeyHoweverTheyAsk() {
        OwnerId ana = facts.owner();
        TenantId other = facts.tenantId();
        SpanId own = add("espresso");
        SpanId shared = put(in(entry("xilofone"), MemoryEntry.Layer.SHARED));

        for (SpanId id : List.of(own, shared)) {
            assertThat(memories.find(owner(tenant, ana), id, facts.now())).isEmpty();
            assertThat(memories.find(owner(other, dan), id, facts.now())).isEmpty();
            assertThat(memories.find(new Viewer(other, dan, Viewer.Reach.WHOLE_TENANT), id, facts.now()))
                    .isEmpty();
            assertThat(memories.encrypted(tenant, ana, id, false, facts.now())).isEmpty();
            assertThat(memories.encrypted(other, dan, id, true, facts.now())).isEmpty();
            assertThat(memories.encrypted(tenant, dan, id, false, facts.now())).isPresent();
        }
        assertThat(memories.encrypted(tenant, ana, own, true, facts.now())).isEmpty();
        assertThat(memories.encrypted(tenant, ana, shared, true, facts.now())).isPresent();
        assertThat(memories.find(new Viewer(tenant, ana, Viewer.Reach.WHOLE_TENANT), own, facts.now()))
                .contains(new Memories.Entry(own, tenant, dan, MemoryEntry.Layer.PERMANENT, Optional.empty()));
    }

    private static Viewer owner(TenantId tenant, OwnerId owner) {
        return new Viewer(tenant, owner, Viewer.Reach.OWN);
    }

    private List<SpanId> ask(TenantId of, OwnerId who, String text, Optional<String> session, boolean shared) {
        return memories
                .search(new Memories.Query(
                        of, who, text, Optional.empty(), List.of(), session, shared, 100, facts.now()))
                .stream()
                .map(Memories.Hit::id)
                .toList();
    }

    private MemoryEntry entry(String text, String... tags) {
        return facts.memory(facts.spanId(), tenant, dan, text, List.of(tags));
    }

    private static MemoryEntry in(MemoryEntry memory, MemoryEntry.Layer layer) {
        return new MemoryEntry(
                memory.id(),
                memory.tenant(),
                memory.owner(),
                layer,
                memory.type(),
                memory.sensitivity(),
                memory.session(),
                memory.tags(),
                memory.at(),
                memory.expiresAt(),
                memory.searchable(),
                memory.wrappedKey());
    }

    private SpanId add(String text, String... tags) {
        return put(entry(text, tags));
    }

    private SpanId put(MemoryEntry memory) {
        Writing.write(database, new MemoryWriter(), new MemoryEffect.Put(memory, cause()));
        clock.advance(Duration.ofMillis(1));
        return memory.id();
    }

    private void drop(SpanId memory) {
        Writing.write(database, new MemoryWriter(), new MemoryEffect.Dropped(memory, cause()));
    }

    private SpanVersion cause() {
        return new SpanVersion(facts.spanId(), 0);
    }

    private Memories.Query query(String text, int limit) {
        return new Memories.Query(
                tenant, dan, text, Optional.empty(), List.of(), Optional.empty(), false, limit, facts.now());
    }

    private List<SpanId> found(String text) {
        return memories.search(query(text, 100)).stream().map(Memories.Hit::id).toList();
    }

    private List<String> words() {
        return database.ownerSql()
                .fetch("SELECT word FROM cofre.memory_words ORDER BY word")
                .getValues("word", String.class);
    }

    private void assertNothingIsLeft() {
        for (String table : List.of("content_keys", "memory_index", "memory_texts", "memory_words")) {
            assertThat(database.ownerSql().fetchValue("SELECT count(*) FROM cofre." + table))
                    .as(table)
                    .isEqualTo(0L);
        }
        assertThat(database.ownerSql().fetchValue("SELECT sum(memories)::int FROM cofre.memory_scopes"))
                .isEqualTo(0);
    }
}
