package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.node.Memo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a node remembers. It may forget, so a found value is judged only where there is one. */
public interface MemoContract {
    /** Empty; keeps at least 16 of a few values. */
    Memo<String, String> memo();

    @Test
    @Kills("makes values up")
    default void find_neverKept_isEmpty() {
        Memo<String, String> memo = memo();
        memo.keep("one", "1");
        assertThat(memo.find("two")).isEmpty();
        assertThat(memo.find("One")).isEmpty();
    }

    @Test
    @Kills("remembers nothing")
    default void find_fewKept_areFoundByEqualKeys() {
        Memo<String, String> memo = memo();
        for (int i = 0; i < 16; i++) {
            memo.keep("key-" + i, "value-" + i);
        }
        for (int i = 0; i < 16; i++) {
            assertThat(memo.find(String.join("-", "key", Integer.toString(i)))).contains("value-" + i);
        }
    }

    @Test
    @Kills("keeps the first value")
    default void keep_again_takesTheFirstOnesPlace() {
        Memo<String, String> memo = memo();
        memo.keep("key", "first");
        memo.keep("key", "second");
        assertThat(memo.find("key")).contains("second");
    }

    @Test
    @Kills("drops nothing")
    default void drop_kept_isForgottenAlone() {
        Memo<String, String> memo = memo();
        memo.keep("one", "1");
        memo.keep("two", "2");
        memo.drop("one");
        memo.drop("one");
        memo.drop("never kept");
        assertThat(memo.find("one")).isEmpty();
        assertThat(memo.find("two")).contains("2");
    }

    @Test
    @Kills("mixes up keys under load")
    default void find_whileManyAreKept_hasTheKeysOwnValueOrNone() {
        Memo<String, String> memo = memo();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            keys.add("key-" + i);
        }
        List<Optional<String>> found = Together.run(keys, key -> {
            memo.keep(key, "value of " + key);
            return memo.find(key);
        });
        for (int i = 0; i < keys.size(); i++) {
            assertThat(found.get(i).orElse("value of " + keys.get(i))).isEqualTo("value of " + keys.get(i));
        }
    }
}
