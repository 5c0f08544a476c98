package io.cofre.assembly.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code cofre.properties}: UTF-8, one {@code name = value} a line, blank lines, and comments that begin with
 * {@code #}. Stricter than {@link java.util.Properties}: nothing is escaped, no line goes on in the next, no name
 * stands twice.
 */
final class SettingsFile {
    static final String NAME = "cofre.properties";

    private SettingsFile() {}

    /** What the file gives, by name; empty where it is only looked for and not there. */
    static Map<String, Given> read(Inputs inputs, List<ConfigProblem> problems) {
        Path file = inputs.workingDirectory().resolve(inputs.file().orElse(Path.of(NAME)));
        if (inputs.file().isEmpty() && !Files.exists(file)) {
            return Map.of();
        }
        Map<String, Given> all = new LinkedHashMap<>();
        try {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                read(line.strip(), file + " line " + number, all, problems);
            }
        } catch (NoSuchFileException e) {
            problems.add(unreadable(file, "is not there", "Name a file that exists with --config, or none"));
        } catch (CharacterCodingException e) {
            problems.add(unreadable(file, "is not UTF-8", "Save it as UTF-8"));
        } catch (IOException e) {
            problems.add(unreadable(file, "cannot be read (" + e.getMessage() + ")", "Let this user read it"));
        }
        return all;
    }

    private static void read(String line, String source, Map<String, Given> all, List<ConfigProblem> problems) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        int equals = line.indexOf('=');
        if (equals < 1) {
            problems.add(new ConfigProblem("(line)", source, "is no setting", "A line is: name = value"));
            return;
        }
        String name = line.substring(0, equals).strip();
        Given given = new Given(line.substring(equals + 1).strip(), source);
        Optional.ofNullable(all.putIfAbsent(name, given))
                .ifPresent(first -> problems.add(new ConfigProblem(
                        name, source, "is given a second time, first in " + first.source(), "Remove one of the two")));
    }

    private static ConfigProblem unreadable(Path file, String what, String remedy) {
        return new ConfigProblem("(file)", file.toString(), what, remedy);
    }
}
