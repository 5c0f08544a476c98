package io.cofre.testkit.memory;

import static io.cofre.testkit.memory.AloneMutants.breaking;

import io.cofre.ports.provider.Provider;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderSink;
import io.cofre.ports.vault.SecretBytes;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Providers that do not keep their word. */
final class ProviderMutants {
    private ProviderMutants() {}

    /** A caller that hears something else. */
    private record Deaf(ProviderSink good, UnaryOperator<String> heard, boolean stays) implements ProviderSink {
        @Override
        public void text(String piece) {
            good.text(heard.apply(piece));
        }

        @Override
        public void onAbandoned(Runnable abort) {
            good.onAbandoned(abort);
        }

        @Override
        public boolean abandoned() {
            return !stays && good.abandoned();
        }
    }

    static void all(Map<String, UnaryOperator<Object>> all) {
        all.put("has no name", breaking(Provider.class, "name", call -> ""));
        all.put(
                "answers other than it streams",
                breaking(
                        Provider.class,
                        "invoke",
                        call -> call.with(
                                        2,
                                        new Deaf(
                                                call.argument(2, ProviderSink.class),
                                                piece -> piece.toUpperCase(Locale.ROOT),
                                                false))
                                .answer()));
        all.put("closes the caller's key", breaking(Provider.class, "invoke", call -> {
            call.argument(1, SecretBytes.class).close();
            return call.answer();
        }));
        all.put("counts no tokens", breaking(Provider.class, "invoke", call -> {
            ProviderOutcome outcome = call.answer();
            return outcome instanceof ProviderOutcome.Completed completed
                    ? new ProviderOutcome.Completed(completed.text(), Optional.empty(), completed.requestId())
                    : outcome;
        }));
        all.put(
                "talks on to nobody",
                breaking(
                        Provider.class,
                        "invoke",
                        call -> call.with(2, new Deaf(call.argument(2, ProviderSink.class), piece -> piece, true))
                                .answer()));
    }
}
