package io.cofre.assembly.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The commands that only call the API. Its class path is picocli, Jackson and this jar alone, so that it starts fast:
 * nothing here may load Guice, Helidon or an adapter.
 */
public final class Client {
    private Client() {}

    /** Runs the command named first. */
    public static void main(String[] args) {
        System.exit(run(Terminal.ofProcess(), args));
    }

    /**
     * Runs a command and prints what it has to say.
     *
     * @return of {@link Exit}
     */
    static int run(Terminal terminal, String... args) {
        try {
            return dispatched(terminal, args);
        } catch (Stop stop) {
            terminal.err().println((stop.isRaw() ? "" : terminal.paint().bad("cofre: ")) + stop.getMessage());
            stop.more().forEach(line -> terminal.err().println("  " + line));
            return stop.status();
        } catch (RuntimeException e) {
            // The edge: people are told in one line, and scripts by the status.
            terminal.err().println(terminal.paint().bad("cofre: ") + "a fault in this program: " + e);
            terminal.err().println("  Please report it, with the command and cofre --version.");
            return Exit.UNEXPECTED;
        }
    }

    private static int dispatched(Terminal terminal, String[] args) {
        String first = args.length == 0 ? "--help" : args[0];
        return switch (first) {
            case "-h", "--help", "help" -> {
                HelpPages.everything().forEach(terminal.out()::println);
                yield args.length == 0 ? Exit.USAGE : Exit.OK;
            }
            case "--version", "version" -> {
                String version = Client.class.getPackage().getImplementationVersion();
                terminal.out().println("cofre " + (version == null ? "(not packaged)" : version));
                yield Exit.OK;
            }
            default -> grouped(terminal, first, args);
        };
    }

    private static int grouped(Terminal terminal, String group, String[] args) {
        List<Verb> verbs = Commands.under(group);
        refuseLocal(args);
        if (verbs.isEmpty()) {
            throw new Stop(
                    Exit.USAGE, "there is no command " + Width.shown(group), List.of("All commands: cofre --help"));
        }
        if (verbs.getFirst().path().equals(group)) {
            return ran(terminal, verbs.getFirst(), args, 1);
        }
        String second = args.length == 1 ? "--help" : args[1];
        if (second.equals("-h") || second.equals("--help") || second.equals("help")) {
            HelpPages.group(group, verbs).forEach(terminal.out()::println);
            return args.length == 1 ? Exit.USAGE : Exit.OK;
        }
        for (Verb verb : verbs) {
            if (verb.name().equals(second)) {
                return ran(terminal, verb, args, 2);
            }
        }
        throw new Stop(
                Exit.USAGE,
                "there is no command " + group + " " + Width.shown(second),
                List.of("There are: " + String.join(", ", names(group, verbs))));
    }

    private static List<String> names(String group, List<Verb> verbs) {
        return Stream.concat(
                        verbs.stream().map(Verb::name),
                        LocalCommands.under(group).stream().map(LocalCommands.Local::name))
                .toList();
    }

    /** The script sends these elsewhere; whoever starts this program by itself is told. */
    private static void refuseLocal(String[] args) {
        String typed = String.join(" ", args) + " ";
        for (LocalCommands.Local local : LocalCommands.ALL) {
            if (typed.startsWith(local.path() + " ")) {
                throw new Stop(
                        Exit.USAGE,
                        local.path() + " works on a node's own data, which this program cannot",
                        "The script ./cofre starts the right one.");
            }
        }
    }

    private static int ran(Terminal terminal, Verb verb, String[] args, int words) {
        CommandLine line = Specs.line(Specs.of(verb), terminal);
        String[] rest = Arrays.copyOfRange(args, words, args.length);
        try {
            ParseResult result = line.parseArgs(rest);
            if (result.isUsageHelpRequested()) {
                line.usage(terminal.out());
                return Exit.OK;
            }
            verb.action().run(new Work(terminal, new Given(result)));
            return Exit.OK;
        } catch (ParameterException e) {
            throw new Stop(Exit.USAGE, told(e), "How it is used: cofre " + verb.path() + " --help");
        }
    }

    /** Without what was typed where it may be a secret given in the wrong place. */
    private static String told(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            boolean tokens = unmatched.getUnmatched().stream().anyMatch(text -> text.contains("tok_"));
            return tokens
                    ? "a token is never an argument: every process of this machine could read it there"
                    : "not understood: " + Width.shown(String.join(" ", unmatched.getUnmatched()));
        }
        return Width.shown(String.valueOf(e.getMessage()));
    }
}
