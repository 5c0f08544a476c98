package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.app.AppId;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.TokenEffect;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.wallet.WalletId;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Nasty;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** API keys. */
public interface TokensContract extends StoreContract {
    Duration APART = Duration.ofMillis(1);

    private static TokenRecord changed(
            TokenRecord token, TokenRecord.Status status, Instant exp, Optional<Instant> revokeAt, Instant created) {
        return new TokenRecord(
                token.hash(),
                token.last4(),
                token.wallet(),
                token.tenant(),
                token.scopes(),
                exp,
                status,
                token.description(),
                created,
                token.createdBy(),
                token.lastUsedAt(),
                token.rotatedTo(),
                revokeAt,
                token.kind(),
                token.app(),
                token.requestsPerMinute(),
                token.seq() + 1);
    }

    private static TokenRecord in(TokenRecord token, TokenRecord.Status status) {
        return changed(token, status, token.exp(), token.revokeAt(), token.createdAt());
    }

    private static TokenRecord made(TokenRecord token, Instant created) {
        return changed(token, token.status(), token.exp(), token.revokeAt(), created);
    }

    private static void put(Stage stage, TokenRecord... tokens) {
        for (TokenRecord token : tokens) {
            stage.write(stage.causing(cause -> List.of(new TokenEffect.Put(token, cause))));
        }
    }

    @Test
    @Kills("makes tokens up")
    default void find_unknownHash_isEmpty() {
        try (Stage stage = Stage.open(this)) {
            Tokens tokens = stage.bench.tokens();
            put(stage, stage.facts.token(stage.key.wallet(), stage.key.tenant()));
            assertThat(tokens.find(stage.facts.tokenHash())).isEmpty();
            assertThat(tokens.ofWallet(stage.facts.walletId(), Optional.empty(), Optional.empty(), 10))
                    .isEmpty();
        }
    }

    @Test
    @Kills("loses a token's app")
    default void find_tokenWithEveryMember_isAsPut() {
        try (Stage stage = Stage.open(this)) {
            TokenRecord full = new TokenRecord(
                    stage.facts.tokenHash(9_999),
                    "a_Z9",
                    stage.key.wallet(),
                    stage.key.tenant(),
                    Facts.scopes("memory.*", "provider.invoke:anthropic/claude-x", "wallet.open"),
                    Instant.parse("2030-01-01T00:00:00Z"),
                    TokenRecord.Status.REVOKED,
                    Optional.of(Nasty.SQL + Nasty.EMOJI + "% _ \\ \n"),
                    stage.facts.now(),
                    "user:dan@voulezvous",
                    Optional.empty(),
                    Optional.of(stage.facts.tokenHash()),
                    Optional.of(stage.facts.now().plusMillis(1)),
                    TokenRecord.Kind.TEST,
                    Optional.of(new AppId("minicontratos")),
                    Optional.of(Integer.MAX_VALUE),
                    3);
            TokenRecord bare = new TokenRecord(
                    stage.facts.tokenHash(),
                    "0000",
                    stage.key.wallet(),
                    stage.key.tenant(),
                    List.of(),
                    Instant.parse("2030-01-01T00:00:01Z"),
                    TokenRecord.Status.EXPIRED,
                    Optional.empty(),
                    stage.facts.now(),
                    "wallet:wlt_admin",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    TokenRecord.Kind.ADMIN,
                    Optional.empty(),
                    Optional.empty(),
                    0);
            put(stage, full, bare);
            assertThat(stage.bench.tokens().find(full.hash())).contains(full);
            assertThat(stage.bench.tokens().find(bare.hash())).contains(bare);
        }
    }

    @Test
    @Kills("keeps revoked tokens active")
    default void find_revokedToken_isRevokedAtOnce() {
        try (Stage stage = Stage.open(this)) {
            TokenRecord token = stage.facts.token(stage.key.wallet(), stage.key.tenant());
            TokenRecord revoked = in(token, TokenRecord.Status.REVOKED);
            put(stage, token);
            assertThat(stage.bench.tokens().find(token.hash())).contains(token);
            put(stage, revoked);
            assertThat(stage.bench.tokens().find(token.hash())).contains(revoked);
        }
    }

