package io.cofre.assembly.command;

import io.cofre.assembly.node.Progress;
import java.io.PrintStream;

/**
 * Where a command speaks.
 *
 * @param out what was asked for
 * @param err everything else
 */
record Terminal(PrintStream out, PrintStream err) {
    Progress progress() {
        return new Progress(err);
    }
}
