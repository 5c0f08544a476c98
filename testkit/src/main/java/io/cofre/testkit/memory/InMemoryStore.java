package io.cofre.testkit.memory;

import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.ChangeId;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Judgement;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.journal.Standing;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Timeline;
import io.cofre.ports.span.VerifiedSpan;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A whole ledger with its projections, behind the ports that {@code InMemoryJournal} and its sisters in this package
 * give of it. One lock: every read sees whole commits only. Thread-safe.
 */
public class InMemoryStore implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final Admission admission;
    private final NavigableMap<Long, StoredRow> registry = new TreeMap<>();
    private final Map<SpanId, NavigableMap<Long, StoredRow>> things = new HashMap<>();
    private final Set<Judgement.NonceOfKey> nonces = new HashSet<>();
    private final Map<Once.Key, KeptRepeat> repeats = new HashMap<>();
    private final Map<ChangeId, List<Receipt>> changes = new HashMap<>();
    private final Projections projections;
    private final InMemoryTimeline timeline = new InMemoryTimeline();
    private Instant ledgerTime = Instant.EPOCH;
    private boolean closed;

    record KeptRepeat(Repeats.Repeat repeat, Instant since) {}

    /** An empty store whose ledger reads this clock, with the freshness of spec 03. */
    public InMemoryStore(InstantSource clock) {
        this(clock, Admission.DEFAULT);
    }

    public InMemoryStore(InstantSource clock, Admission admission) {
        this(clock, admission, new Projections());
    }

    InMemoryStore(InstantSource clock, Admission admission, Projections projections) {
        this.clock = clock;
        this.admission = admission;
        this.projections = projections;
    }

    /** Runs under the store's lock; {@code Unavailable} once closed. */
    <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            if (closed) {
                throw new PortFailure.Unavailable(Dependency.LEDGER, "the store in memory was closed");
            }
            return body.get();
        } finally {
            lock.unlock();
        }
    }

    List<Outcome> commit(List<Change> list) {
        if (list.size() > Journal.MAX_CHANGES) {
            throw new IllegalArgumentException(
                    "one call has at most " + Journal.MAX_CHANGES + " changes, not " + list.size());
        }
        List<Change> ordered = List.copyOf(list);
        List<Outcome> outcomes = locked(() -> {
            ledgerTime = tick(clock.instant().truncatedTo(ChronoUnit.MILLIS), ledgerTime);
            return write(ordered);
        });
        timeline.deliver();
        return outcomes;
    }

    Instant tick(Instant now, Instant before) {
        return now.isBefore(before) ? before : now;
    }

    /**
     * All at once, as PostgreSQL writes a batch; and one by one where one of them cannot be written, so that it falls
     * alone.
     */
    List<Outcome> write(List<Change> list) {
        Judgement judged = judge(list, standing(ledgerTime));
        if (judged.writes().stream()
                .allMatch(write -> Unwritable.reason(write.change()).isEmpty())) {
            judged.writes().forEach(this::write);
            return judged.outcomes();
        }
        List<Outcome> outcomes = new ArrayList<>(list.size());
        for (Change change : list) {
            Judgement alone = judge(List.of(change), standing(ledgerTime));
            Optional<String> reason = alone.writes().isEmpty() ? Optional.empty() : Unwritable.reason(change);
            if (reason.isPresent()) {
                outcomes.add(new Outcome.Refused(new Refusal.Unwritable(reason.get())));
            } else {
                alone.writes().forEach(this::write);
                outcomes.addAll(alone.outcomes());
            }
        }
        return outcomes;
    }

    Judgement judge(List<Change> list, Standing standing) {
        return Judgement.of(list, standing, admission);
    }

    void write(Judgement.Write write) {
        Map<SpanVersion, Long> positions = new HashMap<>();
        for (int i = 0; i < write.receipts().size(); i++) {
            VerifiedSpan span = write.change().spans().get(i);
            Receipt receipt = write.receipts().get(i);
            append(new StoredRow(span, receipt));
            positions.put(span.version(), receipt.position());
        }
        for (Effect effect : write.change().effects()) {
            projections.apply(effect, positions.getOrDefault(effect.cause(), 0L));
        }
        write.change().once().ifPresent(once -> remember(once, write.receipts()));
        changes.put(write.change().id(), write.receipts());
    }

    void append(StoredRow row) {
        registry.put(row.receipt().position(), row);
        things.computeIfAbsent(row.header().id(), id -> new TreeMap<>())
                .put(row.header().seq(), row);
        nonces.add(new Judgement.NonceOfKey(
                row.span().signature().keyId(), row.span().signature().nonce()));
        timeline.appended(new Timeline.Signal.Appended(
                row.header().tenant(), row.span().version(), row.receipt().position()));
    }

    void remember(Once once, List<Receipt> receipts) {
        repeats.put(
                once.key(), new KeptRepeat(new Repeats.Repeat(once.bodyHash(), once.answer(), receipts), ledgerTime));
    }

    Optional<Outcome> settle(ChangeId id) {
        return locked(() -> Optional.ofNullable(changes.get(id)).map(Outcome.Accepted::new));
    }

    /** What stands, at this time; used under the lock. */
    Standing standing(Instant now) {
        return new Standing() {
            @Override
            public Instant ledgerTime() {
                return now;
            }

            @Override
            public long position() {
                return lastPosition();
            }

            @Override
            public Optional<Head> head(SpanId id) {
                return newest(id).map(StoredRow::head);
            }

            @Override
            public Optional<Receipt> receipt(SpanVersion version) {
                return row(version).map(StoredRow::receipt);
            }

            @Override
            public Optional<LedgerKey> key(KeyId id) {
                return Optional.ofNullable(projections.keys.get(id));
            }

            @Override
            public boolean nonceUsed(KeyId key, String nonce) {
                return nonces.contains(new Judgement.NonceOfKey(key, nonce));
            }

            @Override
            public Optional<Repeats.Repeat> repeat(Once.Key key) {
                return InMemoryStore.this.repeat(key, now);
            }
        };
    }

    /** Under the lock: a record that was made over 24 hours before this time is as good as gone. */
    Optional<Repeats.Repeat> repeat(Once.Key key, Instant now) {
        return Optional.ofNullable(repeats.get(key))
                .filter(kept -> !kept.since().plus(Once.KEPT).isBefore(now))
                .map(KeptRepeat::repeat);
    }

    Map<Once.Key, KeptRepeat> repeats() {
        return repeats;
    }

    /** The receipts of each change. */
    Collection<List<Receipt>> changes() {
        return changes.values();
    }

    Instant ledgerTime() {
        return ledgerTime;
    }

    long lastPosition() {
        return registry.isEmpty() ? 0 : registry.lastKey();
    }

    NavigableMap<Long, StoredRow> registry() {
        return registry;
    }

    /** The versions of one id by seq. */
    NavigableMap<Long, StoredRow> thing(SpanId id) {
        NavigableMap<Long, StoredRow> versions = things.get(id);
        return versions == null ? new TreeMap<>() : versions;
    }

    Optional<StoredRow> newest(SpanId id) {
        NavigableMap<Long, StoredRow> versions = thing(id);
        return versions.isEmpty()
                ? Optional.empty()
                : Optional.of(versions.lastEntry().getValue());
    }

    Optional<StoredRow> row(SpanVersion version) {
        return Optional.ofNullable(thing(version.id()).get(version.seq()));
    }

    Projections projections() {
        return projections;
    }

    InMemoryTimeline timeline() {
        return timeline;
    }

    InstantSource clock() {
        return clock;
    }

    /**
     * The span that a row names as its last change: of the row that an effect like this one writes. Empty where no
     * effect has written that row.
     */
    public Optional<SpanVersion> cause(Effect effect) {
        return locked(() -> projections.cause(effect));
    }

    /** From now on every port of this store throws {@code Unavailable}; twice does nothing. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }
}
