package io.cofre.assembly.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Makes picocli's model of a command: built by hand, since reading annotations would take a third of a start. */
final class Specs {
    private Specs() {}

    /** A command line that takes texts as they are: no {@code @file}, no variables, no abbreviations. */
    static CommandLine line(CommandSpec spec, Terminal terminal) {
        CommandLine line = new CommandLine(spec);
        line.setExpandAtFiles(false);
        line.setInterpolateVariables(false);
        line.setAllowOptionsAsOptionParameters(false);
        line.setUsageHelpWidth(Math.min(110, terminal.columns().orElse(100)));
        line.setUsageHelpLongOptionsMaxWidth(28);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.paint() == Paint.PLAIN ? CommandLine.Help.Ansi.OFF : CommandLine.Help.Ansi.ON));
        return line;
    }

    static CommandSpec of(Verb verb) {
        CommandSpec spec = CommandSpec.create().name("cofre " + verb.path());
        int place = 0;
        for (Parameter parameter : verb.parameters()) {
            switch (parameter.kind()) {
                case OPERAND -> spec.addPositional(operand(parameter, place++, "1"));
                case OPERAND_MAYBE -> spec.addPositional(operand(parameter, place++, "0..1"));
                default -> spec.addOption(option(parameter));
            }
        }
        everywhere().forEach(spec::addOption);
        spec.usageMessage().description(verb.summary() + ".").sortOptions(false).sortSynopsis(false);
        if (!verb.examples().isEmpty()) {
            List<String> footer = new ArrayList<>(List.of("", "Examples:"));
            verb.examples().forEach(example -> footer.add("  " + example));
            footer.addAll(List.of("", "Exit statuses and the environment: cofre --help"));
            spec.usageMessage().footer(footer.toArray(String[]::new));
        }
        return spec;
    }

    private static List<OptionSpec> everywhere() {
        return List.of(
                OptionSpec.builder("--json")
                        .description("Print the service's answer as it is, for programs.")
                        .build(),
                OptionSpec.builder("--url")
                        .type(String.class)
                        .paramLabel("URL")
                        .description("The service; else the profile's, else " + Connection.DEFAULT_URL + ".")
                        .build(),
                OptionSpec.builder("--plain-http")
                        .description("Send the token unencrypted, also to another machine.")
                        .build(),
                OptionSpec.builder("--timeout")
                        .type(String.class)
                        .paramLabel("SECONDS")
                        .description("How long to wait for an answer; 0 for ever (60).")
                        .build(),
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Print this.")
                        .build());
    }

    private static OptionSpec option(Parameter parameter) {
        OptionSpec.Builder builder = OptionSpec.builder(parameter.name()).description(parameter.help());
        return switch (parameter.kind()) {
            case FLAG -> builder.build();
            case NEEDED, OPTION ->
                builder.type(String.class)
                        .paramLabel(parameter.label())
                        .required(parameter.kind() == Parameter.Kind.NEEDED)
                        .build();
            case NEEDED_MANY, MANY ->
                builder.type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .paramLabel(parameter.label())
                        .required(parameter.kind() == Parameter.Kind.NEEDED_MANY)
                        .build();
            case OPERAND, OPERAND_MAYBE -> throw new IllegalArgumentException(parameter.name() + " is no option");
        };
    }

    private static PositionalParamSpec operand(Parameter parameter, int place, String arity) {
        return PositionalParamSpec.builder()
                .index(String.valueOf(place))
                .type(String.class)
                .arity(arity)
                .required(arity.equals("1"))
                .paramLabel(parameter.label())
                .description(parameter.help())
                .build();
    }
}
