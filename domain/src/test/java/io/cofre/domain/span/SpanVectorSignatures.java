package io.cofre.domain.span;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cofre.domain.crypto.Edwards25519;
import io.cofre.domain.crypto.Edwards25519.Point;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.span.SpanForm.Refused;
import io.cofre.domain.span.SpanForm.Signed;
import java.math.BigInteger;
import java.util.Arrays;

/** Signatures that some libraries accept and the spec does not, under the vectors' own key. */
final class SpanVectorSignatures {
    private static final BigInteger SECRET =
            Edwards25519.scalar(Hex.decode(SpanVectors.SEED).orElseThrow());

    private SpanVectorSignatures() {}

    static String plusOrder(String signature) {
        byte[] bytes = Hex.decode(signature).orElseThrow();
        BigInteger s = Edwards25519.number(Arrays.copyOfRange(bytes, 32, 64));
        return Hex.encode(Edwards25519.signature(Arrays.copyOf(bytes, 32), s.add(Edwards25519.L)));
    }

    static String torsionInR(String span) {
        BigInteger r = BigInteger.valueOf(1_234_567_891);
        return made(span, Edwards25519.BASE.times(r).plus(Edwards25519.torsionOfOrder8()), r);
    }

    static String neutralR(String span) {
        return made(span, Edwards25519.NEUTRAL, BigInteger.ZERO);
    }

    private static String made(String span, Point pointR, BigInteger r) {
        SignedSpan signed = switch (SpanForm.exported(span.getBytes(UTF_8))) {
            case Signed(SignedSpan good) -> good;
            case Refused refused -> throw new AssertionError(refused);
        };
        byte[] encoded = pointR.encode();
        BigInteger h = Edwards25519.challenge(encoded, SpanVectors.publicKey().bytes(), SpanSigning.message(signed));
        return Hex.encode(
                Edwards25519.signature(encoded, r.add(h.multiply(SECRET)).mod(Edwards25519.L)));
    }
}
