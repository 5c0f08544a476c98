package io.cofre.assembly.demo.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Verifies spans from their own bytes and the keys that other spans introduce, up to roots that the caller trusts. Feed
 * it every {@code logline_id} first. Not thread-safe.
 */
public final class Verifier {
    private static final Pattern PUBLIC_KEY = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");

    private final Set<String> trustedRoots;
    private final KeyHistory keys = new KeyHistory();
    private final Map<String, Check> chains = new HashMap<>();

    /** @param trustedRoots key_ids, {@code did:logline:…} */
    public Verifier(Set<String> trustedRoots) {
        this.trustedRoots = Set.copyOf(trustedRoots);
    }

    /** Takes note of a key's introduction or change; other spans change nothing. */
    public void learn(Line line) {
        keys.add(line);
    }

    /** Every check of one span, in a fixed order; all are made, also after one that fails. */
    public List<Check> verify(Line line) {
        Map<String, String> sig = line.textsInside("sig");
        String keyId = sig.getOrDefault("key_id", "");
        List<Check> checks = new ArrayList<>();
        checks.add(SpanMembers.fault(line)
                .map(fault -> Check.fails("form", fault))
                .orElseGet(() -> Check.holds("form", "every member as the spec has it")));
        checks.add(hash(line));
        Optional<IntroducedKey> key = keys.find(keyId);
        checks.add(key.map(this::keyId)
                .orElseGet(() -> Check.fails("key", "no logline_id span introduces " + shortened(keyId))));
        checks.add(key.map(found -> signature(line, found))
                .orElseGet(() -> Check.fails("signature", "without its key it cannot be checked")));
        checks.add(key.map(found -> active(line, found))
                .orElseGet(() -> Check.fails("active", "the key's history is not known")));
        checks.add(key.map(found -> signer(line, found))
                .orElseGet(() -> Check.fails("signer", "the key's holder is not known")));
        checks.add(chain(keyId, new HashSet<>()));
        return checks;
    }

    /**
     * Whether a request was signed by a key that was introduced.
     *
     * @param headers those whose names begin with X-LL-
     */
    public Check verify(SignedRequest request, Map<String, String> headers) {
        String signature = headers.getOrDefault("X-LL-Signature", "");
        Optional<IntroducedKey> key = keys.find(headers.getOrDefault("X-LL-KeyID", ""))
                .filter(found -> PUBLIC_KEY.matcher(found.publicKeyHex()).matches());
        if (key.isEmpty() || !SIGNATURE.matcher(signature).matches()) {
            return Check.fails("request", "no introduced key, or no signature");
        }
        try {
            byte[] canonical = Arithmetic.canonical(request.members(headers));
            String signed = "ed25519-blake3-v1.http\n" + new String(canonical, StandardCharsets.UTF_8);
            return Arithmetic.ed25519(key.get().publicKeyHex(), signed, signature)
                    ? Check.holds("request", "Ed25519 over method, path, body, audience, key, time and nonce")
                    : Check.fails("request", "Ed25519 does not hold");
        } catch (IOException e) {
            return Check.fails("request", "the headers have no canonical form: " + e.getMessage());
        }
    }

    private static Check hash(Line line) {
        try {
            String computed = "b3:" + Arithmetic.blake3(line.canonical());
            return computed.equals(line.text("payload_hash"))
                    ? Check.holds("hash", computed)
                    : Check.fails(
                            "hash", "the content has " + computed + ", the span says " + line.text("payload_hash"));
        } catch (IOException e) {
            return Check.fails("hash", "no canonical form: " + e.getMessage());
        }
    }

    /** Whether the key's name is that of its bytes. */
    private Check keyId(IntroducedKey key) {
        if (!PUBLIC_KEY.matcher(key.publicKeyHex()).matches()) {
            return Check.fails("key", "pubkey_hex is not 64 lower-case hex digits");
        }
        String computed = "did:logline:" + Arithmetic.blake3(HexFormat.of().parseHex(key.publicKeyHex()));
        return computed.equals(key.keyId())
                ? Check.holds("key", key.role() + " " + key.kid() + " " + shortened(computed))
                : Check.fails("key", "the public key's name is " + computed + ", the span says " + key.keyId());
    }

