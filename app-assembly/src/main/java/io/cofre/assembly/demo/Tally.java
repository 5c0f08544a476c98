package io.cofre.assembly.demo;

import java.util.ArrayList;
import java.util.List;

/** What was looked at, and what did not hold. Not thread-safe. */
final class Tally {
    private final Sheet sheet;
    private final List<String> failures = new ArrayList<>();
    private int checks;
    private int calls;
    private int spans;

    Tally(Sheet sheet) {
        this.sheet = sheet;
    }

    void called() {
        calls++;
    }

    /** Counts a span, and its checks, which are printed elsewhere. */
    void verified(int made, List<String> failed) {
        spans++;
        checks += made;
        failures.addAll(failed);
    }

    /** Prints one check and counts it. */
    void check(boolean holds, String name, String detail) {
        checks++;
        if (!holds) {
            failures.add(Sheet.masked(name + (detail.isEmpty() ? "" : ": " + detail)));
        }
        sheet.check(holds, name, detail);
    }

    void check(boolean holds, String name) {
        check(holds, name, "");
    }

    /** What kept the demo from going on. */
    void broken(String why) {
        failures.add(Sheet.masked(why));
    }

    boolean allHeld() {
        return failures.isEmpty();
    }

    void summary() {
        sheet.part("Summary");
        sheet.line("");
        sheet.text(calls + " requests · " + spans + " signatures verified independently · " + checks + " checks");
        for (String failure : failures) {
            sheet.line("    " + sheet.paint().bad("✗") + " " + failure);
        }
        sheet.text(
                allHeld()
                        ? sheet.paint().good("✓") + " everything held"
                        : sheet.paint().bad(failures.size() + " of them did not hold"));
    }
}
