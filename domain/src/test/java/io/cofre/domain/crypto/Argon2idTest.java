package io.cofre.domain.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.crypto.Argon2id.Cost;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Argon2idTest {
    /** RFC 9106, section 5.3. */
    static final String RFC_9106_TAG = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659";

    static List<Argon2id> engines() {
        List<Argon2id> engines = new ArrayList<>(List.of(Argon2id.bouncyCastle()));
        Argon2id.nativeLibrary()
                .ifPresentOrElse(engines::add, () -> System.out.println("argon2-jvm does not load here: not tested"));
        return engines;
    }

    @ParameterizedTest
    @MethodSource("engines")
    void hash_rfc9106_isItsTag(Argon2id engine) {
        byte[] password = filled(32, 1);
        byte[] salt = filled(16, 2);
        byte[] secret = filled(8, 3);
        byte[] associated = filled(12, 4);
        Cost cost = new Cost(32, 3, 4, 32);

        byte[] tag = switch (engine) {
            case NativeArgon2id one -> one.hash(password, salt, secret, associated, cost);
            case BouncyArgon2id other -> other.hash(password, salt, secret, associated, cost);
        };

        assertThat(HexFormat.of().formatHex(tag)).isEqualTo(RFC_9106_TAG);
    }

    /** From the reference implementation's src/test.c (phc-winner-argon2, version 0x13, Argon2id). */
    @ParameterizedTest
    @MethodSource("engines")
    void hash_withoutSecret_isAsTheReferenceSays(Argon2id engine) {
        byte[] password = "password".getBytes(StandardCharsets.US_ASCII);
        byte[] salt = "somesalt".getBytes(StandardCharsets.US_ASCII);

        assertThat(HexFormat.of().formatHex(engine.hash(password, salt, new Cost(256, 2, 1, 32))))
                .isEqualTo("9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe");
        assertThat(HexFormat.of().formatHex(engine.hash(password, salt, new Cost(256, 2, 2, 32))))
                .isEqualTo("6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037");
    }

    @Test
    void fastest_whereTheLibraryLoads_isTheNativeOne() {
        assertThat(Argon2id.fastest().name())
                .isEqualTo(Argon2id.nativeLibrary().map(Argon2id::name).orElse("BouncyCastle"));
    }

    @Test
    void cost_belowTheRfcsBounds_isRefused() {
        assertThatThrownBy(() -> new Cost(7, 1, 1, 32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cost(8, 0, 1, 32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cost(8, 1, 2, 32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cost(8, 1, 1, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] filled(int count, int with) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }
}
