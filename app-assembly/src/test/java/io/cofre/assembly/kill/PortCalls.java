package io.cofre.assembly.kill;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts the calls of ports, and ends the process at one of them, as a power cut would, or does what it is told. */
final class PortCalls {
    /** As a shell tells of a process that was ended by SIGKILL. */
    static final int KILLED = 137;

    private static final int NEVER = 0;

    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean counting;
    private volatile int at = NEVER;
    private volatile Edge edge = Edge.BEFORE;
    private volatile Runnable end = () -> Runtime.getRuntime().halt(KILLED);

    /** On which side of a call. */
    enum Edge {
        BEFORE,
        AFTER
    }

    /**
     * Counts from now on.
     *
     * @param call of which the process dies, from 1 up
     */
    void dieAt(int call, Edge side) {
        at = call;
        edge = side;
        counting = true;
    }

    /**
     * Counts from now on, and does something before a call instead of dying.
     *
     * @param call from 1 up
     */
    void before(int call, Runnable something) {
        end = something;
        dieAt(call, Edge.BEFORE);
    }

    int counted() {
        return calls.get();
    }

    /** The same port, with its calls counted. */
    <P> P counted(Class<P> port, P real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> call(real, method, arguments)));
    }

    private @Nullable Object call(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        if (!counting) {
            return invoke(real, method, arguments);
        }
        int number = calls.incrementAndGet();
        end(number, Edge.BEFORE);
        try {
            return invoke(real, method, arguments);
        } finally {
            end(number, Edge.AFTER);
        }
    }

    private static @Nullable Object invoke(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw cause == null ? e : cause;
        }
    }

    private void end(int number, Edge side) {
        if (number == at && side == edge) {
            end.run();
        }
    }
}
