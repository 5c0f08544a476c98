package io.cofre.local.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.node.Memo;
import io.cofre.testkit.contract.MemoContract;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CaffeineMemoTest implements MemoContract {
    @Override
    public Memo<String, String> memo() {
        return new CaffeineMemo<>(16);
    }

    @Test
    void keep_moreThanItsNumber_forgetsTheRest() {
        Memo<String, String> memo = memo();
        IntStream.range(0, 1_000).forEach(i -> memo.keep("key-" + i, "value"));

        assertThat(IntStream.range(0, 1_000)
                        .filter(i -> memo.find("key-" + i).isPresent())
                        .count())
                .isLessThanOrEqualTo(16);
    }
}
