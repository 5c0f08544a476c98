package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.TenantEffect;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.tenant.Language;
import io.cofre.ports.tenant.Tenant;
import io.cofre.testkit.fixtures.Nasty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a search finds, and in which order (spec 04, "Memory"). */
public interface MemoriesSearchContract extends StoreContract {
    @Test
    @Kills("finds whole words as typed alone")
    default void search_spellingsOfTheSpec_findTheMemory() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            SpanId espresso = dan.add("Dan prefere espresso curto", "cafe", "preferencia");
            dan.add("Reuni\u00e3o com o contador na ter\u00e7a", "agenda");
            for (String text : List.of(
                    "espresso",
                    "Espressos",
                    "ESPRESSO",
                    "caf\u00e9",
                    "CAFE",
                    "expresso",
                    "espresso curto",
                    "prefer\u00eancia")) {
                assertThat(dan.found(text)).as(text).containsExactly(espresso);
            }
        }
    }

    @Test
    @Kills("stems by all languages")
    default void search_tenantThatChoseLanguages_findsByTheirStemsAlone() {
        for (Set<Language> languages :
                List.of(Set.of(Language.PT), Set.of(Language.EN), Language.ALL, Set.<Language>of())) {
            try (Stage stage = Stage.open(this)) {
                Tenant tenant = stage.facts.tenant(stage.key.tenant(), languages);
                stage.write(stage.causing(cause -> List.of(new TenantEffect.Put(tenant, cause))));
                Remembering dan = Remembering.on(stage);
                SpanId portuguese = dan.add("caminhar felizmente");
                SpanId english = dan.add("keep walking");
                assertThat(dan.found("feliz"))
                        .as("feliz by " + languages)
                        .isEqualTo(languages.contains(Language.PT) ? List.of(portuguese) : List.of());
                assertThat(dan.found("walk"))
                        .as("walk by " + languages)
                        .isEqualTo(languages.contains(Language.EN) ? List.of(english) : List.of());
                assertThat(dan.found("walking")).containsExactly(english);
                assertThat(dan.found("walkin")).containsExactly(english);
            }
        }
    }

    @Test
    @Kills("finds everything")
    default void search_wordThatNobodyWrote_findsNothing() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            assertThat(dan.found("espresso")).isEmpty();
            dan.add("Dan prefere espresso curto", "cafe");
            assertThat(dan.found("girafa")).isEmpty();
        }
    }

    @Test
    @Kills("answers with another memory's words")
    default void search_hit_carriesTheMemoryAsItWasPut() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            String text = "Caf\u00e9 " + Nasty.EMOJI + "  \n 'quoted' \\ % _ espresso";
            MemoryEntry memory = dan.entry(text, "Cafe", "dois gr\u00e3os");
            dan.put(memory);
            List<Memories.Hit> hits = dan.search(dan.query("espresso"));
            assertThat(hits).hasSize(1);
            Memories.Hit hit = hits.getFirst();
            assertThat(hit)
                    .isEqualTo(new Memories.Hit(
                            memory.id(),
                            memory.owner(),
                            text,
                            memory.tags(),
                            memory.layer(),
                            hit.score(),
                            memory.at()));
            assertThat(hit.score()).isPositive();
        }
    }

    @Test
    @Kills("ranks corrections before exact words")
    default void search_exactAndMistypedWord_exactComesFirst() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            SpanId exact = dan.add("um espresso duplo");
            dan.add("um expresso triplo");
            assertThat(dan.found("espresso").getFirst()).isEqualTo(exact);
        }
    }

    @Test
    @Kills("ranks by age alone")
    default void search_severalLayersAndOwners_ranksSessionThenOwnThenSharedThenNewest() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            Remembering ana = dan.neighbour();
            SpanId oldSession = dan.add(MemoryEntry.Layer.SESSION, "espresso um");
            SpanId newSession = dan.add(MemoryEntry.Layer.SESSION, "espresso dois");
            SpanId oldOwn = dan.add(MemoryEntry.Layer.PERMANENT, "espresso tres");
            SpanId oldShared = ana.add(MemoryEntry.Layer.SHARED, "espresso quatro");
            SpanId newOwn = dan.add(MemoryEntry.Layer.TEMPORARY, "espresso cinco");
            SpanId newShared = ana.add(MemoryEntry.Layer.SHARED, "espresso seis");
            List<Memories.Hit> hits = dan.search(Remembering.shared(dan.query("espresso")));
            assertThat(hits)
                    .extracting(Memories.Hit::id)
                    .containsExactly(newSession, oldSession, newOwn, oldOwn, newShared, oldShared);
            for (int i = 1; i < hits.size(); i++) {
                assertThat(hits.get(i).score())
                        .isLessThanOrEqualTo(hits.get(i - 1).score());
            }
        }
    }

    @Test
    @Kills("answers more than asked for")
    default void search_moreHitsThanTheLimit_hasTheBestOfThem() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            List<SpanId> newestFirst = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                newestFirst.addFirst(dan.add("espresso numero " + stage.facts.word()));
            }
            Memories.Query two = new Memories.Query(
                    stage.key.tenant(),
                    stage.key.owner(),
                    "espresso",
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    false,
                    2,
                    stage.facts.now());
            assertThat(dan.found(two)).isEqualTo(newestFirst.subList(0, 2));
        }
    }

    @Test
    @Kills("passes the layer over")
    default void search_oneLayer_findsThatLayerAlone() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            for (MemoryEntry.Layer layer : MemoryEntry.Layer.values()) {
                SpanId id = dan.add(layer, "espresso");
                assertThat(dan.found(filtered(stage, Optional.of(layer), List.of(), Optional.empty())))
                        .containsExactly(id);
            }
        }
    }

    @Test
    @Kills("takes any of the tags")
    default void search_severalTags_findsWhatHasAllOfThem() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            SpanId both = dan.add("espresso um", "bar", "casa", "'%_\\");
            dan.add("espresso dois", "bar");
            dan.add("espresso tres", "bar casa");
            for (List<String> tags : List.of(List.of("casa", "bar"), List.of("'%_\\"), List.of("casa"))) {
                assertThat(dan.found(filtered(stage, Optional.empty(), tags, Optional.empty())))
                        .containsExactly(both);
            }
            assertThat(dan.found(filtered(stage, Optional.empty(), List.of("%"), Optional.empty())))
                    .isEmpty();
        }
    }

    @Test
    @Kills("passes the session over")
    default void search_oneSession_findsThatSessionAlone() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            SpanId here = dan.addToSession("s-1", "espresso um");
            dan.addToSession("s-2", "espresso dois");
            dan.add(MemoryEntry.Layer.SESSION, "espresso tres");
            assertThat(dan.found(filtered(stage, Optional.empty(), List.of(), Optional.of("s-1"))))
                    .containsExactly(here);
            assertThat(dan.found("espresso")).hasSize(3);
        }
    }

    private static Memories.Query filtered(
            Stage stage, Optional<MemoryEntry.Layer> layer, List<String> tags, Optional<String> session) {
        return new Memories.Query(
                stage.key.tenant(), stage.key.owner(), "espresso", layer, tags, session, false, 100, stage.facts.now());
    }

    @Test
    @Kills("understands syntax in queries")
    default void search_nastyQueries_areWordsAndNothingElse() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            SpanId espresso = dan.add("Dan prefere espresso curto", "cafe");
            for (String nasty : Nasty.TEXTS) {
                assertThat(dan.found(nasty)).as(nasty).isEmpty();
                assertThat(dan.found(nasty + " espresso " + nasty)).as(nasty).containsExactly(espresso);
            }
            for (String text : List.of("espr*", "espr:*", "%presso", "!girafa", "\u0000", " ", "x".repeat(1_000))) {
                assertThat(dan.found(text)).as(text).isEmpty();
            }
        }
    }
}
