package io.cofre.local.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Locale;

/** Turns what the operating system and PostgreSQL's programs say into a {@link PostgresFailure}. */
final class FailureText {
    private FailureText() {}

    static PostgresFailure of(String what, Path where, IOException cause) {
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (cause instanceof AccessDeniedException
                || text.contains("permission denied")
                || text.contains("operation not permitted")
                || text.contains("read-only file system")) {
            return new PostgresFailure.NoRights(
                    what + " failed: no rights on " + where + "; give this user a directory that it may write to",
                    cause);
        }
        if (text.contains("no space left") || text.contains("quota exceeded")) {
            return new PostgresFailure.DiskFull(
                    what + " failed: no space left for " + where + "; free some, or choose another directory", cause);
        }
        return new PostgresFailure.Failed(what + " failed in " + where + ": " + cause, cause);
    }

    /** The programs run with {@code LC_ALL=C}, so that these words do not depend on the user's language. */
    static PostgresFailure of(String what, Path where, int port, String output) {
        String said = "; PostgreSQL said:\n" + output.strip();
        if (output.contains("Address already in use")) {
            return new PostgresFailure.PortInUse(port);
        }
        if (output.contains("No space left on device") || output.contains("Disk quota exceeded")) {
            return new PostgresFailure.DiskFull(
                    what + " failed: no space left for " + where + "; free some, or choose another directory" + said);
        }
        if (output.contains("Permission denied") || output.contains("Operation not permitted")) {
            return new PostgresFailure.NoRights(what + " failed: the user that runs PostgreSQL has no rights on "
                    + where + " or on a directory above it" + said);
        }
        return new PostgresFailure.Failed(what + " failed in " + where + said);
    }
}
