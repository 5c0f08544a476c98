package io.cofre.assembly.config;

/**
 * One thing wrong with the settings.
 *
 * @param setting its name
 * @param source where the value came from
 * @param what is wrong, with what; nothing of a secret
 * @param remedy what is allowed, or what to do
 */
public record ConfigProblem(String setting, String source, String what, String remedy) {
    @Override
    public String toString() {
        return setting + " (" + source + ") " + what + ". " + remedy;
    }
}
