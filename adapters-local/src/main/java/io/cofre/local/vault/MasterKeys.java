package io.cofre.local.vault;

import io.cofre.ports.PortFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The master keys that a vault knows: the current one wraps, the older ones only unwrap, until everything is
 * re-wrapped.
 *
 * <p>Their text, in a file or in the environment: 64 hex digits a key, the current one first, keys parted by white
 * space or commas. Thread-safe.
 */
public final class MasterKeys implements AutoCloseable {
    private final Map<String, MasterKey> byId;
    private final MasterKey current;

    private MasterKeys(List<MasterKey> keys) {
        byId = new LinkedHashMap<>();
        keys.forEach(key -> byId.put(key.id(), key));
        current = keys.getFirst();
    }

    /**
     * Reads the text form.
     *
     * @param source where the text is from, for messages: a file's name, a variable's name
     * @throws PortFailure.Rejected where the text is anything else; the message holds nothing of it
     */
    public static MasterKeys parse(CharSequence text, String source) {
        List<MasterKey> keys = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (isSeparator(text.charAt(at))) {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && !isSeparator(text.charAt(end))) {
                end++;
            }
            keys.add(MasterKey.owning(decode(text, at, end, source, keys.size() + 1)));
            at = end;
        }
        if (keys.isEmpty()) {
            throw new PortFailure.Rejected(
                    source + " holds no master key; it must hold 64 hex digits. Restore it from a backup");
        }
        return of(keys, source);
    }

    static MasterKeys of(List<MasterKey> keys, String source) {
        Set<String> ids = new HashSet<>();
        for (MasterKey key : keys) {
            if (!ids.add(key.id())) {
                throw new PortFailure.Rejected(source + " holds the master key " + key.id() + " twice; remove one");
            }
        }
        return new MasterKeys(keys);
    }

    /** The id of the key that wraps. */
    public String currentId() {
        return current.id();
    }

    /** Ids of the keys that only unwrap, newest first. */
    public List<String> olderIds() {
        return byId.keySet().stream().skip(1).toList();
    }

    MasterKey current() {
        return current;
    }

    Optional<MasterKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All, the current one first. */
    List<MasterKey> all() {
        return List.copyOf(byId.values());
    }

    /** Overwrites the keys; a call under way ends with its own copy. */
    @Override
    public void close() {
        byId.values().forEach(MasterKey::close);
    }

    private static boolean isSeparator(char c) {
        return c == ',' || Character.isWhitespace(c);
    }

    private static byte[] decode(CharSequence text, int from, int to, String source, int number) {
        if (to - from != 2 * MasterKey.LENGTH) {
            throw new PortFailure.Rejected(source + ": master key " + number + " has " + (to - from)
                    + " characters instead of 64 hex digits. Restore it from a backup");
        }
        byte[] bytes = new byte[MasterKey.LENGTH];
        for (int i = 0; i < bytes.length; i++) {
            int high = digit(text.charAt(from + 2 * i));
            int low = digit(text.charAt(from + 2 * i + 1));
            if (high < 0 || low < 0) {
                throw new PortFailure.Rejected(
                        source + ": master key " + number + " is not 64 hex digits. Restore it from a backup");
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    /** ASCII only: {@code Character.digit} also takes the digits of other scripts. */
    private static int digit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
