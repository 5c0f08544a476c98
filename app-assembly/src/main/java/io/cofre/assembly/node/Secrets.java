package io.cofre.assembly.node;

import io.cofre.assembly.config.SecretSource;
import io.cofre.ports.vault.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Reads secrets from where the configuration says they lie. */
final class Secrets {
    private final Map<String, String> environment;

    Secrets(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * One line of text.
     *
     * @param setting that names it, for messages
     */
    SecretBytes line(String setting, SecretSource source) {
        return switch (source) {
            case SecretSource.InEnvironment(String variable) ->
                SecretBytes.owning(variable(setting, variable).getBytes(StandardCharsets.UTF_8));
            case SecretSource.InFile(Path file) -> firstLine(setting, file);
        };
    }

    String variable(String setting, String variable) {
        String value = environment.getOrDefault(variable, "");
        if (value.isEmpty()) {
            throw new StartFailure(
                    ExitStatus.CONFIG, setting + " names the variable " + variable + ", which is not set or empty");
        }
        return value;
    }

    /** The text's bytes; the text itself is wiped. */
    static SecretBytes owning(char[] text) {
        byte[] bytes = new String(text).getBytes(StandardCharsets.UTF_8);
        Arrays.fill(text, '\0');
        return SecretBytes.owning(bytes);
    }

    private static SecretBytes firstLine(String setting, Path file) {
        try {
            byte[] all = Files.readAllBytes(file);
            int end = 0;
            while (end < all.length && all[end] != '\n' && all[end] != '\r') {
                end++;
            }
            byte[] line = Arrays.copyOf(all, end);
            Arrays.fill(all, (byte) 0);
            if (end == 0) {
                throw new StartFailure(ExitStatus.CONFIG, setting + " names the file " + file + ", which begins empty");
            }
            return SecretBytes.owning(line);
        } catch (IOException e) {
            throw new StartFailure(
                    ExitStatus.CONFIG, setting + " names the file " + file + ", which cannot be read: " + e, e);
        }
    }
}
