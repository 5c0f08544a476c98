package io.cofre.domain.span;

import io.cofre.domain.json.Canonical;
import io.cofre.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;

/**
 * The shape of all that these keys sign: a line that names the purpose, then JCS. So a signature for one purpose is
 * none for another.
 */
final class SignedText {
    private SignedText() {}

    static byte[] of(String purpose, JsonObject facts) {
        byte[] line = (purpose + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] canonical = Canonical.bytes(facts);
        byte[] text = new byte[line.length + canonical.length];
        System.arraycopy(line, 0, text, 0, line.length);
        System.arraycopy(canonical, 0, text, line.length, canonical.length);
        return text;
    }
}
