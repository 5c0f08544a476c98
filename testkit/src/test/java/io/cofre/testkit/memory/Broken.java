package io.cofre.testkit.memory;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a broken port out of a good one: one of its methods does something else. */
final class Broken {
    private Broken() {}

    /** One call of the method that is broken. */
    record Call(Object good, Method method, List<Object> arguments) {
        Call {
            arguments = List.copyOf(arguments);
        }

        <T> T argument(int index, Class<T> type) {
            return type.cast(arguments.get(index));
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the mutant's author knows the port
        <T> T given(int index) {
            return (T) arguments.get(index);
        }

        /** What the good port answers. */
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // void methods answer null
        <T> T answer() {
            try {
                return (T) method.invoke(good, arguments.toArray());
            } catch (InvocationTargetException thrown) {
                if (thrown.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(thrown);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The same call with another argument. */
        Call with(int index, Object other) {
            List<Object> changed = new ArrayList<>(arguments);
            changed.set(index, other);
            return new Call(good, method, changed);
        }
    }

    static <P> P port(Class<P> type, P good, String name, Function<Call, @Nullable Object> body) {
        return type.cast(Proxy.newProxyInstance(
                Broken.class.getClassLoader(), new Class<?>[] {type}, (p, method, given) -> {
                    Call call = new Call(good, method, given == null ? List.of() : List.of(given));
                    return method.getName().equals(name) ? body.apply(call) : call.answer();
                }));
    }
}
