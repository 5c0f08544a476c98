package io.cofre.assembly.kill;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that runs one use case and dies at one of its calls of ports; what it was told comes line by line. */
public final class Doomed {
    private static final String ACKNOWLEDGED = "acknowledged ";

    private Doomed() {}

    /**
     * What a process left.
     *
     * @param killed whether it died at the call; else it ran to its end
     * @param acknowledged what it said before
     */
    record Left(boolean killed, List<String> acknowledged) {}

    /** Runs it as a process of its own. */
    static Left run(Place place, UseCase useCase, List<String> told, int call, PortCalls.Edge edge) {
        try {
            Path errors = place.directory().resolve("doomed.log");
            Process process = Jvm.of(
                            Doomed.class,
                            List.of(
                                    place.url(),
                                    place.directory().toString(),
                                    useCase.name(),
                                    Integer.toString(call),
                                    edge.name()))
                    .redirectError(errors.toFile())
                    .start();
            try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
                for (String line : told) {
                    input.write(line);
                    input.write('\n');
                }
            }
            List<String> acknowledged = process.inputReader(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(ACKNOWLEDGED))
                    .map(line -> line.substring(ACKNOWLEDGED.length()))
                    .toList();
            int status = process.waitFor();
            if (status != 0 && status != PortCalls.KILLED) {
                throw new AssertionError(useCase + ", " + edge + " " + call + ", ended with " + status + ":\n"
                        + java.nio.file.Files.readString(errors));
            }
            return new Left(status == PortCalls.KILLED, acknowledged);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static void main(String[] arguments) throws IOException {
        List<String> told = new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        PrintStream out = System.out;
        PortCalls calls = new PortCalls();
        try (Wired wired = Wired.over(new Place(arguments[0], Path.of(arguments[1])), calls)) {
            calls.dieAt(Integer.parseInt(arguments[3]), PortCalls.Edge.valueOf(arguments[4]));
            UseCase.valueOf(arguments[2]).deed().run(wired, new ArrayList<>(told), name -> {
                out.println(ACKNOWLEDGED + name);
                out.flush();
            });
            // Done: it need not say good-bye to the server.
            Runtime.getRuntime().halt(0);
        }
    }
}
