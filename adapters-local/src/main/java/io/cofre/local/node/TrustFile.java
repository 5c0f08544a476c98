package io.cofre.local.node;

import io.cofre.local.file.DurableFile;
import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.PublicKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Trust anchors in a file of the node's own: {@code {"trusted_roots": {"did:logline:…": "public key in hex"}}} and
 * nothing else. Without the file nobody is trusted. What another process writes is seen at the next change made here.
 */
public final class TrustFile implements TrustAnchors {
    private static final String PAIR = "\\s*\"(did:logline:[0-9a-f]{64})\"\\s*:\\s*\"([0-9a-f]{64})\"\\s*";
    private static final Pattern ROOT = Pattern.compile(PAIR);
    private static final Pattern FORM = Pattern.compile(
            "\\s*\\{\\s*\"trusted_roots\"\\s*:\\s*\\{(?<roots>\\s*|" + PAIR + "(?:," + PAIR + ")*+)}\\s*}\\s*");
    private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final int MOST_BYTES = 1 << 20;

    private final Path file;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile Map<KeyId, PublicKey> roots;

    /**
     * Reads the file.
     *
     * @throws PortFailure.Corrupt where it is anything else
     * @throws PortFailure.Rejected where others may write it
     * @throws PortFailure.Unavailable where it cannot be read
     */
    public TrustFile(Path file) {
        this.file = file;
        this.roots = read(file);
    }

    @Override
    public Map<KeyId, PublicKey> roots() {
        return roots;
    }

    @Override
    public void add(KeyId id, PublicKey key) {
        change(all -> all.put(id.value(), key));
    }

    @Override
    public void remove(KeyId id) {
        change(all -> all.remove(id.value()));
    }

    private void change(Consumer<Map<String, PublicKey>> change) {
        writing.lock();
        try {
            Map<KeyId, PublicKey> before = read(file);
            Map<String, PublicKey> sorted = new TreeMap<>();
            before.forEach((id, key) -> sorted.put(id.value(), key));
            change.accept(sorted);
            Map<KeyId, PublicKey> after = sorted.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(root -> new KeyId(root.getKey()), Map.Entry::getValue));
            if (!after.equals(before)) {
                DurableFile.replace(file, text(sorted).getBytes(StandardCharsets.US_ASCII));
            }
            roots = after;
        } catch (IOException e) {
            throw new PortFailure.Unavailable(Dependency.ANCHORS, "the trust file " + file + " cannot be written", e);
        } finally {
            writing.unlock();
        }
    }

    private static String text(Map<String, PublicKey> roots) {
        return roots.entrySet().stream()
                .map(root ->
                        "    \"" + root.getKey() + "\": \"" + root.getValue().hex() + "\"")
                .collect(Collectors.joining(",\n", "{\n  \"trusted_roots\": {\n", "\n  }\n}\n"));
    }

    private static Map<KeyId, PublicKey> read(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(WRITABLE_BY_OTHERS::contains)) {
                throw new PortFailure.Rejected("others may write the trust file " + file
                        + ", and so have any ledger trusted; run: chmod 600 " + file);
            }
            if (Files.size(file) > MOST_BYTES) {
                throw malformed(file);
            }
            return parse(file, Files.readString(file));
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            throw new PortFailure.Unavailable(Dependency.ANCHORS, "the trust file " + file + " cannot be read", e);
        }
    }

    private static Map<KeyId, PublicKey> parse(Path file, String text) {
        Matcher whole = FORM.matcher(text);
        if (!whole.matches()) {
            throw malformed(file);
        }
        Map<KeyId, PublicKey> roots = new HashMap<>();
        Matcher root = ROOT.matcher(whole.group("roots"));
        while (root.find()) {
            PublicKey key = PublicKey.parse(root.group(2)).orElseThrow();
            if (roots.put(new KeyId(root.group(1)), key) != null) {
                throw malformed(file);
            }
        }
        return Map.copyOf(roots);
    }

    private static PortFailure malformed(Path file) {
        return new PortFailure.Corrupt("the trust file " + file
                + " is not of the form {\"trusted_roots\": {\"did:logline:…\": \"64 hex digits\"}}; restore it from a"
                + " backup");
    }
}
