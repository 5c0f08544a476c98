package io.cofre.testkit.fault;

import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.LostChange;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides which calls of the ports that it decorates fail, and how. Thread-safe. */
public final class Faults {
    private final List<Cue> waiting = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private boolean down;

    /** The next call that the cue is for fails as it says, once; cues wait in the order given. */
    public synchronized Faults next(Cue cue) {
        waiting.add(cue);
        return this;
    }

    /** The next call of the method waits until it is let go. */
    public synchronized Hold hold(String method) {
        Hold hold = new Hold(method);
        holds.add(hold);
        return hold;
    }

    /** From now on every call fails, and none happens. */
    public synchronized void down() {
        down = true;
    }

    /** From now on calls happen again. */
    public synchronized void up() {
        down = false;
    }

    /** How many cues have not come true yet. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /**
     * A port that does what the given one does, but for what is on cue. All of its methods are decorated, the default
     * ones too.
     *
     * @param type the port's interface
     */
    public <P> P decorate(Class<P> type, P port) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? call(port, method, arguments)
                        : perform(port, method, arguments)));
    }

    private @Nullable Object perform(Object port, Method method, Object @Nullable [] arguments) throws Throwable {
        holdFor(method.getName()).ifPresent(Hold::pass);
        Optional<Cue> cue = cueFor(method.getName());
        if (cue.isPresent() && cue.get().when() == Cue.When.BEFORE) {
            throw failure(cue.get(), arguments);
        }
        Object answer = call(port, method, arguments);
        if (cue.isPresent()) {
            throw failure(cue.get(), arguments);
        }
        return answer;
    }

    /** A lost commit names the changes that it was called with, as every journal's does. */
    private static PortFailure failure(Cue cue, Object @Nullable [] arguments) {
        PortFailure failure = cue.failure().get();
        if (!(failure instanceof PortFailure.OutcomeUnknown)) {
            return failure;
        }
        List<LostChange> lost = Stream.ofNullable(arguments)
                .flatMap(Arrays::stream)
                .flatMap(argument -> argument instanceof List<?> list ? list.stream() : Stream.of(argument))
                .filter(Change.class::isInstance)
                .map(change -> LostChange.of((Change) change))
                .toList();
        return lost.isEmpty()
                ? failure
                : new PortFailure.OutcomeUnknown(lost, String.valueOf(failure.getMessage()), failure);
    }

    private synchronized Optional<Hold> holdFor(String method) {
        Optional<Hold> found =
                holds.stream().filter(hold -> hold.method().equals(method)).findFirst();
        found.ifPresent(holds::remove);
        return found;
    }

    private synchronized Optional<Cue> cueFor(String method) {
        if (down) {
            return Optional.of(Cue.unavailable());
        }
        for (Cue cue : waiting) {
            if (cue.method().isEmpty() || cue.method().get().equals(method)) {
                waiting.remove(cue);
                return Optional.of(cue);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Object call(Object port, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(port, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? new PortFailure.Rejected("no cause", thrown) : thrown.getCause();
        }
    }
}