    @Test
    @Kills("lists tokens oldest first")
    default void ofWallet_pages_haveEachTokenOnceNewestFirst() {
        try (Stage stage = Stage.open(this)) {
            WalletId wallet = stage.facts.walletId();
            Instant now = stage.facts.now();
            List<TokenRecord> tokens = IntStream.range(0, 9)
                    .mapToObj(i -> made(stage.facts.token(wallet, stage.key.tenant()), now.plusMillis(i / 4)))
                    .toList();
            put(stage, tokens.toArray(TokenRecord[]::new));
            put(stage, stage.facts.token(stage.facts.walletId(), stage.key.tenant()));
            List<TokenRecord> expected = tokens.stream()
                    .sorted(Comparator.comparing(TokenRecord::createdAt)
                            .reversed()
                            .thenComparing(token -> token.hash().value()))
                    .toList();
            List<TokenRecord> found = new ArrayList<>();
            List<TokenRecord> page = stage.bench.tokens().ofWallet(wallet, Optional.empty(), Optional.empty(), 2);
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(2);
                found.addAll(page);
                assertThat(found).hasSizeLessThanOrEqualTo(9);
                Optional<TokenHash> last = Optional.of(found.getLast().hash());
                page = stage.bench.tokens().ofWallet(wallet, Optional.empty(), last, 2);
            }
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    @Kills("lists tokens of any status")
    default void ofWallet_byStatus_hasThatStatusAlone() {
        try (Stage stage = Stage.open(this)) {
            WalletId wallet = stage.facts.walletId();
            Map<TokenRecord.Status, TokenRecord> tokens = new HashMap<>();
            for (TokenRecord.Status status : TokenRecord.Status.values()) {
                TokenRecord token = in(stage.facts.token(wallet, stage.key.tenant()), status);
                tokens.put(status, token);
                put(stage, token);
            }
            tokens.forEach((status, token) -> assertThat(
                            stage.bench.tokens().ofWallet(wallet, Optional.of(status), Optional.empty(), 10))
                    .containsExactly(token));
        }
    }

    @Test
    @Kills("counts the versions of dead tokens")
    default void versionsInUse_activeAndOtherTokens_hasThoseOfActiveOnes() {
        try (Stage stage = Stage.open(this)) {
            assertThat(stage.bench.tokens().versionsInUse()).isEmpty();
            TokenRecord revoked = in(ofVersion(stage, 2), TokenRecord.Status.REVOKED);
            TokenRecord expired = in(ofVersion(stage, 3), TokenRecord.Status.EXPIRED);
            put(stage, ofVersion(stage, 1), ofVersion(stage, 12), ofVersion(stage, 12), revoked, expired);
            assertThat(stage.bench.tokens().versionsInUse()).containsExactlyInAnyOrder(1, 12);
        }
    }

    private static TokenRecord ofVersion(Stage stage, int version) {
        TokenRecord token = stage.facts.token(stage.key.wallet(), stage.key.tenant());
        return new TokenRecord(
                stage.facts.tokenHash(version),
                token.last4(),
                token.wallet(),
                token.tenant(),
                token.scopes(),
                token.exp(),
                token.status(),
                token.description(),
                token.createdAt(),
                token.createdBy(),
                token.lastUsedAt(),
                token.rotatedTo(),
                token.revokeAt(),
                token.kind(),
                token.app(),
                token.requestsPerMinute(),
                token.seq());
    }

    @Test
    @Kills("lists 500 tokens at most")
    default void ofWallet_keysOfChangesOfFiveHundred_standInPagesOfAThousand() {
        try (Stage stage = Stage.open(this)) {
            List<TokenRecord> all = new ArrayList<>();
            for (int change = 0; change < 3; change++) {
                List<TokenRecord> some = Stream.generate(
                                () -> stage.facts.token(stage.key.wallet(), stage.key.tenant()))
                        .limit(500)
                        .toList();
                putTogether(stage, some);
                all.addAll(some);
            }
            assertThat(active(stage, Optional.empty())).hasSize(1_000);
            putTogether(
                    stage,
                    all.subList(0, 500).stream()
                            .map(token -> in(token, TokenRecord.Status.REVOKED))
                            .toList());
            List<TokenRecord> left = active(stage, Optional.empty());
            assertThat(left).containsExactlyInAnyOrderElementsOf(all.subList(500, 1_500));
            assertThat(active(stage, Optional.of(left.getLast().hash()))).isEmpty();
        }
    }

    private static List<TokenRecord> active(Stage stage, Optional<TokenHash> after) {
        return stage.bench.tokens().ofWallet(stage.key.wallet(), Optional.of(TokenRecord.Status.ACTIVE), after, 1_000);
    }

    private static void putTogether(Stage stage, List<TokenRecord> tokens) {
        List<VerifiedSpan> spans =
                tokens.stream().map(token -> stage.draft().build()).toList();
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            effects.add(new TokenEffect.Put(tokens.get(i), spans.get(i).version()));
        }
        stage.write(new Change(spans, List.of(), effects, Optional.empty()));
    }

