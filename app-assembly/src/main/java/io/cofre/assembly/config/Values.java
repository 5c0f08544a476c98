package io.cofre.assembly.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads settings out of the sources; what does not parse is a problem, and the fallback holds meanwhile. */
final class Values {
    private static final int MOST_SHOWN = 60;
    private static final String DEFAULT = "default";

    private final Sources sources;
    private final Inputs inputs;
    private final List<ConfigProblem> problems;

    Values(Sources sources, Inputs inputs, List<ConfigProblem> problems) {
        this.sources = sources;
        this.inputs = inputs;
        this.problems = problems;
    }

    /** The value of a setting that has a fallback. */
    <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseGet(() -> setting.kind().parse().apply(setting.fallback().orElseThrow()));
    }

    /** What a source gives; empty where none does, or where it is wrong. */
    <T> Optional<T> find(Setting<T> setting) {
        return sources.find(setting).flatMap(given -> {
            try {
                return Optional.of(setting.kind().parse().apply(given.value()));
            } catch (IllegalArgumentException e) {
                problems.add(new ConfigProblem(
                        setting.name(),
                        given.source(),
                        shown(setting, given.value()) + " " + e.getMessage(),
                        "Allowed: " + setting.kind().allowed()));
                return Optional.empty();
            }
        });
    }

    boolean isGiven(Setting<?> setting) {
        return sources.find(setting).isPresent();
    }

    /** The members of families that any source names. */
    Set<String> members() {
        return sources.members();
    }

    /** Where the setting's value comes from, for people. */
    String source(Setting<?> setting) {
        return sources.find(setting).map(Given::source).orElse(DEFAULT);
    }

    /** What is wrong with a setting, or with its absence. */
    ConfigProblem problem(Setting<?> setting, String what, String remedy) {
        return new ConfigProblem(setting.name(), source(setting), what, remedy);
    }

    Path absolute(Path path) {
        return inputs.workingDirectory().resolve(path).normalize();
    }

    /** A secret that must be there already; where it is not, that is a problem. */
    Optional<SecretSource> existing(Setting<SecretSource> setting) {
        Optional<SecretSource> source = find(setting).map(this::absolute);
        source.filter(one -> !isThere(one))
                .ifPresent(missing -> problems.add(new ConfigProblem(
                        setting.name(),
                        source(setting),
                        missing instanceof SecretSource.InFile
                                ? "names a file that is not there"
                                : "names a variable that is not set or empty",
                        "Put the secret there; this setting never holds the secret itself")));
        return source;
    }

    SecretSource absolute(SecretSource source) {
        return switch (source) {
            case SecretSource.InFile(Path path) -> new SecretSource.InFile(absolute(path));
            case SecretSource.InEnvironment variable -> variable;
        };
    }

    private boolean isThere(SecretSource source) {
        return switch (source) {
            case SecretSource.InFile(Path path) -> Files.isRegularFile(path);
            case SecretSource.InEnvironment(String variable) ->
                !inputs.environment().getOrDefault(variable, "").isEmpty();
        };
    }

    /** All settings as they hold. */
    List<Config.Effective> effective(Map<String, ProvidersConfig.Provider> providers) {
        List<Config.Effective> all = new ArrayList<>();
        for (Setting<?> setting : Settings.ALL) {
            if (setting.isFamily()) {
                providers.keySet().stream().sorted().forEach(name -> all.add(effective(setting.of(name))));
            } else {
                all.add(effective(setting));
            }
        }
        return all;
    }

    private <T> Config.Effective effective(Setting<T> setting) {
        String value = find(setting)
                .map(found -> masked(setting, found))
                .or(setting::fallback)
                .orElse("(" + setting.absent() + ")");
        return new Config.Effective(setting.name(), value, source(setting));
    }

    /** A path that leads nowhere may be the secret itself, put there by mistake. */
    private <T> String masked(Setting<T> setting, T value) {
        return setting.secret() && value instanceof SecretSource source && !isThere(absolute(source))
                ? "(hidden: nothing is there yet)"
                : setting.kind().print().apply(value);
    }

    private static String shown(Setting<?> setting, String text) {
        if (setting.secret()
                || text.contains("@")
                || text.toLowerCase(Locale.ROOT).contains("password")) {
            return "(its value is not shown)";
        }
        String cut = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
        return "'" + cut.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
