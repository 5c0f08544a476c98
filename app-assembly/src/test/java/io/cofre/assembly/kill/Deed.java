package io.cofre.assembly.kill;

import java.util.List;
import java.util.function.Consumer;

/** A use case that changes something. What it did is told by names: of keys, of spans. */
interface Deed {
    /**
     * Makes what the use case needs.
     *
     * @param run names this run, and what belongs to it: letters and digits
     * @return what the process that runs it is told, without line ends
     */
    List<String> prepare(Wired wired, String run);

    /** Runs it, under the same idempotency key as before where it takes one; names what it did. */
    void run(Wired wired, List<String> told, Consumer<String> acknowledge);

    /** The names of what stands of it; fails where anything stands half. */
    List<String> standing(Wired wired, List<String> told);

    /** How many names stand once it was done. */
    int effects();
}
