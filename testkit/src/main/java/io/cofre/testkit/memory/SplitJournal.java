package io.cofre.testkit.memory;

import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.ChangeId;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.LostChange;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.token.TokenRecord;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A journal whose spans stand in one store and whose API keys in another, as they do on AWS. Spans and an outbox entry
 * commit together; the item follows, and the answer is given after it. An item is put only over a lower version of
 * itself, so that whatever a crash left can be put again, in any order and by anybody. Thread-safe.
 */
public final class SplitJournal implements Journal {
    private final Stores stores;
    private final Consumer<Step> watcher;

    /** What has just been done; a watcher that throws is the process that died there. */
    public enum Step {
        /** Spans and outbox entries stand. */
        SPANS_WRITTEN,
        /** One item stands. */
        ITEM_WRITTEN,
        /** The outbox has no entry for it any more. */
        OUTBOX_CLEARED
    }

    /** Two stores that outlive the journals over them. */
    public static final class Stores {
        private final Outbox outbox = new Outbox();
        private final InMemoryStore spans;
        private final InMemoryStore items;

        public Stores(InstantSource clock) {
            spans = new InMemoryStore(clock, Admission.DEFAULT, outbox);
            items = new InMemoryStore(clock);
        }

        /** Has everything but API keys. */
        public InMemoryStore spans() {
            return spans;
        }

        /** Has the API keys alone: {@code InMemoryTokens} reads it. */
        public InMemoryStore items() {
            return items;
        }

        /** Whether an item is still to be written. */
        public boolean behind() {
            return spans.locked(() -> !outbox.waiting().isEmpty());
        }
    }

    public SplitJournal(Stores stores) {
        this(stores, step -> {});
    }

    public SplitJournal(Stores stores, Consumer<Step> watcher) {
        this.stores = stores;
        this.watcher = watcher;
    }

    @Override
    public List<Outcome> commit(List<Change> changes) {
        List<Outcome> outcomes = stores.spans.commit(changes);
        watcher.accept(Step.SPANS_WRITTEN);
        try {
            reconcile();
        } catch (PortFailure.Unavailable away) {
            throw new PortFailure.OutcomeUnknown(
                    accepted(changes, outcomes), "the spans stand, and not all items yet", away);
        }
        return outcomes;
    }

    private static List<LostChange> accepted(List<Change> changes, List<Outcome> outcomes) {
        return IntStream.range(0, changes.size())
                .filter(i -> outcomes.get(i) instanceof Outcome.Accepted)
                .mapToObj(i -> LostChange.of(changes.get(i)))
                .toList();
    }

    @Override
    public Optional<Outcome> settle(ChangeId id) {
        reconcile();
        return stores.spans.settle(id);
    }

    /** Puts every item that the outbox names: after each commit, at the start, and from time to time. */
    public void reconcile() {
        List<Outbox.Waiting> waiting = stores.spans.locked(stores.outbox::waiting);
        for (Outbox.Waiting one : waiting) {
            put(one);
            watcher.accept(Step.ITEM_WRITTEN);
        }
        stores.spans.locked(() -> {
            stores.outbox.done(waiting);
            return waiting.size();
        });
        watcher.accept(Step.OUTBOX_CLEARED);
    }

    private void put(Outbox.Waiting waiting) {
        stores.items.locked(() -> {
            TokenRecord token = waiting.put().token();
            TokenRecord standing = stores.items.projections().tokens.get(token.hash());
            boolean newer = standing == null || standing.seq() < token.seq();
            if (newer) {
                stores.items.projections().apply(waiting.put(), waiting.position());
            }
            return newer;
        });
    }
}
