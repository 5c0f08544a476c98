package io.cofre.domain.usecase;

import static io.cofre.domain.World.ANA;
import static io.cofre.domain.World.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.Code;
import io.cofre.domain.Cofre;
import io.cofre.domain.Principal;
import io.cofre.domain.World;
import io.cofre.domain.auth.Credential;
import io.cofre.domain.auth.HashingSlots;
import io.cofre.domain.auth.Naming;
import io.cofre.domain.auth.Presented;
import io.cofre.domain.crypto.Argon2id;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.domain.token.ApiToken;
import io.cofre.domain.token.PepperVersions.Rotation;
import io.cofre.domain.token.TokenHashing;
import io.cofre.domain.usecase.RotatePepper.Rotated;
import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import io.cofre.testkit.memory.InMemoryMemo;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A pepper's life: made, followed by another, destroyed when no token rests on it. */
class RotatePepperTest {
    private final World world = new World().acme();

    @Test
    void rotate_once_keepsOldTokensAndGivesNewOnesTheNewVersion() {
        ApiToken before = world.key(ANA, "memory.*");
        assertThat(rotated(world.cofre)).isEqualTo(new Rotated.Made(2, Set.of(1)));
        ApiToken after = world.key(ANA, "memory.*");

        assertThat(hash(before).value()).startsWith("argon2id$v1$");
        assertThat(hash(after).value()).startsWith("argon2id$v2$");
        for (Cofre node : List.of(world.cofre, world.restarted(world.vault))) {
            assertThat(granted(node, "ApiKey " + before.reveal()).wallet()).isEqualTo(ANA);
            assertThat(granted(node, "ApiKey " + after.reveal()).wallet()).isEqualTo(ANA);
        }
        TokenHash hash = hash(before);
        assertThat(value(world.cofre
                                .access()
                                .revokeKeys()
                                .revoke(world.admin, ANA, new Naming.Name.Hash(hash), Optional.empty()))
                        .hashes())
                .containsExactly(hash);
        assertThat(code(world.cofre, "ApiKey " + before.reveal())).isEqualTo(Code.AUTH_UNKNOWN);
        assertThat(granted(world.cofre, "ApiKey " + after.reveal()).wallet()).isEqualTo(ANA);
    }

    @Test
    void rotate_aSessionThatIsOpen_goesOn() {
        String session = value(world.cofre
                        .wallet()
                        .open()
                        .open(
                                world.principal(ANA, "wallet.open"),
                                Optional.empty(),
                                OpenWallet.MIN_TTL_SECONDS,
                                Optional.empty()))
                .session()
                .reveal();
        rotated(world.cofre);

        assertThat(granted(world.restarted(world.vault), "WalletSession " + session)
                        .wallet())
                .isEqualTo(ANA);
    }

    @Test
    void rotate_cutOffAfterThePepperWasKept_isRunAgainAndLosesNothing() {
        ApiToken before = world.key(ANA, "memory.*");
        assertThatThrownBy(() -> rotated(world.restarted(new CutOff(world.vault))))
                .isInstanceOf(PortFailure.OutcomeUnknown.class);

        Cofre again = world.restarted(world.vault);
        assertThat(rotated(again)).isEqualTo(new Rotated.Made(3, Set.of(1)));
        assertThat(granted(again, "ApiKey " + before.reveal()).wallet()).isEqualTo(ANA);
        world.clock.advance(Duration.ofHours(25));
        assertThat(again.upkeep().sweepOrphanedSecrets().sweep())
                .as("what nobody used")
                .isEqualTo(1);
        assertThat(peppers()).containsExactly(1, 3);
    }

    @Test
    void sweep_aDayAfterTheLastTokenEnded_destroysTheOldPepper() {
        ApiToken before = world.key(ANA, "memory.*");
        Cofre stale = world.restarted(world.vault);
        rotated(world.cofre);
        assertThat(granted(stale, "ApiKey " + before.reveal()).wallet()).isEqualTo(ANA);
        // The other token of version 1.
        world.cofre.upkeep().resetAdminToken().reset();
        world.clock.advance(Duration.ofHours(23));
        assertThat(world.cofre.upkeep().sweepOrphanedSecrets().sweep())
                .as("the new one is young")
                .isZero();
        world.clock.advance(Duration.ofMinutes(59));
        assertThat(granted(stale, "ApiKey " + before.reveal()).wallet()).isEqualTo(ANA);
        world.clock.advance(Duration.ofMinutes(2));
        assertThat(world.cofre.upkeep().sweepOrphanedSecrets().sweep())
                .as("the token has ended, and is not yet said to")
                .isZero();
        world.cofre.upkeep().expireKeys().expire(100);
        assertThat(world.cofre.upkeep().sweepOrphanedSecrets().sweep()).isEqualTo(1);
        assertThat(peppers()).containsExactly(2);

        assertThat(code(stale, "ApiKey " + noise(1)))
                .as("a node that began with both")
                .isEqualTo(Code.AUTH_UNKNOWN);
        ApiToken after = world.key(ANA, "memory.*");
        assertThat(granted(stale, "ApiKey " + after.reveal()).wallet()).isEqualTo(ANA);
    }

