package io.cofre.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.PortFailure;
import io.cofre.ports.nonce.Nonces;
import io.cofre.testkit.fault.Cue;
import io.cofre.testkit.fault.Faults;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.ReflectionSupport;

/** Every method of every port fails on cue. */
class FaultsTest {
    private final Facts facts = new Facts(Seeds.next(), SettableClock.atStart());

    /** Every interface of the ports that somebody implements. */
    static List<Class<?>> ports() {
        return ReflectionSupport.findAllClassesInPackage(
                "io.cofre.ports", type -> type.isInterface() && !type.isSealed() && !type.isAnnotation(), name -> true);
    }

    static List<Method> methods() {
        return ports().stream()
                .flatMap(port -> Arrays.stream(port.getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .toList();
    }

    @Test
    void ports_scanned_areAllThere() {
        assertThat(ports()).hasSizeGreaterThan(20).contains(Nonces.class);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void decorate_cueBefore_failsAndTheCallDoesNotHappen(Method method) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Faults faults = new Faults().next(Cue.unavailable().on(method.getName()));
        assertThat(thrownBy(method, faults, calls)).isInstanceOf(PortFailure.Unavailable.class);
        assertThat(calls).hasValue(0);
        assertThat(faults.waiting()).isZero();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void decorate_cueAfter_failsAndTheCallHappened(Method method) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Faults faults = new Faults().next(Cue.lostAfter());
        assertThat(thrownBy(method, faults, calls)).isInstanceOf(PortFailure.OutcomeUnknown.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void decorate_noCue_passesCallsAndAnswersOn() {
        Faults faults = new Faults();
        Nonces nonces = faults.decorate(Nonces.class, new InMemoryNonces());
        var key = facts.key().keyId();
        assertThat(nonces.take(key, "n", facts.now())).isEqualTo(Nonces.Taking.TAKEN);
        assertThat(nonces.take(key, "n", facts.now())).isEqualTo(Nonces.Taking.USED_BEFORE);
        assertThatThrownBy(() -> nonces.take(key, "", facts.now())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void decorate_severalCues_comeTrueOnceEachInOrderByMethod() {
        Faults faults = new Faults()
                .next(Cue.corrupt().on("sweep"))
                .next(Cue.rejected())
                .next(Cue.lostBefore());
        Nonces nonces = faults.decorate(Nonces.class, new InMemoryNonces());
        var key = facts.key().keyId();
        assertThatThrownBy(() -> nonces.take(key, "n", facts.now())).isInstanceOf(PortFailure.Rejected.class);
        assertThatThrownBy(() -> nonces.sweep(facts.now())).isInstanceOf(PortFailure.Corrupt.class);
        assertThatThrownBy(() -> nonces.sweep(facts.now())).isInstanceOf(PortFailure.OutcomeUnknown.class);
        assertThat(nonces.sweep(facts.now())).isZero();
        assertThat(nonces.take(key, "n", facts.now())).isEqualTo(Nonces.Taking.TAKEN);
    }

    @Test
    void down_untilUp_failsEveryCall() {
        Faults faults = new Faults();
        Nonces nonces = faults.decorate(Nonces.class, new InMemoryNonces());
        faults.down();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> nonces.sweep(facts.now())).isInstanceOf(PortFailure.Unavailable.class);
        }
        faults.up();
        assertThat(nonces.sweep(facts.now())).isZero();
    }

    private static Throwable thrownBy(Method method, Faults faults, AtomicInteger calls) throws Exception {
        Object decorated = decorated(method.getDeclaringClass(), faults, calls);
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(FaultsTest::anything)
                .toArray();
        try {
            method.invoke(decorated, arguments);
        } catch (InvocationTargetException thrown) {
            return thrown.getTargetException();
        }
        throw new AssertionError("did not fail: " + method);
    }

    private static <P> P decorated(Class<P> type, Faults faults, AtomicInteger calls) {
        P counting = type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    calls.incrementAndGet();
                    return anything(method.getReturnType());
                }));
        return faults.decorate(type, counting);
    }

    private static @Nullable Object anything(Class<?> type) {
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        return type == boolean.class ? Boolean.TRUE : null;
    }
}
