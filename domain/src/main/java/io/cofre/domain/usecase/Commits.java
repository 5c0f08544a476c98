package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.ledger.Refusals;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.span.Receipt;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The one place where a use case whose decision was overtaken reads, decides and signs again: at most five times, with
 * jitter (idea 1 of the architecture). A plan that is refused may have been made on what the same request has done on
 * another node: its record is looked for before the refusal is told. A plan that is not refused meets the record in the
 * journal, whatever it was made on. Thread-safe.
 *
 * <p>A commit whose end was not seen is not settled here but told as {@code ledger.outcome_unknown}: to settle it means
 * to wait for the lost commit's lock, which a server may hold as long as it likes, while callers are promised an answer
 * within a second. The same request under its {@code Idempotency-Key} waits for the same lock at its caller's leisure,
 * and has one effect and a final answer.
 */
public final class Commits {
    private static final int ATTEMPTS = 5;
    private static final int JITTER_MILLIS = 20;

    private final Journal journal;
    private final Repeats repeats;
    private final RandomGenerator random;
    private final Pause pause;

    @Inject
    public Commits(Journal journal, Repeats repeats, RandomGenerator random, Pause pause) {
        this.journal = journal;
        this.repeats = repeats;
        this.random = random;
        this.pause = pause;
    }

    /** Plans and writes; plans again while another was faster. */
    <R> Reply<R> run(Optional<Repeatable<R>> repeatable, Supplier<Plan<R>> attempt) {
        for (int tried = 1; ; tried++) {
            switch (attempt.get()) {
                case Plan.Refuse<R>(Problem problem) -> {
                    return repeatable.flatMap(this::before).orElseGet(() -> Reply.refused(problem));
                }
                case Plan.Nothing<R>(R result) -> {
                    return Reply.done(result);
                }
                case Plan.Write<R> write -> {
                    Optional<Once> once = repeatable.map(repeat -> repeat.once(write.result()));
                    Outcome outcome = journal.commit(new Change(write.spans(), write.guards(), write.effects(), once));
                    switch (outcome) {
                        case Outcome.Accepted(List<Receipt> receipts) -> {
                            return new Reply.Done<>(write.result(), receipts);
                        }
                        case Outcome.Replayed(List<Receipt> receipts, Optional<Once.Answer> answer) -> {
                            return answer.<Reply<R>>map(first -> new Reply.Repeated<>(first, receipts))
                                    .orElseGet(() -> new Reply.Done<>(write.result(), receipts));
                        }
                        case Outcome.Refused(Refusal why) -> {
                            if (!Refusals.overtaken(why)) {
                                return Reply.refused(Refusals.problem(why));
                            }
                            if (tried == ATTEMPTS) {
                                return Reply.refused(
                                        Code.LEDGER_CONTENDED,
                                        "Others changed the same thing " + ATTEMPTS + " times meanwhile; try again.");
                            }
                            pause.pause(Duration.ofMillis(random.nextInt(JITTER_MILLIS * tried) + 1L));
                        }
                    }
                }
            }
        }
    }

    /** What became of the request, where it was done already. */
    private <R> Optional<Reply<R>> before(Repeatable<R> request) {
        return repeats.find(request.key())
                .map(found -> found.bodyHash().equals(request.bodyHash())
                        ? new Reply.Repeated<>(found.answer(), found.receipts())
                        : Reply.refused(Refusals.problem(new Refusal.OnceMismatch())));
    }
}
