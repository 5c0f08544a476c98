package io.cofre.domain.usecase;

import io.cofre.domain.World;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.span.SpanVerifier;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Outcome;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.memory.InMemoryMemo;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Writes what only the system's root key R writes, as a later release would ship it. */
final class Shipping {
    private final World world;

    Shipping(World world) {
        this.world = world;
    }

    void ship(JsonObject span) {
        Ed25519 engine = Ed25519.fastest();
        Notary notary = new Notary(
                world.vault,
                new SpanVerifier(engine),
                new VerifyingKeys(engine, new InMemoryMemo<>(10)),
                world.clock,
                new Random(Seeds.next()));
        Signer root = new ServiceKeys(world.in.wallets()).root();
        Outcome outcome = world.in
                .journal()
                .commit(new Change(
                        notary.signUnasked(List.of(new Notary.Draft(span, root))),
                        List.of(),
                        List.of(),
                        Optional.empty()));
        if (!(outcome instanceof Outcome.Accepted)) {
            throw new AssertionError("not shipped: " + outcome);
        }
    }
}
