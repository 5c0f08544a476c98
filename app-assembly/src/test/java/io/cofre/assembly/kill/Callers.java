package io.cofre.assembly.kill;

import io.cofre.domain.Principal;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.domain.span.SpanHash;
import io.cofre.domain.usecase.CreateWallet;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.WalletItem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Who calls, and what they make of an answer. Each run has a wallet and an owner of its own, named after it. */
final class Callers {
    static final TenantId ACME = new TenantId("acme");

    private static final TokenHash PROOF = new TokenHash("argon2id$v1$" + "A".repeat(43));

    private Callers() {}

    static Principal admin() {
        return principal(
                SystemNames.PLATFORM_WALLET,
                SystemNames.SYSTEM,
                new OwnerId("platform"),
                List.of(new Scope("platform.admin")));
    }

    static Principal owner(String run) {
        return principal(
                wallet(run),
                ACME,
                new OwnerId(ownerOf(run)),
                List.of(
                        new Scope("memory.*"),
                        new Scope("span.append"),
                        new Scope("span.read"),
                        new Scope("app.register")));
    }

    static WalletId wallet(String run) {
        return new WalletId("wlt_acme_" + run);
    }

    static String ownerOf(String run) {
        return run + "@acme";
    }

    static void makeWallet(Wired wired, String run) {
        done(wired.cofre()
                .administration()
                .createWallet()
                .create(
                        admin(),
                        new CreateWallet.Request(wallet(run), ACME, new OwnerId(ownerOf(run)), Optional.empty()),
                        Optional.empty()));
    }

    static WalletItem mainKey(Wired wired, String run) {
        return wired.ports()
                .rows()
                .wallets()
                .find(wallet(run))
                .flatMap(found -> Optional.ofNullable(found.items().get(SystemNames.MAIN_KID)))
                .orElseThrow();
    }

    /**
     * What a caller is told.
     *
     * @param name of what was done, now or before
     */
    record Told(String name, List<Receipt> receipts) {}

    /**
     * Sends the same request whenever the same run does, as the HTTP surface hands it on: what was answered before is
     * looked up first.
     *
     * @param name what a result is called
     */
    static <R> Told once(
            Wired wired,
            Principal caller,
            String path,
            String run,
            Function<R, String> name,
            Function<Optional<Repeatable<R>>, Reply<R>> useCase) {
        Once.Key key = new Once.Key(caller.tenant(), caller.wallet(), "POST", path, "once-" + run);
        Optional<Repeats.Repeat> before = wired.repeats().find(key);
        if (before.isPresent()) {
            return new Told(named(before.get().answer()), before.get().receipts());
        }
        Repeatable<R> request = new Repeatable<>(
                key,
                SpanHash.of(run.getBytes(StandardCharsets.UTF_8)),
                result -> new Once.Answer.Body('"' + name.apply(result) + '"'));
        return switch (useCase.apply(Optional.of(request))) {
            case Reply.Done<R>(R value, List<Receipt> receipts) -> new Told(name.apply(value), receipts);
            case Reply.Repeated<R>(Once.Answer answer, List<Receipt> receipts) -> new Told(named(answer), receipts);
            case Reply.Refused<R> refused -> throw new AssertionError("refused: " + refused.problem());
        };
    }

    private static String named(Once.Answer answer) {
        return answer.json().replace("\"", "");
    }

    static <R> R done(Reply<R> reply) {
        return switch (reply) {
            case Reply.Done<R> done -> done.value();
            case Reply.Repeated<R> before -> throw new AssertionError("done before: " + before);
            case Reply.Refused<R> refused -> throw new AssertionError("refused: " + refused.problem());
        };
    }

    private static Principal principal(WalletId wallet, TenantId tenant, OwnerId owner, List<Scope> scopes) {
        return new Principal(
                wallet,
                tenant,
                owner,
                scopes,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Principal.Proof.ApiKey(PROOF),
                Instant.parse("2100-01-01T00:00:00Z"),
                "0".repeat(31) + "1");
    }
}