    @Test
    @Kills("marks uses backwards")
    default void used_laterAndEarlierTimes_keepsTheLatest() {
        try (Stage stage = Stage.open(this)) {
            TokenRecord one = stage.facts.token(stage.key.wallet(), stage.key.tenant());
            TokenRecord two = stage.facts.token(stage.key.wallet(), stage.key.tenant());
            put(stage, one, two);
            Instant now = stage.facts.now();
            Tokens tokens = stage.bench.tokens();
            tokens.used(Map.of(one.hash(), now, two.hash(), now.plusMillis(5), stage.facts.tokenHash(), now), APART);
            tokens.used(Map.of(one.hash(), now.plusMillis(1), two.hash(), now), APART);
            tokens.used(Map.of(), APART);
            assertThat(tokens.find(one.hash()).flatMap(TokenRecord::lastUsedAt)).contains(now.plusMillis(1));
            assertThat(tokens.find(two.hash()).flatMap(TokenRecord::lastUsedAt)).contains(now.plusMillis(5));
        }
    }

    @Test
    @Kills("marks every use")
    default void used_againWithinTheTimeApart_keepsWhatStands() {
        try (Stage stage = Stage.open(this)) {
            TokenRecord token = stage.facts.token(stage.key.wallet(), stage.key.tenant());
            put(stage, token);
            Instant now = stage.facts.now();
            Duration apart = Duration.ofMinutes(1);
            Tokens tokens = stage.bench.tokens();
            tokens.used(Map.of(token.hash(), now), apart);
            tokens.used(Map.of(token.hash(), now.plus(apart).minusMillis(1)), apart);
            assertThat(tokens.find(token.hash()).flatMap(TokenRecord::lastUsedAt))
                    .contains(now);
            tokens.used(Map.of(token.hash(), now.plus(apart)), apart);
            assertThat(tokens.find(token.hash()).flatMap(TokenRecord::lastUsedAt))
                    .contains(now.plus(apart));
        }
    }

    @Test
    @Kills("forgets uses when a token changes")
    default void used_tokenChangesAfterwards_keepsTheMark() {
        try (Stage stage = Stage.open(this)) {
            TokenRecord token = stage.facts.token(stage.key.wallet(), stage.key.tenant());
            put(stage, token);
            Instant now = stage.facts.now();
            stage.bench.tokens().used(Map.of(token.hash(), now), APART);
            put(stage, in(token, TokenRecord.Status.REVOKED));
            TokenRecord found = stage.bench.tokens().find(token.hash()).orElseThrow();
            assertThat(found.lastUsedAt()).contains(now);
            assertThat(found.status()).isEqualTo(TokenRecord.Status.REVOKED);
        }
    }

    @Test
    @Kills("finds dead tokens due")
    default void due_tokensOfAllKinds_hasActiveOnesWhoseTimeIsOver() {
        try (Stage stage = Stage.open(this)) {
            Instant now = stage.facts.now();
            Instant past = now.minus(Duration.ofSeconds(1));
            Instant future = now.plus(Duration.ofDays(1));
            TenantId tenant = stage.key.tenant();
            WalletId wallet = stage.key.wallet();
            TokenRecord base = stage.facts.token(wallet, tenant);
            TokenRecord ended = changed(base, TokenRecord.Status.ACTIVE, past, Optional.empty(), now);
            TokenRecord graceOver = changed(
                    stage.facts.token(wallet, tenant), TokenRecord.Status.ACTIVE, future, Optional.of(past), now);
            TokenRecord inGrace = changed(
                    stage.facts.token(wallet, tenant), TokenRecord.Status.ACTIVE, future, Optional.of(future), now);
            TokenRecord exactly =
                    changed(stage.facts.token(wallet, tenant), TokenRecord.Status.ACTIVE, now, Optional.empty(), now);
            TokenRecord revoked = changed(
                    stage.facts.token(wallet, tenant), TokenRecord.Status.REVOKED, past, Optional.of(past), now);
            TokenRecord expired =
                    changed(stage.facts.token(wallet, tenant), TokenRecord.Status.EXPIRED, past, Optional.empty(), now);
            put(stage, ended, graceOver, inGrace, exactly, revoked, expired);
            assertThat(stage.bench.tokens().due(now, 10)).containsExactlyInAnyOrder(ended, graceOver);
            assertThat(stage.bench.tokens().due(now, 1)).hasSize(1);
            assertThat(stage.bench.tokens().due(now.plusMillis(1), 10).stream().collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder(ended, graceOver, exactly);
        }
    }
}
