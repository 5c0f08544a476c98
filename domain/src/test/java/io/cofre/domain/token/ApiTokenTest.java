package io.cofre.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.token.ApiToken.Reading;
import io.cofre.ports.token.TokenRecord.Kind;
import io.cofre.testkit.fixtures.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokenTest {
    private static final String ZEROS = "tok_live_" + "0".repeat(43);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void generate_anyKind_isReadBack(Kind kind) {
        long seed = Seeds.next();
        RandomGenerator random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            ApiToken token = ApiToken.generate(kind, random);

            assertThat(token.reveal()).as("seed %d", seed).matches(ApiToken.REGULAR_EXPRESSION);
            assertThat(token.kind()).isEqualTo(kind);
            assertThat(token.reveal()).endsWith(token.last4());
            assertThat(token.last4()).hasSize(4);
            assertThat(ApiToken.parse(token.reveal())).isInstanceOfSatisfying(Reading.Token.class, read -> {
                assertThat(read.token().reveal()).isEqualTo(token.reveal());
                assertThat(read.token().kind()).isEqualTo(kind);
            });
        }
    }

    @Test
    void regularExpression_ofThePageForSecretScanners_isTheOneThatIsUsed() throws IOException {
        assertThat(Files.readString(Path.of("../docs/api-keys.md")))
                .contains("```\n" + ApiToken.REGULAR_EXPRESSION + "\n```\n");
    }

    /** The body's 32 bytes and the checksum written out once, by another program: see docs/vectors/spans.json. */
    @Test
    void generate_ofKnownBytes_isTheKnownToken() {
        assertThat(ApiToken.generate(Kind.TEST, new Counting()).reveal())
                .isEqualTo("tok_test_003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf1GM6pl");
    }

    @Test
    void parse_anyOneCharacterChanged_failsItsCheck() {
        String token = ApiToken.generate(Kind.ADMIN, new Random(7)).reveal();
        for (int i = "tok_admin_".length(); i < token.length(); i++) {
            char other = token.charAt(i) == 'x' ? 'y' : 'x';

            assertThat(ApiToken.parse(token.substring(0, i) + other + token.substring(i + 1)))
                    .as("character %d", i)
                    .isEqualTo(new Reading.NoToken(Reading.Reason.CHECK));
        }
    }

    @Test
    void parse_anotherKindsName_failsItsCheck() {
        String token = ApiToken.generate(Kind.TEST, new Random(7)).reveal();

        assertThat(ApiToken.parse(token.replace("tok_test_", "tok_live_")))
                .isEqualTo(new Reading.NoToken(Reading.Reason.CHECK));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tok_live_",
                "tok_prod_0000000000000000000000000000000000000000000000000",
                "tok_live_000000000000000000000000000000000000000000000000",
                "tok_live_00000000000000000000000000000000000000000000000000",
                "TOK_LIVE_0000000000000000000000000000000000000000000000000",
                "tok_live_000000000000000000000000000000000000000000000000-",
                "tok_live_000000000000000000000000000000000000000000000000é",
                "tok_live_0000000000000000000000000000000000000000000000000\n"
            })
    void parse_whatHasNotTheForm_isNoToken(String text) {
        assertThat(ApiToken.parse(text)).isEqualTo(new Reading.NoToken(Reading.Reason.FORM));
    }

    @Test
    void parse_aBodyBeyond32Bytes_isNoTokenEvenWithAGoodCheck() {
        assertThat(ApiToken.parse("tok_live_yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp21FARXn"))
                .isEqualTo(new Reading.NoToken(Reading.Reason.FORM));
    }

    @Test
    void parse_theSmallestBody_isAToken() {
        assertThat(ApiToken.parse("tok_live_000000000000000000000000000000000000000000024npfV"))
                .isInstanceOf(Reading.Token.class);
        assertThat("tok_live_000000000000000000000000000000000000000000024npfV").startsWith(ZEROS);
    }

    @Test
    void toString_saysNothing() {
        assertThat(ApiToken.generate(Kind.LIVE, new Random(1))).hasToString("ApiToken[hidden]");
    }

    /** Gives the bytes 0, 1, 2, … . */
    static final class Counting implements RandomGenerator {
        @Override
        public long nextLong() {
            throw new UnsupportedOperationException("only bytes are asked for");
        }

        @Override
        public void nextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) i;
            }
        }
    }
}
