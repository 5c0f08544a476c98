package io.cofre.domain.memory;

import io.cofre.domain.Problem;
import io.cofre.ports.memory.MemoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a memory may be, and how long it lives (spec 04, "Memory"). Pure. */
public final class MemoryRules {
    /** The most characters of a memory's content: its span, encrypted and in base64url, has to stay within 256 KiB. */
    public static final int MAX_CONTENT_BYTES = 180 * 1024;

    public static final int MAX_TAGS = 100;
    public static final int MAX_TAG_LENGTH = 100;
    public static final int MAX_QUERY_LENGTH = 1_000;
    public static final int MAX_LIMIT = 100;
    public static final int DEFAULT_LIMIT = 10;
    private static final Duration SESSION = Duration.ofDays(7);
    private static final Duration TEMPORARY = Duration.ofDays(30);
    private static final int MAX_TTL_HOURS = 24 * 366 * 10;
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Pattern SESSION_ID = Pattern.compile("[A-Za-z0-9._:@-]{1,100}");

    private MemoryRules() {}

    /**
     * What is asked to be remembered.
     *
     * @param type of the memory: {@code note}
     * @param ttlHours empty for the layer's own time
     */
    public record Wish(
            String content,
            List<String> tags,
            MemoryEntry.Layer layer,
            String type,
            MemoryEntry.Sensitivity sensitivity,
            Optional<String> session,
            Optional<Integer> ttlHours) {
        public Wish {
            tags = List.copyOf(tags);
        }
    }

    /** What came of it. */
    public sealed interface Judged {
        /**
         * It may be remembered.
         *
         * @param expiresAt empty for what is kept until it is forgotten
         */
        record Fit(Wish wish, Optional<Instant> expiresAt) implements Judged {}

        record Unfit(Problem problem) implements Judged {}
    }

    /** Judges a wish at a time. Tags keep their order; a tag given twice counts once. */
    public static Judged judge(Wish wish, Instant now) {
        if (wish.content().isBlank()) {
            return unfit("/content", "content is empty; there is nothing to remember.");
        }
        if (utf8Length(wish.content()) > MAX_CONTENT_BYTES) {
            return unfit(
                    "/content",
                    "content has more than " + MAX_CONTENT_BYTES + " bytes; split it into several memories.");
        }
        if (wish.tags().size() > MAX_TAGS) {
            return unfit("/tags", "there are " + wish.tags().size() + " tags; at most " + MAX_TAGS + " are taken.");
        }
        for (int i = 0; i < wish.tags().size(); i++) {
            String tag = wish.tags().get(i);
            if (tag.isBlank() || tag.length() > MAX_TAG_LENGTH) {
                return unfit("/tags/" + i, "a tag has 1 to " + MAX_TAG_LENGTH + " characters.");
            }
        }
        if (!TYPE.matcher(wish.type()).matches()) {
            return unfit("/type", "type does not match " + TYPE.pattern() + ".");
        }
        if (wish.session().isPresent()
                && !SESSION_ID.matcher(wish.session().get()).matches()) {
            return unfit("/session_id", "session_id does not match " + SESSION_ID.pattern() + ".");
        }
        if (wish.ttlHours().isPresent()
                && (wish.ttlHours().get() < 1 || wish.ttlHours().get() > MAX_TTL_HOURS)) {
            return unfit("/ttl_hours", "ttl_hours is 1 to " + MAX_TTL_HOURS + ".");
        }
        Set<String> seen = new HashSet<>();
        List<String> tags = wish.tags().stream().filter(seen::add).toList();
        Wish fit = new Wish(
                wish.content(), tags, wish.layer(), wish.type(), wish.sensitivity(), wish.session(), wish.ttlHours());
        return new Judged.Fit(fit, expiry(wish, now));
    }

    /** Empty where a search may be made. */
    public static Optional<Problem> query(String query, int limit, List<String> tags) {
        if (query.isBlank() || query.length() > MAX_QUERY_LENGTH) {
            return Optional.of(
                    Problem.field("/query", "query has 1 to " + MAX_QUERY_LENGTH + " characters, not only blanks."));
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            return Optional.of(Problem.field("/limit", "limit is 1 to " + MAX_LIMIT + "."));
        }
        return tags.size() > MAX_TAGS
                ? Optional.of(Problem.field("/tags", "at most " + MAX_TAGS + " tags are taken."))
                : Optional.empty();
    }

    /** Whether a memory that was asked for by its id has all the tags, and belongs to the session that was named. */
    public static boolean fits(MemoryCipher.Plain memory, List<String> tags, Optional<String> session) {
        return memory.tags().containsAll(tags) && (session.isEmpty() || session.equals(memory.session()));
    }

    private static Optional<Instant> expiry(Wish wish, Instant now) {
        if (wish.ttlHours().isPresent()) {
            return Optional.of(now.plus(Duration.ofHours(wish.ttlHours().get())));
        }
        return switch (wish.layer()) {
            case SESSION -> Optional.of(now.plus(SESSION));
            case TEMPORARY -> Optional.of(now.plus(TEMPORARY));
            case PERMANENT, SHARED -> Optional.empty();
        };
    }

    private static Judged unfit(String pointer, String detail) {
        return new Judged.Unfit(Problem.field(pointer, detail));
    }

    private static long utf8Length(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
