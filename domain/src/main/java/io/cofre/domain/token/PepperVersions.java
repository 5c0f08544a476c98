package io.cofre.domain.token;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What versions of the pepper are for (spec 01, "Token hash"): new tokens get the newest; a token keeps the one that it
 * was issued with, which therefore stays until its last token ends. Pure.
 */
public final class PepperVersions {
    /**
     * How many versions a token may have to be tried under: an unknown one costs as many slow hashings, and must not
     * cost ever more of them.
     */
    public static final int MOST_TRIED = 4;

    /** As many as the stored form has digits for. */
    public static final int LAST = 9_999;

    private PepperVersions() {}

    /** Whether another version may be made. */
    public sealed interface Rotation {
        /** The version to make. */
        record To(int version) implements Rotation {}

        /** Living tokens bear so many versions, newest first, that one more would make unknown tokens too costly. */
        record TooMany(List<Integer> borne) implements Rotation {}

        /** There is no pepper: the service was never started on these data. */
        record NoneYet() implements Rotation {}

        /** The last number was taken. */
        record Exhausted() implements Rotation {}
    }

    /**
     * The versions that a token is looked for under, newest first: the newest of all, and those that active tokens
     * bear.
     *
     * @param kept those whose pepper there is
     * @param borne those that active tokens bear
     * @return empty only where none is kept
     */
    public static List<Integer> tried(Collection<Integer> kept, Set<Integer> borne) {
        int newest = newest(kept);
        return kept.stream()
                .filter(version -> version == newest || borne.contains(version))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** What a rotation comes to; arguments as of {@link #tried}. */
    public static Rotation next(Collection<Integer> kept, Set<Integer> borne) {
        if (kept.isEmpty()) {
            return new Rotation.NoneYet();
        }
        int newest = newest(kept);
        if (newest >= LAST) {
            return new Rotation.Exhausted();
        }
        return borne.size() < MOST_TRIED
                ? new Rotation.To(newest + 1)
                : new Rotation.TooMany(
                        borne.stream().sorted(Comparator.reverseOrder()).toList());
    }

    /**
     * The versions that must not be destroyed: those that active tokens bear, and from the newest settled one on all,
     * for a node that began before may still issue under that.
     *
     * @param settled of those kept, the ones that were made so long ago that no node knows only older ones
     */
    public static Set<Integer> needed(
            Collection<Integer> kept, Collection<Integer> settled, Collection<Integer> borne) {
        int newestSettled = newest(settled);
        Set<Integer> needed = new HashSet<>(borne);
        kept.stream().filter(version -> version >= newestSettled).forEach(needed::add);
        return needed;
    }

    private static int newest(Collection<Integer> versions) {
        return versions.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
