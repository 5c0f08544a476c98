package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.node.Invalidation;
import io.cofre.testkit.fixtures.Nasty;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Notices between the nodes of one system. */
public interface SharedInvalidationContract {
    /** Two nodes of one system; a notice of either is for both. They may be one object where there is one process. */
    List<Invalidation> twoNodes();

    @Test
    @Kills("tells its own node alone")
    default void publish_onOneNode_isHeardOnTheOther() {
        List<Invalidation> nodes = twoNodes();
        assertThat(nodes).hasSize(2);
        for (Invalidation sender : nodes) {
            Queue<Invalidation.Notice> here = new ConcurrentLinkedQueue<>();
            Queue<Invalidation.Notice> there = new ConcurrentLinkedQueue<>();
            try (Invalidation.Registration first = nodes.getFirst().listen(here::add);
                    Invalidation.Registration second = nodes.getLast().listen(there::add)) {
                assertThat(List.of(first, second)).hasSize(2);
                for (Invalidation.About about : Invalidation.About.values()) {
                    for (String key : List.of("", "key", Nasty.SQL, Nasty.EMOJI, "a|b\nc")) {
                        Invalidation.Notice notice = new Invalidation.Notice(about, key);
                        sender.publish(notice);
                        Await.until(() -> here.contains(notice) && there.contains(notice));
                    }
                }
            }
        }
    }
}