    @Test
    void rotate_withTokensOfFourVersions_isRefused() {
        for (int version = 2; version <= 4; version++) {
            assertThat(rotated(world.cofre)).isInstanceOf(Rotated.Made.class);
            world.key(ANA, "memory.*");
        }
        assertThat(rotated(world.cofre)).isEqualTo(new Rotated.Refused(new Rotation.TooMany(List.of(4, 3, 2, 1))));
        assertThat(peppers()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void authorize_underTwoVersions_hashesAKnownTokenNoMoreAndNoiseOnceEach() {
        ApiToken before = world.key(ANA, "memory.*");
        rotated(world.cofre);
        HashingSlots slots = new HashingSlots(2, Duration.ofSeconds(10), world.clock);
        Authorize authorize = new Authorize(
                world.in.tokens(),
                world.ports.rows().sessions(),
                world.in.wallets(),
                world.in.tenants(),
                new TokenHashes(peppersOf(world), new TokenHashing(Argon2id.fastest()), new InMemoryMemo<>(100), slots),
                new InMemoryMemo<>(2),
                new LastUse(world.in.tokens()),
                world.ports.node().rateLimits(),
                world.clock);

        assertThat(ask(authorize, before.reveal())).isInstanceOf(Authorize.Decision.Granted.class);
        assertThat(slots.hashings()).as("v2 in vain, then v1").isEqualTo(2);
        assertThat(ask(authorize, noise(1))).isInstanceOf(Authorize.Decision.Denied.class);
        assertThat(ask(authorize, noise(1))).isInstanceOf(Authorize.Decision.Denied.class);
        assertThat(slots.hashings()).isEqualTo(4);
        // The noise has driven the vain try out of the memory of unknown tokens.
        assertThat(ask(authorize, before.reveal())).isInstanceOf(Authorize.Decision.Granted.class);
        assertThat(slots.hashings()).isEqualTo(4);
    }

    /** Keeps, and does not live to tell. */
    private record CutOff(KeyVault whole) implements KeyVault {
        @Override
        public List<PublicKey> generateEd25519(List<SecretRef> fresh) {
            return whole.generateEd25519(fresh);
        }

        @Override
        public void keep(Map<SecretRef, SecretBytes> secrets) {
            whole.keep(secrets);
            throw new PortFailure.OutcomeUnknown(Dependency.VAULT, "cut off", new IllegalStateException("cut off"));
        }

        @Override
        public List<byte[]> sign(SecretRef ref, List<byte[]> messages) {
            return whole.sign(ref, messages);
        }

        @Override
        public <R> R use(SecretRef ref, Function<SecretBytes, R> body) {
            return whole.use(ref, body);
        }

        @Override
        public void destroy(Collection<SecretRef> refs) {
            whole.destroy(refs);
        }
    }

    private static Rotated rotated(Cofre node) {
        return node.upkeep().rotatePepper().rotate();
    }

    private static Principal granted(Cofre node, String header) {
        return ((Authorize.Decision.Granted) World.decide(node, header)).principal();
    }

    private static Code code(Cofre node, String header) {
        return ((Authorize.Decision.Denied) World.decide(node, header))
                .problem()
                .code();
    }

    private static Authorize.Decision ask(Authorize authorize, String token) {
        return authorize.authorize(new Presented(
                Credential.read(List.of("ApiKey " + token), false),
                Optional.empty(),
                Optional.empty(),
                "127.0.0.1",
                World.TRACE));
    }

    /** A token of good form that nobody issued. */
    private static String noise(long seed) {
        return ApiToken.generate(TokenRecord.Kind.LIVE, new Random(seed)).reveal();
    }

    private TokenHash hash(ApiToken token) {
        return world.in.tokens().ofWallet(ANA, Optional.empty(), Optional.empty(), 100).stream()
                .filter(record -> record.last4().equals(token.last4()))
                .findFirst()
                .orElseThrow()
                .hash();
    }

    private static Peppers peppersOf(World world) {
        return new Peppers(
                world.vault, world.secretRows, world.in.tokens(), new FreshNames(new Random(7)), world.clock);
    }

    /** The versions that the vault can still lend. */
    private List<Integer> peppers() {
        return List.of(1, 2, 3, 4, 5).stream().filter(this::lent).toList();
    }

    private boolean lent(int version) {
        try {
            return world.vault.use(SystemNames.pepper(version), pepper -> true);
        } catch (PortFailure.Rejected e) {
            return false;
        }
    }
}
