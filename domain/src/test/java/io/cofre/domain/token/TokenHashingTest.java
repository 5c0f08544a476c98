package io.cofre.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.crypto.Argon2id;
import io.cofre.ports.token.TokenRecord.Kind;
import io.cofre.ports.vault.SecretBytes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenHashingTest {
    private static final ApiToken TOKEN = ApiToken.generate(Kind.TEST, new ApiTokenTest.Counting());

    @Test
    void hash_withEitherEngine_isTheSame() {
        try (SecretBytes pepper = pepper(32)) {
            TokenHashing slow = new TokenHashing(Argon2id.bouncyCastle());
            TokenHashing fast = new TokenHashing(Argon2id.fastest());
            TokenMac mac = slow.mac(pepper, TOKEN);

            assertThat(slow.hash(2, pepper, mac)).isEqualTo(fast.hash(2, pepper, mac));
            assertThat(slow.hash(2, pepper, mac).value())
                    .isEqualTo(slow.hash(1, pepper, mac).value().replace("$v1$", "$v2$"));
        }
    }

    @Test
    void mac_equality_isByTokenAndPepper() {
        TokenHashing hashing = new TokenHashing(Argon2id.fastest());
        try (SecretBytes pepper = pepper(32);
                SecretBytes longer = pepper(33)) {
            assertThat(hashing.mac(pepper, TOKEN)).isEqualTo(hashing.mac(pepper, TOKEN));
            assertThat(hashing.mac(pepper, TOKEN)).hasSameHashCodeAs(hashing.mac(pepper, TOKEN));
            assertThat(hashing.mac(pepper, TOKEN)).isNotEqualTo(hashing.mac(longer, TOKEN));
            assertThat(hashing.mac(pepper, TOKEN))
                    .isNotEqualTo(hashing.mac(pepper, ApiToken.generate(Kind.TEST, new Random(3))));
            assertThat(hashing.mac(pepper, TOKEN)).hasToString("TokenMac[hidden]");
        }
    }

    @Test
    void pepper_ofFewerThan32Bytes_isRefused() {
        TokenHashing hashing = new TokenHashing(Argon2id.fastest());
        try (SecretBytes pepper = pepper(32);
                SecretBytes tooShort = pepper(31)) {
            TokenMac mac = hashing.mac(pepper, TOKEN);

            assertThatThrownBy(() -> hashing.mac(tooShort, TOKEN)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> hashing.hash(1, tooShort, mac)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static SecretBytes pepper(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0x70);
        return SecretBytes.owning(bytes);
    }
}
