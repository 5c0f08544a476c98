package io.cofre.assembly.cli;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Takes everything visible along, byte for byte. */
final class SpanExport {
    private SpanExport() {}

    static Verb verb(String path) {
        return new Verb(path, "Write every visible span, one a line, for anyone to verify", SpanExport::run)
                .takes("--out", "FILE", "Where to; else the standard output.")
                .example("cofre " + path + " --out ledger.ndjson && cofre ledger verify ledger.ndjson");
    }

    private static void run(Work work) {
        Call call = Call.get("/api/spans/export").accepting("application/x-ndjson");
        Optional<Path> file = work.given().maybe("--out").map(Path::of);
        Optional<Answer> refused = file.isPresent()
                ? intoFile(work, call, file.get())
                : work.api().stream(call, in -> {
                    in.transferTo(work.terminal().out());
                    work.terminal().out().flush();
                });
        if (refused.isPresent()) {
            throw Refusals.stop(refused.get(), work.forPrograms());
        }
    }

    private static Optional<Answer> intoFile(Work work, Call call, Path file) {
        // Opened only when the service has said yes, so that a refusal leaves an older export alone.
        return work.api().stream(call, in -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                in.transferTo(out);
            } catch (java.nio.file.FileSystemException e) {
                throw new Stop(
                        Exit.CANNOT_WRITE, "the file " + file + " cannot be written", String.valueOf(e.getMessage()));
            }
            work.note("Written to " + file + ". Verify it anywhere: cofre ledger verify " + file);
        });
    }
}
