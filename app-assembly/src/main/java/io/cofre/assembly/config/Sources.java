package io.cofre.assembly.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each source gives, laid over one another, by the names of settings; what no setting is called is a problem. */
final class Sources {
    private static final String VARIABLE = "COFRE_";
    private static final String PROPERTY = "cofre.";
    /** The client's, no settings of the service. */
    private static final Set<String> OF_THE_CLIENT = Set.of("COFRE_TOKEN", "COFRE_PROFILE");

    private static final String MEMBER = "[a-z][a-z0-9_-]{0,31}";

    private final List<ConfigProblem> problems;
    private final Map<String, Given> given = new LinkedHashMap<>();
    private final Set<String> members = new TreeSet<>();
    /** Variables that name no setting. */
    private final Map<String, Given> unnamed = new LinkedHashMap<>();

    private Sources(List<ConfigProblem> problems) {
        this.problems = problems;
    }

    static Sources of(Inputs inputs, List<ConfigProblem> problems) {
        Sources sources = new Sources(problems);
        SettingsFile.read(inputs, problems).forEach((name, value) -> sources.take(name, name, value));
        new TreeMap<>(inputs.environment()).forEach((variable, value) -> {
            if (variable.startsWith(VARIABLE) && !OF_THE_CLIENT.contains(variable)) {
                sources.takeVariable(variable, new Given(value, "environment " + variable));
            }
        });
        new TreeMap<>(inputs.systemProperties()).forEach((property, value) -> {
            if (property.startsWith(PROPERTY)) {
                sources.take(
                        property.substring(PROPERTY.length()),
                        property,
                        new Given(value, "system property " + property));
            }
        });
        inputs.commandLine().forEach((flag, value) -> sources.takeFlag(flag, new Given(value, "command line " + flag)));
        sources.refuseUnnamed();
        return sources;
    }

    Optional<Given> find(Setting<?> setting) {
        return Optional.ofNullable(given.get(setting.name()));
    }

    /** The members of families that any source names, in order. */
    Set<String> members() {
        return members;
    }

    private void take(String name, String asWritten, Given value) {
        for (Setting<?> setting : Settings.ALL) {
            if (!setting.isFamily() && setting.name().equals(name)) {
                given.put(name, value);
                return;
            }
        }
        for (Setting<?> family : Settings.ALL) {
            Matcher matcher = pattern(family.name()).matcher(name);
            if (family.isFamily() && matcher.matches()) {
                members.add(matcher.group(1));
                given.put(name, value);
                return;
            }
        }
        String prefix = asWritten.substring(0, asWritten.length() - name.length());
        List<String> names =
                Settings.ALL.stream().map(setting -> prefix + setting.name()).toList();
        problems.add(unknown(asWritten, value, names));
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(Pattern.quote(name).replace(Settings.MEMBER, "\\E(" + MEMBER + ")\\Q"));
    }

    private void takeVariable(String variable, Given value) {
        for (Setting<?> setting : Settings.ALL) {
            if (!setting.isFamily() && setting.variable().equals(variable)) {
                given.put(setting.name(), value);
                return;
            }
        }
        for (Setting<?> family : Settings.ALL) {
            String form = family.variable().replace(Settings.MEMBER.toUpperCase(Locale.ROOT), "([A-Z][A-Z0-9_]{0,31})");
            Matcher matcher = Pattern.compile(form).matcher(variable);
            if (family.isFamily() && matcher.matches()) {
                String member = matcher.group(1).toLowerCase(Locale.ROOT);
                members.add(member);
                given.put(family.of(member).name(), value);
                return;
            }
        }
        // Judged at the end: a setting may say that its secret lies here.
        unnamed.put(variable, value);
    }

    private void refuseUnnamed() {
        Set<String> secrets = new TreeSet<>();
        given.values().forEach(value -> {
            if (value.value().startsWith("env:")) {
                secrets.add(value.value().substring("env:".length()));
            }
        });
        List<String> names =
                new ArrayList<>(Settings.ALL.stream().map(Setting::variable).toList());
        names.addAll(OF_THE_CLIENT);
        unnamed.forEach((variable, value) -> {
            if (!secrets.contains(variable)) {
                problems.add(unknown(variable, value, names));
            }
        });
    }

    private void takeFlag(String flag, Given value) {
        for (Setting<?> setting : Settings.ALL) {
            if (setting.flag().filter(flag::equals).isPresent()) {
                given.put(setting.name(), value);
                return;
            }
        }
        throw new IllegalArgumentException("no setting has the flag " + flag);
    }

    private static ConfigProblem unknown(String name, Given value, List<String> names) {
        String remedy = Nearest.to(name, names)
                .map(nearest -> "Did you mean " + nearest + "?")
                .orElse("cofre config --reference lists all");
        return new ConfigProblem(name, value.source(), "is no setting", remedy);
    }
}
