package io.cofre.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.node.Invalidation.About;
import io.cofre.ports.node.Invalidation.Notice;
import io.cofre.ports.node.Invalidation.Registration;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisInvalidationTest {
    private static final Notice TOKEN = new Notice(About.TOKEN, "argon2id$v1$a|b");
    private static final Notice ALL = new Notice(About.ALL, "");
    private static final Duration SOON = Duration.ofSeconds(1);

    private final RealRedis redis = new RealRedis();
    private final RedisLink here = RedisLink.open(redis.url());
    private final RedisLink there = RedisLink.open(redis.url());
    private final RedisInvalidation mine = new RedisInvalidation(here);
    private final RedisInvalidation theirs = new RedisInvalidation(there);
    private final List<Notice> seenHere = new CopyOnWriteArrayList<>();
    private final List<Notice> seenThere = new CopyOnWriteArrayList<>();

    RedisInvalidationTest() {
        mine.listen(seenHere::add);
        theirs.listen(seenThere::add);
    }

    @AfterEach
    void stop() {
        mine.close();
        theirs.close();
        here.close();
        there.close();
        redis.close();
    }

    @Test
    void publish_any_isSeenHereAtOnceAndThereWithinASecondOnceEach() {
        mine.publish(TOKEN);
        assertThat(seenHere).containsExactly(TOKEN);
        Notice last = new Notice(About.WALLET, "wlt_1");
        theirs.publish(last);
        assertThat(Awaiting.until(SOON, () -> seenThere.contains(TOKEN) && seenHere.contains(last)))
                .isTrue();
        assertThat(seenHere).containsExactly(TOKEN, last);
        assertThat(seenThere).containsExactlyInAnyOrder(TOKEN, last);
        assertThat(mine.lost()).isZero();
    }

    @Test
    void close_listening_endsIt() {
        List<Notice> ended = new CopyOnWriteArrayList<>();
        Registration registration = mine.listen(ended::add);
        registration.close();
        registration.close();
        theirs.publish(TOKEN);
        assertThat(Awaiting.until(SOON, () -> seenHere.contains(TOKEN))).isTrue();
        assertThat(ended).isEmpty();
    }

    @Test
    void publish_listenerFails_reachesTheOthers() {
        RedisInvalidation third = new RedisInvalidation(here);
        List<Notice> after = new CopyOnWriteArrayList<>();
        third.listen(notice -> {
            throw new IllegalStateException("broken");
        });
        third.listen(after::add);
        third.publish(TOKEN);
        assertThat(after).containsExactly(TOKEN);
        assertThat(third.lost()).isEqualTo(1);
        third.close();
    }

    @Test
    void message_notUnderstood_forgetsEverything() {
        here.connection().sync().publish("cofre:invalidation", "a-newer-node|DEVICE|dev_1");
        assertThat(Awaiting.until(SOON, () -> seenHere.contains(ALL) && seenThere.contains(ALL)))
                .isTrue();
    }

    @Test
    void publish_redisStoppedThenStarted_losesCountedThenForgetsEverything() {
        redis.stop();
        Awaiting.until(SOON, () -> !here.connection().isOpen());
        mine.publish(TOKEN);
        assertThat(seenHere).containsExactly(TOKEN);
        assertThat(Awaiting.until(Duration.ofSeconds(3), () -> mine.lost() == 1))
                .isTrue();

        redis.startAgain();
        assertThat(Awaiting.until(Duration.ofSeconds(20), () -> seenHere.contains(ALL) && seenThere.contains(ALL)))
                .isTrue();
        Notice later = new Notice(About.KEY, "k");
        assertThat(Awaiting.until(Duration.ofSeconds(10), () -> {
                    mine.publish(later);
                    return seenThere.contains(later);
                }))
                .isTrue();
    }
}
