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
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Trust anchors in a file of the node's own: {@code {"trusted_roots": {"did:logline:…": "public key in hex"}}}, with
 * {@code "provisional": ["did:logline:…"]} behind it while a first start is not finished, and nothing else. Without the
 * file nobody is trusted. What another process writes is seen at the next change made here.
 */
public final class TrustFile implements TrustAnchors {
    private static final String ID = "\\s*\"(did:logline:[0-9a-f]{64})\"\\s*";
    private static final String PAIR = ID + ":\\s*\"([0-9a-f]{64})\"\\s*";
    private static final Pattern ROOT = Pattern.compile(PAIR);
    private static final Pattern NAME = Pattern.compile(ID);
    private static final Pattern FORM = Pattern.compile("\\s*\\{\\s*\"trusted_roots\"\\s*:\\s*\\{(?<roots>\\s*|" + PAIR
            + "(?:," + PAIR + ")*+)}\\s*(?:,\\s*\"provisional\"\\s*:\\s*\\[(?<provisional>" + ID + "(?:," + ID
            + ")*+)]\\s*)?}\\s*");
    private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final int MOST_BYTES = 1 << 20;

    private final Path file;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile Trusted trusted;

    /** What the file says. */
    private record Trusted(Map<KeyId, PublicKey> roots, Set<KeyId> provisional) {
        static final Trusted NOBODY = new Trusted(Map.of(), Set.of());

        Trusted {
            roots = Map.copyOf(roots);
            provisional = Set.copyOf(provisional);
        }

        Trusted with(KeyId id, PublicKey key, boolean settled) {
            if (!settled && roots.containsKey(id)) {
                return this;
            }
            Map<KeyId, PublicKey> more = new HashMap<>(roots);
            more.put(id, key);
            Set<KeyId> doubted = new HashSet<>(provisional);
            if (settled) {
                doubted.remove(id);
            } else {
                doubted.add(id);
            }
            return new Trusted(more, doubted);
        }

        Trusted without(KeyId id) {
            Map<KeyId, PublicKey> fewer = new HashMap<>(roots);
            fewer.remove(id);
            Set<KeyId> doubted = new HashSet<>(provisional);
            doubted.remove(id);
            return new Trusted(fewer, doubted);
        }

        String text() {
            String pairs = roots.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(Comparator.comparing(KeyId::value)))
                    .map(root -> "    \"" + root.getKey() + "\": \""
                            + root.getValue().hex() + "\"")
                    .collect(Collectors.joining(",\n"));
            String doubted = provisional.stream()
                    .map(id -> "\"" + id + "\"")
                    .sorted()
                    .collect(Collectors.joining(", ", ",\n  \"provisional\": [", "]"));
            return "{\n  \"trusted_roots\": {\n" + pairs + "\n  }" + (provisional.isEmpty() ? "" : doubted) + "\n}\n";
        }
    }

    /**
     * Reads the file.
     *
     * @throws PortFailure.Corrupt where it is anything else
     * @throws PortFailure.Rejected where others may write it
     * @throws PortFailure.Unavailable where it cannot be read
     */
    public TrustFile(Path file) {
        this.file = file;
        this.trusted = read(file);
    }

    @Override
    public Map<KeyId, PublicKey> roots() {
        return trusted.roots();
    }

    @Override
    public Set<KeyId> provisional() {
        return trusted.provisional();
    }

    @Override
    public void add(KeyId id, PublicKey key) {
        change(all -> all.with(id, key, true));
    }

    @Override
    public void addProvisional(KeyId id, PublicKey key) {
        change(all -> all.with(id, key, false));
    }

    @Override
    public void remove(KeyId id) {
        change(all -> all.without(id));
    }

    private void change(UnaryOperator<Trusted> change) {
        writing.lock();
        try {
            Trusted before = read(file);
            Trusted after = change.apply(before);
            if (!after.equals(before)) {
                DurableFile.replace(file, after.text().getBytes(StandardCharsets.US_ASCII));
            }
            trusted = after;
        } catch (IOException e) {
            throw new PortFailure.Unavailable(Dependency.ANCHORS, "the trust file " + file + " cannot be written", e);
        } finally {
            writing.unlock();
        }
    }

    private static Trusted read(Path file) {
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
            return Trusted.NOBODY;
        } catch (IOException e) {
            throw new PortFailure.Unavailable(Dependency.ANCHORS, "the trust file " + file + " cannot be read", e);
        }
    }

    private static Trusted parse(Path file, String text) {
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
        Set<KeyId> provisional = NAME.matcher(
                        Optional.ofNullable(whole.group("provisional")).orElse(""))
                .results()
                .map(name -> new KeyId(name.group(1)))
                .collect(Collectors.toSet());
        if (!roots.keySet().containsAll(provisional)) {
            throw malformed(file);
        }
        return new Trusted(roots, provisional);
    }

    private static PortFailure malformed(Path file) {
        return new PortFailure.Corrupt("the trust file " + file
                + " is not of the form {\"trusted_roots\": {\"did:logline:…\": \"64 hex digits\"}}; restore it from a"
                + " backup");
    }
}
