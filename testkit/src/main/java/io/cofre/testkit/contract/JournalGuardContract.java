package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Guard;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.VerifiedSpan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold for a change, judged where it is written. */
public interface JournalGuardContract extends StoreContract {
    private static Change guarded(VerifiedSpan span, Guard... guards) {
        return new Change(List.of(span), List.of(guards), List.of(), Optional.empty());
    }

    @Test
    @Kills("finds nothing in its state")
    default void commit_thingInAnAllowedState_isAccepted() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan thing = stage.draft().status("suspended").build();
            stage.write(thing);
            stage.write(guarded(
                    stage.draft().build(), new Guard.InState(thing.header().id(), Set.of("active", "suspended"))));
        }
    }

    @Test
    @Kills("passes guards over")
    default void commit_thingInAnotherState_isRefusedSayingWhich() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan thing = stage.draft().status("closed").build();
            stage.write(thing);
            SpanId id = thing.header().id();
            VerifiedSpan span = stage.draft().build();
            assertThat(stage.commit(guarded(span, new Guard.InState(id, Set.of("active")))))
                    .isEqualTo(Stage.refused(new Refusal.NotInState(id, Optional.of("closed"))));
            stage.assertAbsent(span);
        }
    }

    @Test
    @Kills("holds guards on unknown things for kept")
    default void commit_unknownOrStatelessThing_isRefused() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan thing = stage.draft().noStatus().build();
            stage.write(thing);
            for (SpanId id : List.of(stage.facts.spanId(), thing.header().id())) {
                assertThat(stage.commit(guarded(stage.draft().build(), new Guard.InState(id, Set.of("active")))))
                        .isEqualTo(Stage.refused(new Refusal.NotInState(id, Optional.empty())));
            }
        }
    }

    @Test
    @Kills("finds deleted things in their state")
    default void commit_deletedThing_isRefused() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan thing = stage.draft().build();
            stage.write(thing);
            stage.write(stage.draft().after(thing).deleted().build());
            SpanId id = thing.header().id();
            assertThat(stage.commit(guarded(stage.draft().build(), new Guard.InState(id, Set.of("active")))))
                    .isEqualTo(Stage.refused(new Refusal.NotInState(id, Optional.of("active"))));
        }
    }

    @Test
    @Kills("finds every thing changed")
    default void commit_unchangedThing_isAccepted() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan thing = stage.draft().build();
            stage.write(thing);
            stage.write(stage.draft().after(thing).build());
            stage.write(guarded(
                    stage.draft().build(), new Guard.Unchanged(thing.header().id(), 1)));
        }
    }

    @Test
    @Kills("passes Unchanged over")
    default void commit_changedThing_isRefusedSayingTheNewest() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan thing = stage.draft().build();
            stage.write(thing);
            stage.write(stage.draft().after(thing).build());
            SpanId id = thing.header().id();
            SpanId unknown = stage.facts.spanId();
            VerifiedSpan span = stage.draft().build();
            assertThat(stage.commit(guarded(span, new Guard.Unchanged(id, 0))))
                    .isEqualTo(Stage.refused(new Refusal.Overtaken(id, Optional.of(1L))));
            assertThat(stage.commit(guarded(span, new Guard.Unchanged(id, 2))))
                    .isEqualTo(Stage.refused(new Refusal.Overtaken(id, Optional.of(1L))));
            assertThat(stage.commit(guarded(span, new Guard.Unchanged(unknown, 0))))
                    .isEqualTo(Stage.refused(new Refusal.Overtaken(unknown, Optional.empty())));
            stage.assertAbsent(span);
        }
    }

    @Test
    @Kills("judges guards before the list")
    default void commit_thingChangedEarlierInTheList_isRefused() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan thing = stage.draft().build();
            stage.write(thing);
            SpanId id = thing.header().id();
            VerifiedSpan closing = stage.draft().after(thing).status("closed").build();
            List<Outcome> outcomes = stage.commit(List.of(
                    guarded(closing, new Guard.Unchanged(id, 0)),
                    guarded(stage.draft().build(), new Guard.Unchanged(id, 0)),
                    guarded(stage.draft().build(), new Guard.InState(id, Set.of("active")))));
            Stage.accepted(outcomes.getFirst());
            assertThat(outcomes.get(1)).isEqualTo(Stage.refused(new Refusal.Overtaken(id, Optional.of(1L))));
            assertThat(outcomes.get(2)).isEqualTo(Stage.refused(new Refusal.NotInState(id, Optional.of("closed"))));
        }
    }

    @Test
    @Kills("judges guards after the change's own spans")
    default void commit_guardOnAThingOfTheChangeItself_isJudgedBeforeIt() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan thing = stage.draft().build();
            SpanId id = thing.header().id();
            assertThat(stage.commit(guarded(thing, new Guard.Unchanged(id, 0))))
                    .isEqualTo(Stage.refused(new Refusal.Overtaken(id, Optional.empty())));
            stage.write(thing);
            stage.write(guarded(stage.draft().after(thing).build(), new Guard.Unchanged(id, 0)));
        }
    }

    @Test
    @Kills("judges only the first guard")
    default void commit_secondGuardFails_isRefused() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan thing = stage.draft().build();
            stage.write(thing);
            SpanId id = thing.header().id();
            assertThat(stage.commit(guarded(
                            stage.draft().build(),
                            new Guard.Unchanged(id, 0),
                            new Guard.InState(id, Set.of("closed")))))
                    .isEqualTo(Stage.refused(new Refusal.NotInState(id, Optional.of("active"))));
        }
    }

    @Test
    @Kills("judges guards before replays")
    default void commit_sameChangeAfterItsGuardBroke_isReplayed() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan thing = stage.draft().build();
            stage.write(thing);
            Change change = guarded(
                    stage.draft().after(thing).build(),
                    new Guard.Unchanged(thing.header().id(), 0));
            var receipts = stage.write(change);
            assertThat(stage.commit(change)).isEqualTo(new Outcome.Replayed(receipts, Optional.empty()));
        }
    }

    @Test
    @Kills("finds no store pristine")
    default void commit_pristineStore_isAcceptedOnce() {
        try (Stage stage = Stage.empty(this)) {
            Change introduction = stage.facts.introduction(stage.key);
            Change first = new Change(
                    introduction.spans(), List.of(new Guard.Pristine()), introduction.effects(), Optional.empty());
            stage.write(first);
            assertThat(stage.ledger()).hasSize(1);
        }
    }

    @Test
    @Kills("finds every store pristine")
    default void commit_storeInUse_isNotPristine() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan span = stage.draft().build();
            assertThat(stage.commit(guarded(span, new Guard.Pristine())))
                    .isEqualTo(Stage.refused(new Refusal.NotPristine()));
            stage.assertAbsent(span);
        }
    }
}
