package io.cofre.local.vault;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.PortFailure;
import io.cofre.ports.vault.SecretRows.Sealed;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpoiltRowTest extends VaultOverRows {
    /** Each spoils the row of ONE, given it and the row of TWO. */
    static Stream<Spoiling> use_spoiltRow_isCorrupt() {
        return Stream.of(
                new Spoiling("of another ref", (one, two) -> two),
                new Spoiling(
                        "ciphertext of another ref",
                        (one, two) -> new Sealed(one.masterKeyId(), one.wrappedKey(), two.ciphertext())),
                new Spoiling(
                        "key of another ref",
                        (one, two) -> new Sealed(one.masterKeyId(), two.wrappedKey(), one.ciphertext())),
                new Spoiling(
                        "key and ciphertext exchanged",
                        (one, two) -> new Sealed(one.masterKeyId(), one.ciphertext(), one.wrappedKey())),
                new Spoiling(
                        "unknown master key",
                        (one, two) -> new Sealed("mk_0000000000000000", one.wrappedKey(), one.ciphertext())),
                new Spoiling("iv", (one, two) -> withCiphertext(one, flip(one.ciphertext(), 0))),
                new Spoiling("body", (one, two) -> withCiphertext(one, flip(one.ciphertext(), 12))),
                new Spoiling("tag", (one, two) -> withCiphertext(one, flip(one.ciphertext(), 27))),
                new Spoiling(
                        "wrapped key",
                        (one, two) -> new Sealed(one.masterKeyId(), flip(one.wrappedKey(), 20), one.ciphertext())),
                new Spoiling("short", (one, two) -> withCiphertext(one, "AAAA")),
                new Spoiling("empty", (one, two) -> withCiphertext(one, "")),
                new Spoiling("no base64url", (one, two) -> withCiphertext(one, "+/+/")));
    }

    @ParameterizedTest
    @MethodSource
    void use_spoiltRow_isCorrupt(Spoiling spoiling) {
        keep(ONE, new byte[] {1});
        keep(TWO, new byte[] {2});
        rows.rows.put(ONE, spoiling.how.spoil(rows.row(ONE), rows.row(TWO)));
        assertThatThrownBy(() -> read(vault, ONE))
                .isInstanceOf(PortFailure.Corrupt.class)
                .hasMessageContaining("vlt_one1");
    }

    private static Sealed withCiphertext(Sealed row, String ciphertext) {
        return new Sealed(row.masterKeyId(), row.wrappedKey(), ciphertext);
    }

    private static String flip(String base64url, int at) {
        byte[] bytes = Base64.getUrlDecoder().decode(base64url);
        bytes[at] ^= 1;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    record Spoiling(String name, How how) {
        interface How {
            Sealed spoil(Sealed one, Sealed two);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
