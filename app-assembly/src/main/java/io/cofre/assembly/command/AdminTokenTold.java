package io.cofre.assembly.command;

import io.cofre.assembly.node.ExitStatus;
import io.cofre.assembly.node.StartFailure;
import io.cofre.domain.usecase.IssuedKey;
import io.cofre.local.file.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Shows a platform-admin token this once, or writes it to a file with mode 0600 instead.
 *
 * @param file to write it to
 */
record AdminTokenTold(Optional<Path> file, Terminal terminal) implements Consumer<IssuedKey> {
    @Override
    public void accept(IssuedKey issued) {
        if (file.isEmpty()) {
            terminal.out().println("platform-admin token, shown this once:");
            terminal.out().println("  " + issued.token().reveal());
            return;
        }
        try {
            DurableFile.replace(file.get(), (issued.token().reveal() + "\n").getBytes(StandardCharsets.US_ASCII));
            terminal.out().println("platform-admin token written to " + file.get());
        } catch (IOException e) {
            // Never used, it is replaced at the next start.
            throw new StartFailure(
                    ExitStatus.FILE,
                    "the platform-admin token cannot be written to " + file.get() + " (" + e
                            + "); name a file that can be, and the next start makes another token",
                    e);
        }
    }
}
