package io.cofre.assembly.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** A command that has run: its status and what it printed. */
public record Ran(int status, String out, String err) {
    static final String TOKEN = "tok_live_0123456789abcdefghijWXYZ";

    /** With a token in the environment. */
    static Ran of(Path home, String input, String... args) {
        return with(home, Map.of("COFRE_TOKEN", TOKEN), OptionalInt.empty(), input, args);
    }

    /** With any environment; the home directory's variable comes beside it. */
    public static Ran with(
            Path home, Map<String, String> environment, OptionalInt columns, String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("HOME", home.toString());
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                variables,
                columns);
        int status = Client.run(terminal, args);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
