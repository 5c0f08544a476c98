package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.span.Viewer;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import io.cofre.testkit.fixtures.SpanDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A store, its clock, facts for it, and one key of a wallet that the ledger knows already: where each test begins. */
final class Stage implements AutoCloseable {
    final SettableClock clock = SettableClock.atStart();
    final Facts facts = new Facts(Seeds.next(), clock);
    final Bench bench;
    final LedgerKey key = facts.key();

    private Stage(StoreContract contract) {
        bench = contract.open(clock);
    }

    /** With the key introduced. */
    static Stage open(StoreContract contract) {
        Stage stage = empty(contract);
        stage.introduce(stage.key);
        return stage;
    }

    /** With nothing written. */
    static Stage empty(StoreContract contract) {
        return new Stage(contract);
    }

    Outcome commit(Change change) {
        return bench.journal().commit(change);
    }

    List<Outcome> commit(List<Change> changes) {
        List<Outcome> outcomes = bench.journal().commit(changes);
        assertThat(outcomes).hasSameSizeAs(changes);
        return outcomes;
    }

    /** Commits what must be accepted. */
    List<Receipt> write(Change change) {
        return accepted(commit(change));
    }

    Receipt write(VerifiedSpan span) {
        return write(Change.of(span)).getFirst();
    }

    Receipt write(SpanDraft draft) {
        return write(draft.build());
    }

    LedgerKey introduce(LedgerKey newcomer) {
        write(facts.introduction(newcomer));
        return newcomer;
    }

    LedgerKey introduced(LedgerKey.Role role) {
        return introduce(facts.key(key.tenant(), facts.owner(), role));
    }

    SpanDraft draft() {
        return facts.span(key);
    }

    /** A change of one new span that causes these effects. */
    Change causing(Function<SpanVersion, List<Effect>> effects) {
        VerifiedSpan span = draft().build();
        return new Change(List.of(span), List.of(), effects.apply(span.version()), Optional.empty());
    }

    static List<Receipt> accepted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).receipts();
    }

    static Outcome refused(Refusal why) {
        return new Outcome.Refused(why);
    }

    static Refusal refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).why();
    }

    Optional<Head> head(SpanId id) {
        return Optional.ofNullable(bench.heads().find(List.of(id)).get(id));
    }

    Optional<Receipt> receipt(VerifiedSpan span) {
        return Optional.ofNullable(
                bench.heads().receipts(List.of(span.version())).get(span.version()));
    }

    Optional<LedgerKey> known(KeyId id) {
        return Optional.ofNullable(bench.keys().find(List.of(id)).get(id));
    }

    /** The whole ledger, oldest first. */
    List<StoredSpan> ledger() {
        List<StoredSpan> all = new ArrayList<>();
        long position = 0;
        while (true) {
            List<StoredSpan> page = bench.scan().after(position, 1_000);
            if (page.isEmpty()) {
                return all;
            }
            all.addAll(page);
            position = page.getLast().position();
        }
    }

    /** Nothing of the span stands. */
    void assertAbsent(VerifiedSpan span) {
        assertThat(receipt(span).filter(receipt -> receipt.payloadHash().equals(span.payloadHash())))
                .isEmpty();
        assertThat(ledger()).noneMatch(stored -> stored.payloadHash().equals(span.payloadHash()));
    }

    /** The span stands exactly as it was given. */
    void assertStands(VerifiedSpan span, Receipt receipt) {
        assertThat(receipt)
                .isEqualTo(new Receipt(span.version(), receipt.position(), receipt.recordedAt(), span.payloadHash()));
        assertThat(receipt(span)).contains(receipt);
        assertThat(bench.scan().after(receipt.position() - 1, 1)).containsExactly(stored(span, receipt));
    }

    static StoredSpan stored(VerifiedSpan span, Receipt receipt) {
        return new StoredSpan(
                span.version(),
                span.canonical(),
                span.payloadHash(),
                span.signature(),
                receipt.position(),
                receipt.recordedAt());
    }

    Viewer viewer() {
        return new Viewer(key.tenant(), key.owner(), Viewer.Reach.OWN);
    }

    @Override
    public void close() {
        bench.close();
    }
}
