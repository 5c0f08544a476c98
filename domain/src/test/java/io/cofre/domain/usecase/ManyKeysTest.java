package io.cofre.domain.usecase;

import static io.cofre.domain.World.ACME;
import static io.cofre.domain.World.ANA;
import static io.cofre.domain.World.code;
import static io.cofre.domain.World.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.World;
import io.cofre.domain.auth.KeyEntry;
import io.cofre.domain.auth.Naming;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.span.SpanHash;
import io.cofre.domain.span.SpanVerifier;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.wallet.Wallet;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.memory.InMemoryMemo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A wallet with more keys than one page and one change hold. */
class ManyKeysTest {
    private static final int KEYS = 1_203;

    private final World world = new World().acme();
    private static final Duration DAY = Duration.ofDays(1);

    private final Facts facts = new Facts(Seeds.next(), world.clock);
    private final List<TokenRecord> oldestFirst = plant(KEYS, DAY);

    /** Keys that no token belongs to, so that none has to be hashed. */
    private List<TokenRecord> plant(int many, Duration life) {
        Wallet wallet = world.in.wallets().find(ANA).orElseThrow();
        List<TokenRecord> planted = new ArrayList<>();
        List<Births.Birth> told = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            KeyEntry entry = KeyEntry.fresh(
                    facts.tokenHash(),
                    "%04d".formatted(i),
                    new KeyEntry.Terms(
                            List.of(new Scope("memory.*")),
                            life,
                            TokenRecord.Kind.LIVE,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()),
                    wallet,
                    "wallet:wlt_system_platform",
                    world.clock.instant());
            world.clock.advance(Duration.ofMillis(1));
            planted.add(entry.record());
            told.add(TokenMint.told(entry, new ServiceKeys(world.in.wallets()).service()));
        }
        Notary notary = new Notary(
                world.vault,
                new SpanVerifier(Ed25519.fastest()),
                new VerifyingKeys(Ed25519.fastest(), new InMemoryMemo<>(10)),
                world.clock,
                new Random(Seeds.next()));
        for (int from = 0; from < many; from += 1_000) {
            Births.Birth some = Births.Birth.of(told.subList(from, Math.min(many, from + 1_000)));
            assertThat(world.in
                            .journal()
                            .commit(new Change(
                                    notary.sign(world.admin, some.drafts()),
                                    List.of(),
                                    some.effects(),
                                    Optional.empty())))
                    .isInstanceOf(Outcome.Accepted.class);
        }
        return planted;
    }

    private Reply<RevokeKeys.Revoked> revoke(Naming.Name name, Optional<Repeatable<RevokeKeys.Revoked>> once) {
        return world.cofre.access().revokeKeys().revoke(world.admin, ANA, name, once);
    }

    private Reply<IssuedKey> rotate(Naming.Name name) {
        return world.cofre
                .access()
                .rotateKey()
                .rotate(
                        world.admin,
                        new RotateKey.Request(ANA, List.of(new Scope("memory.*")), 1, name, 0),
                        Optional.empty());
    }

    private List<TokenRecord> active() {
        return world.in.tokens().ofWallet(ANA, Optional.of(TokenRecord.Status.ACTIVE), Optional.empty(), 1_000);
    }

    @Test
    void revoke_ofTheOldestByItsHash_endsIt() {
        TokenHash oldest = oldestFirst.getFirst().hash();
        assertThat(value(revoke(new Naming.Name.Hash(oldest), Optional.empty())).hashes())
                .containsExactly(oldest);
        assertThat(code(revoke(new Naming.Name.Hash(oldest), Optional.empty()))).isEqualTo(Code.AUTH_KEY_UNKNOWN);
    }

    @Test
    void revoke_ofTheOldestByItsLastFour_endsIt() {
        assertThat(value(revoke(new Naming.Name.Last4("0000"), Optional.empty()))
                        .hashes())
                .containsExactly(oldestFirst.getFirst().hash());
    }

    @Test
    void revoke_ofAnotherWalletsKeyByItsHash_isUnknown() {
        TokenHash admins = world.in
                .tokens()
                .ofWallet(world.admin.wallet(), Optional.empty(), Optional.empty(), 1)
                .getFirst()
                .hash();
        assertThat(code(revoke(new Naming.Name.Hash(admins), Optional.empty()))).isEqualTo(Code.AUTH_KEY_UNKNOWN);
    }

    @Test
    void revoke_ofAll_endsEveryOneAndSaysHowMany() {
        assertThat(value(revoke(new Naming.Name.All(), Optional.empty())).hashes())
                .containsExactlyInAnyOrderElementsOf(
                        oldestFirst.stream().map(TokenRecord::hash).toList());
        assertThat(active()).isEmpty();
    }

    @Test
    void revoke_ofAllTwiceUnderOneKey_answersWithTheFirstCount() {
        Once.Key key = new Once.Key(ACME, world.admin.wallet(), "POST", "/auth/keys/revoke", "k1");
        Repeatable<RevokeKeys.Revoked> once = new Repeatable<>(
                key,
                SpanHash.of("{}".getBytes(StandardCharsets.UTF_8)),
                revoked -> new Once.Answer.Body("" + revoked.hashes().size()));
        assertThat(value(revoke(new Naming.Name.All(), Optional.of(once))).hashes())
                .hasSize(KEYS);
        assertThat(world.in.repeats().find(key).orElseThrow().answer()).isEqualTo(new Once.Answer.Body("" + KEYS));
    }

    @Test
    void revoke_ofAllWhereNoneIsActive_isNoFaultAndWritesNothing() {
        value(revoke(new Naming.Name.All(), Optional.empty()));
        long before = world.in.scan().last();
        assertThat(value(revoke(new Naming.Name.All(), Optional.empty())).hashes())
                .isEmpty();
        assertThat(world.in.scan().last()).isEqualTo(before);
    }

    @Test
    void revoke_ofAllBehindAPageOfKeysThatHaveRunOut_findsTheGoodOnes() {
        TokenHash good = plant(1, DAY.multipliedBy(2)).getFirst().hash();
        plant(1_001, DAY);
        world.clock.advance(DAY.plusMinutes(1));
        assertThat(value(revoke(new Naming.Name.All(), Optional.empty())).hashes())
                .containsExactly(good);
    }

    @Test
    void rotate_ofTheOldestByItsHash_replacesItAlone() {
        TokenHash oldest = oldestFirst.getFirst().hash();
        assertThat(value(rotate(new Naming.Name.Hash(oldest))).replaced()).contains(oldest);
        assertThat(world.in.tokens().find(oldest).orElseThrow().status()).isEqualTo(TokenRecord.Status.REVOKED);
    }

    @Test
    void rotate_withoutAName_isAmbiguousAndNamesAHundred() {
        Reply<IssuedKey> reply = rotate(new Naming.Name.Only());
        assertThat(code(reply)).isEqualTo(Code.AUTH_KEY_AMBIGUOUS);
        assertThat(((Reply.Refused<IssuedKey>) reply).problem().members().get("token_hashes"))
                .isInstanceOfSatisfying(
                        Problem.Member.Texts.class,
                        hashes -> assertThat(hashes.values()).hasSize(100));
    }
}
