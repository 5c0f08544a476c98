package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.SecretEffect;
import io.cofre.ports.vault.Leftovers;
import io.cofre.ports.vault.SecretRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The outbox of secrets to destroy. */
public interface LeftoversContract extends StoreContract {
    private static List<SecretRef> drop(Stage stage, int count) {
        List<SecretRef> refs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SecretRef ref = stage.facts.secretRef();
            stage.write(stage.causing(cause -> List.of(new SecretEffect.Dropped(ref, cause))));
            refs.add(ref);
        }
        return refs;
    }

    @Test
    @Kills("begins with leftovers")
    default void dropped_nothingDropped_isEmpty() {
        try (Stage stage = Stage.open(this)) {
            Leftovers leftovers = stage.bench.leftovers();
            assertThat(leftovers.dropped(10)).isEmpty();
            leftovers.done(List.of(stage.facts.secretRef()));
            leftovers.done(List.of());
            assertThat(leftovers.dropped(10)).isEmpty();
        }
    }

    @Test
    @Kills("hands leftovers out once")
    default void dropped_notDone_isHandedOutAgainOldestFirst() {
        try (Stage stage = Stage.open(this)) {
            List<SecretRef> refs = drop(stage, 5);
            assertThat(stage.bench.leftovers().dropped(3)).isEqualTo(refs.subList(0, 3));
            assertThat(stage.bench.leftovers().dropped(3)).isEqualTo(refs.subList(0, 3));
            assertThat(stage.bench.leftovers().dropped(10)).isEqualTo(refs);
        }
    }

    @Test
    @Kills("keeps leftovers that are done")
    default void done_someRefs_leavesTheOthers() {
        try (Stage stage = Stage.open(this)) {
            List<SecretRef> refs = drop(stage, 4);
            stage.bench.leftovers().done(List.of(refs.get(1), stage.facts.secretRef(), refs.get(2)));
            stage.bench.leftovers().done(List.of(refs.get(1)));
            assertThat(stage.bench.leftovers().dropped(10)).containsExactly(refs.get(0), refs.get(3));
        }
    }
}
