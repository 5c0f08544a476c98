package io.cofre.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.TokenEffect;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.JournalContract;
import io.cofre.testkit.contract.TokensContract;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans in one store, API keys in another, and a crash at every step between. */
class SplitJournalTest {
    private final SettableClock clock = SettableClock.atStart();
    private final Facts facts = new Facts(Seeds.next(), clock);
    private final SplitJournal.Stores stores = new SplitJournal.Stores(clock);
    private final Tokens tokens = new InMemoryTokens(stores.items());
    private final LedgerKey key = facts.key();

    /** The process dies at its nth step. */
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static Consumer<SplitJournal.Step> crashAt(int nth) {
        AtomicInteger step = new AtomicInteger();
        return any -> {
            if (step.incrementAndGet() == nth) {
                throw new Crash();
            }
        };
    }

    /** Issues a key, revokes it, and issues another one in one change with the revocation. */
    private List<Change> life() {
        TokenRecord one = facts.token(key.wallet(), key.tenant());
        TokenRecord two = facts.token(key.wallet(), key.tenant());
        VerifiedSpan issued = facts.span(key).build();
        VerifiedSpan revoked = facts.span(key).after(issued).build();
        VerifiedSpan another = facts.span(key).build();
        return List.of(
                change(List.of(issued), new TokenEffect.Put(one, issued.version())),
                change(
                        List.of(revoked, another),
                        new TokenEffect.Put(revoked(one), revoked.version()),
                        new TokenEffect.Put(two, another.version())));
    }

    private static Change change(List<VerifiedSpan> spans, Effect... effects) {
        return new Change(spans, List.of(), List.of(effects), Optional.empty());
    }

    private static TokenRecord revoked(TokenRecord token) {
        return new TokenRecord(
                token.hash(),
                token.last4(),
                token.wallet(),
                token.tenant(),
                token.scopes(),
                token.exp(),
                TokenRecord.Status.REVOKED,
                token.description(),
                token.createdAt(),
                token.createdBy(),
                token.lastUsedAt(),
                token.rotatedTo(),
                token.revokeAt(),
                token.kind(),
                token.app(),
                token.requestsPerMinute(),
                token.seq() + 1);
    }

    private void assertAsSaid(List<Change> life) {
        for (Change change : life) {
            for (Effect effect : change.effects()) {
                TokenRecord said = ((TokenEffect.Put) effect).token();
                TokenRecord found = tokens.find(said.hash()).orElseThrow();
                assertThat(found.seq()).isGreaterThanOrEqualTo(said.seq());
                if (found.seq() == said.seq()) {
                    assertThat(found).isEqualTo(said);
                }
            }
        }
        assertThat(stores.behind()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void commit_processDiesAtAnyStep_isFinishedByTheNextOne(int nth) {
        new SplitJournal(stores).commit(facts.introduction(key));
        List<Change> life = life();
        Journal dying = new SplitJournal(stores, crashAt(nth));
        List<Change> answered = new ArrayList<>();
        try {
            for (Change change : life) {
                dying.commit(change);
                answered.add(change);
            }
        } catch (Crash died) {
            assertThat(answered).hasSizeLessThan(2);
        }
        assertThat(answered)
                .allSatisfy(change -> assertThat(change.effects())
                        .allSatisfy(effect -> assertThat(tokens.find(
                                        ((TokenEffect.Put) effect).token().hash()))
                                .isPresent()));
        SplitJournal next = new SplitJournal(stores);
        next.reconcile();
        assertThat(stores.behind()).isFalse();
        for (Change change : life) {
            assertThat(next.commit(change)).isNotInstanceOf(Outcome.Refused.class);
        }
        assertAsSaid(life);
    }

    @Test
    void commit_answered_itemStandsAlready() {
        Journal journal = new SplitJournal(stores);
        journal.commit(facts.introduction(key));
        for (Change change : life()) {
            journal.commit(change);
            assertAsSaid(List.of(change));
        }
    }

    @Test
    void commit_replayAfterACrash_answersOnlyWhenTheItemStands() {
        new SplitJournal(stores).commit(facts.introduction(key));
        Change issue = life().getFirst();
        assertThatThrownBy(() -> new SplitJournal(stores, crashAt(1)).commit(issue))
                .isInstanceOf(Crash.class);
        assertThat(stores.behind()).isTrue();
        assertThat(new SplitJournal(stores).commit(issue)).isInstanceOf(Outcome.Replayed.class);
        assertAsSaid(List.of(issue));
    }

    @Test
    void settle_afterACrash_answersOnlyWhenTheItemStands() {
        new SplitJournal(stores).commit(facts.introduction(key));
        Change issue = life().getFirst();
        assertThatThrownBy(() -> new SplitJournal(stores, crashAt(1)).commit(issue))
                .isInstanceOf(Crash.class);
        assertThat(new SplitJournal(stores).settle(issue.id())).isPresent();
        assertAsSaid(List.of(issue));
    }

    @Test
    void commit_itemsStoreAway_isUnknownAndSettlesAfterwards() {
        new SplitJournal(stores).commit(facts.introduction(key));
        Change issue = life().getFirst();
        AtomicInteger steps = new AtomicInteger();
        Journal journal = new SplitJournal(stores, step -> {
            if (steps.incrementAndGet() == 2) {
                throw new PortFailure.Unavailable(Dependency.LEDGER, "the items' store is away");
            }
        });
        assertThatThrownBy(() -> journal.commit(issue)).isInstanceOf(PortFailure.OutcomeUnknown.class);
        assertThat(journal.settle(issue.id())).isPresent();
        assertAsSaid(List.of(issue));
    }

    @Test
    void reconcile_entriesPutAgainInAnyOrder_endTheSame() {
        Journal journal = new SplitJournal(stores);
        journal.commit(facts.introduction(key));
        List<Change> life = life();
        journal.commit(life);
        List<Effect> again = new ArrayList<>();
        life.forEach(change -> again.addAll(change.effects()));
        long seed = Seeds.next();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(again, random);
            VerifiedSpan span = facts.span(key).build();
            List<Effect> caused = again.stream()
                    .<Effect>map(effect -> new TokenEffect.Put(((TokenEffect.Put) effect).token(), span.version()))
                    .toList();
            journal.commit(new Change(List.of(span), List.of(), caused, Optional.empty()));
            assertAsSaid(life);
        }
    }

    private static Bench bench(InstantSource clock) {
        SplitJournal.Stores stores = new SplitJournal.Stores(clock);
        InMemoryPorts spans = InMemoryPorts.of(stores.spans());
        InMemoryPorts split = new InMemoryPorts(
                new SplitJournal(stores),
                spans.heads(),
                spans.repeats(),
                spans.keys(),
                spans.spans(),
                spans.scan(),
                spans.timeline(),
                spans.tenants(),
                spans.wallets(),
                new InMemoryTokens(stores.items()),
                spans.apps(),
                spans.memories(),
                spans.leftovers(),
                spans.snapshots());
        return new InMemoryBench(stores.spans(), split) {
            @Override
            public Optional<SpanVersion> cause(Effect effect) {
                return (effect instanceof TokenEffect ? stores.items() : stores.spans()).cause(effect);
            }
        };
    }

    @Nested
    class TheKits implements JournalContract, TokensContract {
        @Override
        public Bench open(InstantSource clock) {
            return bench(clock);
        }
    }
}