    private static Check signature(Line line, IntroducedKey key) {
        Map<String, String> sig = line.inside("sig");
        String signature = line.textsInside("sig").getOrDefault("signature", "");
        if (!SIGNATURE.matcher(signature).matches()
                || !PUBLIC_KEY.matcher(key.publicKeyHex()).matches()) {
            return Check.fails("signature", "signature or key has not its form");
        }
        StringBuilder members = new StringBuilder("{\"payload_hash\":").append(Quoted.of(line.text("payload_hash")));
        for (String name : List.of("alg", "key_id", "kid", "nonce", "ts")) {
            members.append(",\"").append(name).append("\":").append(sig.getOrDefault(name, "null"));
        }
        try {
            byte[] canonical = Arithmetic.canonical(members.append('}').toString());
            String signed = "ed25519-blake3-v1.span\n" + new String(canonical, StandardCharsets.UTF_8);
            return Arithmetic.ed25519(key.publicKeyHex(), signed, signature)
                    ? Check.holds("signature", "Ed25519 over hash, key, time and nonce")
                    : Check.fails("signature", "Ed25519 does not hold");
        } catch (IOException e) {
            return Check.fails("signature", "sig has no canonical form: " + e.getMessage());
        }
    }

    private Check active(Line line, IntroducedKey key) {
        if (isOwnIntroduction(line, key)) {
            return Check.holds("active", "introduces itself");
        }
        String status = keys.statusBefore(key.keyId(), line.position()).orElse("not introduced");
        return status.equals("active")
                ? Check.holds("active", "at position " + line.position())
                : Check.fails("active", "the key was " + status + " at position " + line.position());
    }

    /** The roots and the service write for others; all other keys for their own tenant, wallets' for their owner. */
    private static Check signer(Line line, IntroducedKey key) {
        boolean tenant = line.text("tenant_id").equals(key.tenant());
        boolean owner = line.text("owner_id").equals(key.owner());
        return switch (key.role()) {
            case "root", "service" -> Check.holds("signer", "may write for tenant " + line.text("tenant_id"));
            case "tenant_root" ->
                tenant
                        ? Check.holds("signer", "root of tenant " + key.tenant())
                        : Check.fails("signer", "root of " + key.tenant() + " wrote for " + line.text("tenant_id"));
            case "wallet", "device" ->
                tenant && owner
                        ? Check.holds("signer", "of " + key.owner() + " in tenant " + key.tenant())
                        : Check.fails("signer", "of " + key.owner() + " wrote for " + line.text("owner_id"));
            default -> Check.fails("signer", "unknown role " + key.role());
        };
    }

    /** Whether each introduction is itself signed by a key that may introduce, up to a trusted root. */
    private Check chain(String keyId, Set<String> onTheWay) {
        Check known = chains.get(keyId);
        if (known != null) {
            return known;
        }
        Optional<IntroducedKey> found = keys.find(keyId);
        if (found.isEmpty()) {
            return Check.fails("chain", shortened(keyId) + " is introduced nowhere");
        }
        Check check = onTheWay.add(keyId)
                ? link(found.get(), onTheWay)
                : Check.fails("chain", shortened(keyId) + " introduces itself in a circle");
        if (check.holds()) {
            chains.put(keyId, check);
        }
        return check;
    }

    private Check link(IntroducedKey key, Set<String> onTheWay) {
        Optional<IntroducedKey> by = keys.find(key.introducer());
        if (by.isEmpty()) {
            return Check.fails("chain", shortened(key.introducer()) + " is introduced nowhere");
        }
        for (Check check : List.of(
                keyId(key),
                hash(key.introduction()),
                signature(key.introduction(), by.get()),
                active(key.introduction(), by.get()))) {
            if (!check.holds()) {
                return Check.fails("chain", "introduction of " + key.kid() + ": " + check.detail());
            }
        }
        if (key.keyId().equals(key.introducer())) {
            return key.role().equals("root") && trustedRoots.contains(key.keyId())
                    ? Check.holds("chain", key.role())
                    : Check.fails("chain", shortened(key.keyId()) + " is no root that is trusted");
        }
        if (!mayIntroduce(by.get(), key)) {
            return Check.fails("chain", "a " + by.get().role() + " key may not introduce " + key.kid());
        }
        Check above = chain(by.get().keyId(), onTheWay);
        return above.holds() ? Check.holds("chain", key.role() + " ← " + above.detail()) : above;
    }

    private static boolean mayIntroduce(IntroducedKey by, IntroducedKey key) {
        boolean replaced = key.replaces().filter(by.keyId()::equals).isPresent()
                && by.role().equals(key.role());
        return switch (key.role()) {
            case "root" -> replaced;
            case "service", "tenant_root" -> by.role().equals("root") || replaced;
            case "wallet" -> by.tenant().equals(key.tenant()) && (by.role().equals("tenant_root") || replaced);
            case "device" -> by.role().equals("service") || by.role().equals("tenant_root") || replaced;
            default -> false;
        };
    }

    private static boolean isOwnIntroduction(Line line, IntroducedKey key) {
        return line.position() == key.introduction().position();
    }

    private static String shortened(String keyId) {
        String prefix = "did:logline:";
        return keyId.startsWith(prefix) && keyId.length() > prefix.length() + 8
                ? prefix + keyId.substring(prefix.length(), prefix.length() + 8) + "…"
                : keyId;
    }
}
