package io.cofre.domain.usecase;

import static io.cofre.domain.World.ANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.Cofre;
import io.cofre.domain.Ports;
import io.cofre.domain.World;
import io.cofre.domain.token.ApiToken;
import io.cofre.ports.PortFailure;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import io.cofre.testkit.fault.Cue;
import io.cofre.testkit.fault.Faults;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When the use of a key is written down. */
class LastUseTest {
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final World world = new World().acme();
    private final ApiToken token = world.key(ANA, "memory.*");
    private final TokenRecord neverUsed = world.in
            .tokens()
            .ofWallet(ANA, Optional.empty(), Optional.empty(), 1)
            .getFirst();
    private final List<Instant> written = new ArrayList<>();

    /** Notes what is written. */
    private Tokens noted(Tokens real) {
        return (Tokens) Proxy.newProxyInstance(
                Tokens.class.getClassLoader(), new Class<?>[] {Tokens.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("used")) {
                        ((Map<?, ?>) arguments[0]).values().forEach(at -> written.add((Instant) at));
                    }
                    return method.invoke(real, arguments);
                });
    }

    private static void assertApart(List<Instant> times) {
        for (int i = 1; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - 1), times.get(i))).isGreaterThanOrEqualTo(EVERY);
        }
    }

    @Test
    void used_allTheTimeWithRecordsThatShowNothingOfIt_isWrittenOnceAMinute() {
        LastUse lastUse = new LastUse(noted(world.in.tokens()));
        for (int second = 0; second < 600; second++) {
            lastUse.used(neverUsed, world.clock.instant());
            if (second % 5 == 4) {
                lastUse.write();
            }
            world.clock.advance(Duration.ofSeconds(1));
        }
        assertApart(written);
        assertThat(written).hasSizeBetween(9, 10);
    }

    @Test
    void used_onANodeInSteadyUse_isWrittenThroughTheNearRecordsOnceAMinute() {
        Ports ports = world.ports;
        Tokens near = noted(ports.near().tokens());
        Cofre node = Cofre.over(new Ports(
                ports.ledger(),
                ports.rows(),
                new Ports.Near(near, ports.near().wallets(), ports.near().tenants()),
                ports.vault(),
                ports.node(),
                ports.providers(),
                ports.world()));
        for (int second = 0; second < 300; second++) {
            World.decide(node, "ApiKey " + token.reveal());
            if (second % 5 == 4) {
                node.upkeep().lastUse().write();
            }
            world.clock.advance(Duration.ofSeconds(1));
        }
        assertApart(written);
        assertThat(written).hasSizeBetween(4, 5);
        assertThat(world.in.tokens().find(neverUsed.hash()).orElseThrow().lastUsedAt())
                .contains(written.getLast());
    }

    @Test
    void used_onTwoNodes_standsNoOftenerThanOnceAMinute() {
        LastUse one = new LastUse(world.in.tokens());
        LastUse other = new LastUse(world.in.tokens());
        List<Instant> stood = new ArrayList<>();
        for (int second = 0; second < 300; second++) {
            one.used(neverUsed, world.clock.instant());
            other.used(neverUsed, world.clock.instant());
            if (second % 5 == 0) {
                one.write();
            } else if (second % 5 == 3) {
                other.write();
            }
            Instant stands = world.in
                    .tokens()
                    .find(neverUsed.hash())
                    .flatMap(TokenRecord::lastUsedAt)
                    .orElseThrow();
            if (stood.isEmpty() || !stood.getLast().equals(stands)) {
                stood.add(stands);
            }
            world.clock.advance(Duration.ofSeconds(1));
        }
        assertApart(stood);
        assertThat(stood).hasSizeBetween(4, 5);
    }

    @Test
    void used_theFirstTime_isWrittenAtOnceAndTriedAgainWhereThatFailed() {
        Faults faults = new Faults().next(Cue.unavailable().on("used"));
        LastUse lastUse = new LastUse(faults.decorate(Tokens.class, noted(world.in.tokens())));
        assertThatThrownBy(() -> lastUse.used(neverUsed, world.clock.instant()))
                .isInstanceOf(PortFailure.Unavailable.class);
        assertThat(written).isEmpty();
        lastUse.used(neverUsed, world.clock.instant());
        assertThat(written).containsExactly(world.clock.instant());
    }

    @Test
    void write_whereItFails_keepsWhatIsPending() {
        TokenHash hash = neverUsed.hash();
        world.in.tokens().used(Map.of(hash, world.clock.instant()), EVERY);
        TokenRecord used = world.in.tokens().find(hash).orElseThrow();
        world.clock.advance(Duration.ofMinutes(2));
        Faults faults = new Faults();
        LastUse lastUse = new LastUse(faults.decorate(Tokens.class, noted(world.in.tokens())));
        lastUse.used(used, world.clock.instant());
        faults.next(Cue.unavailable().on("used"));
        assertThatThrownBy(lastUse::write).isInstanceOf(PortFailure.Unavailable.class);
        lastUse.write();
        assertThat(written).containsExactly(world.clock.instant());
    }
}
