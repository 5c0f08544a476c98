package io.cofre.assembly.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Principal;
import io.cofre.domain.app.Registration;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.domain.usecase.AppendSpans;
import io.cofre.domain.usecase.CheckTrust;
import io.cofre.domain.usecase.FirstStart;
import io.cofre.domain.usecase.RegisterApp;
import io.cofre.ports.app.AppId;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.Visibility;
import io.cofre.ports.token.Scope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What leaves several spans. */
final class LedgerDeeds {
    private LedgerDeeds() {}

    /** {@code POST /cli/app.register}. */
    static final class RegisterAnApp implements Deed {
        @Override
        public List<String> prepare(Wired wired, String run) {
            Callers.makeWallet(wired, run);
            return List.of(run);
        }

        @Override
        public void run(Wired wired, List<String> told, Consumer<String> acknowledge) {
            String run = told.getFirst();
            Principal owner = Callers.owner(run);
            Registration wish = new Registration(
                    new AppId("app-" + run),
                    List.of("remember"),
                    List.of(new Scope("memory.add"), new Scope("provider.invoke:echo/small")),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Visibility.TENANT);
            Callers.<RegisterApp.Registered>once(
                            wired,
                            owner,
                            "/cli/app.register",
                            run,
                            registered -> registered.app().id().value(),
                            once -> wired.cofre().desk().registerApp().register(owner, wish, once))
                    .receipts()
                    .forEach(receipt -> acknowledge.accept(name(receipt)));
        }

        /** All four spans and the app's row, or nothing. */
        @Override
        public List<String> standing(Wired wired, List<String> told) {
            String run = told.getFirst();
            List<String> spans =
                    spans(wired, run, "'app_registration', 'capability_grant', 'slo_spec', 'smoke_test.requested'");
            assertThat(spans.size()).isIn(0, effects());
            assertThat(wired.ports()
                            .rows()
                            .apps()
                            .find(Callers.ACME, new AppId("app-" + run))
                            .isPresent())
                    .isEqualTo(!spans.isEmpty());
            return spans;
        }

        @Override
        public int effects() {
            return 4;
        }
    }

    /** {@code POST /api/spans/batch}; it takes no idempotency key, the spans are their own. */
    static final class AppendBatch implements Deed {
        private static final int SPANS = 3;

        @Override
        public List<String> prepare(Wired wired, String run) {
            Callers.makeWallet(wired, run);
            List<String> told = new ArrayList<>(List.of(run));
            for (int i = 0; i < SPANS; i++) {
                told.add(Notes.signed(wired, run, "note " + i));
            }
            return told;
        }

        @Override
        public void run(Wired wired, List<String> told, Consumer<String> acknowledge) {
            List<byte[]> spans = told.stream()
                    .skip(1)
                    .map(span -> span.getBytes(StandardCharsets.UTF_8))
                    .toList();
            for (AppendSpans.Appended appended :
                    wired.cofre().ledger().append().append(Callers.owner(told.getFirst()), spans, Optional.empty())) {
                acknowledge.accept(
                        switch (appended) {
                            case AppendSpans.Appended.Fresh(Receipt receipt) -> name(receipt);
                            case AppendSpans.Appended.Standing(Receipt receipt) -> name(receipt);
                            case AppendSpans.Appended.Repeated(Receipt receipt) -> name(receipt);
                            case AppendSpans.Appended.Refused refused ->
                                throw new AssertionError("refused: " + refused.problem());
                        });
            }
        }

        @Override
        public List<String> standing(Wired wired, List<String> told) {
            return spans(wired, told.getFirst(), "'note'");
        }

        @Override
        public int effects() {
            return SPANS;
        }
    }

    /** The first start of all, on an installation of its own. */
    static final class StartFirst implements Deed {
        @Override
        public List<String> prepare(Wired wired, String run) {
            return List.of();
        }

        @Override
        public void run(Wired wired, List<String> told, Consumer<String> acknowledge) {
            switch (wired.cofre().upkeep().firstStart().start()) {
                case FirstStart.Started.First(var admin) ->
                    acknowledge.accept(admin.record().hash().value());
                case FirstStart.Started.Again() -> standing(wired, told).forEach(acknowledge);
                case FirstStart.Started.Lost lost -> throw new AssertionError("nothing had begun: " + lost);
            }
        }

        /** The administrator's key; with it one root, which is trusted, and without it nothing. */
        @Override
        public List<String> standing(Wired wired, List<String> told) {
            List<String> keys = wired.place()
                    .column(
                            "SELECT token_hash FROM cofre.auth_api_tokens WHERE wallet_id = ?",
                            SystemNames.PLATFORM_WALLET.value());
            List<String> roots = wired.place().column("SELECT key_id FROM ledger.keys WHERE role = 'root'");
            assertThat(roots).hasSameSizeAs(keys);
            assertThat(wired.ports().ledger().scan().last() > 0).isEqualTo(!keys.isEmpty());
            assertThat(wired.cofre().upkeep().checkTrust().check()).isEqualTo(new CheckTrust.Trust.Trusted());
            return keys;
        }

        @Override
        public int effects() {
            return 1;
        }
    }

    private static List<String> spans(Wired wired, String run, String types) {
        return wired.place()
                .column(
                        "SELECT id || '/' || seq || '@' || position FROM ledger.universal_registry WHERE owner_id = ?"
                                + " AND entity_type IN (" + types + ") ORDER BY position",
                        Callers.ownerOf(run));
    }

    private static String name(Receipt receipt) {
        return receipt.version().id() + "/" + receipt.version().seq() + "@" + receipt.position();
    }
}
