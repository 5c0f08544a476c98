package io.cofre.local.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Runs programs with an environment of ours: nothing of the user's (PGDATA, LANG, LD_PRELOAD) reaches PostgreSQL. */
final class Command {
    private Command() {}

    /** A program's end: its status, and all that it wrote. */
    record Result(int status, String output) {}

    static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    static Result run(List<String> command) throws IOException, InterruptedException {
        Process process = builder(command).start();
        CompletableFuture<String> output = CompletableFuture.supplyAsync(
                () -> read(process.getInputStream()), task -> Thread.ofVirtual().start(task));
        try {
            int status = process.waitFor();
            return new Result(status, output.get());
        } catch (ExecutionException e) {
            throw new IOException("the output of " + command.getFirst() + " could not be read", e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
