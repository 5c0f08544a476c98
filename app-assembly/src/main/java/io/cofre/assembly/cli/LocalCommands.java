package io.cofre.assembly.cli;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The commands that work on a node's own data, as help and completion tell them. The service's program runs them, and
 * this one must not load it; a test holds the list against that program.
 */
final class LocalCommands {
    /** What is completed as the name of a file. */
    private static final Set<String> FILES = Set.of("FILE", "--config", "--data", "--admin-token-file", "--from-file");

    /** Those of the service's program, in the order of the help. */
    static final List<Local> ALL = List.of(
            settled("serve", "start the service", "--port=", "--roles=", "--admin-token-file="),
            new Local("demo", "see everything work, on a service of its own", List.of("--exit")),
            settled("backup", "save the data of a service, while it runs", "--with-master-key", "--json", "FILE"),
            settled("restore", "bring saved data back", "--json", "FILE"),
            settled("ledger verify", "verify every span from the trusted roots on", "--trust=", "--json", "FILE"),
            settled("ledger audit", "verify, and hold the tables beside the ledger against it", "--most=", "--json"),
            settled("trust list", "show the roots that a ledger is judged by", "--json"),
            settled("trust add", "trust one more", "--json", "PUBLIC_KEY"),
            settled("trust remove", "trust one no more", "--json", "KEY_ID"),
            settled("config", "print the settings in effect", "--reference", "--json"),
            settled(
                    "key import",
                    "bring an Ed25519 key from elsewhere into a wallet, at set-up",
                    "--wallet=",
                    "--kid=",
                    "--from-file=",
                    "--cap=",
                    "--http-scope=",
                    "--json"),
            settled("admin reset", "replace a lost admin token", "--admin-token-file="),
            settled("vault rotate-master", "change the master key"),
            settled("pepper rotate", "change what the hashes of API keys rest on"),
            new Local(
                    "db init",
                    "print what prepares a PostgreSQL of yours",
                    List.of("--database=", "--user=", "--migrate-user=")));

    /** Done by the script itself. */
    static final Local WARM = new Local("warm", "make the cache anew that quickens every start (JDK 25)", List.of());

    private LocalCommands() {}

    /**
     * One of them.
     *
     * @param path without {@code cofre}: {@code ledger verify}
     * @param takes options with their dashes, besides {@code --help} and {@code --debug}, {@code =} ending those that
     *     take a value; and operands as the usage names them
     */
    record Local(String path, String summary, List<String> takes) {
        /** The first word of the path. */
        String group() {
            return path.split(" ", 2)[0];
        }

        /** The last word of the path. */
        String name() {
            return path.substring(path.lastIndexOf(' ') + 1);
        }
    }

    private static Local settled(String path, String summary, String... more) {
        List<String> options = new ArrayList<>(List.of("--config=", "--data="));
        options.addAll(List.of(more));
        return new Local(path, summary, List.copyOf(options));
    }

    /** The commands of two words that begin with this one. */
    static List<Local> under(String group) {
        return ALL.stream()
                .filter(local -> local.path().startsWith(group + " "))
                .toList();
    }

    /** Puts them beside the client's commands, for completion. */
    static void into(CommandSpec root) {
        Map<String, CommandSpec> groups = new TreeMap<>();
        root.subcommands().forEach((name, line) -> groups.put(name, line.getCommandSpec()));
        for (Local local : ALL) {
            CommandSpec spec = spec(local);
            if (local.path().equals(local.group())) {
                root.addSubcommand(local.path(), spec);
                continue;
            }
            CommandSpec group = groups.get(local.group());
            if (group == null) {
                group = CommandSpec.create().name(local.group());
                groups.put(local.group(), group);
                root.addSubcommand(local.group(), group);
            }
            group.addSubcommand(local.name(), spec);
        }
        root.addSubcommand(WARM.path(), spec(WARM));
    }

    private static CommandSpec spec(Local local) {
        CommandSpec spec = CommandSpec.create().name(local.name());
        for (String taken : local.takes()) {
            boolean valued = taken.endsWith("=");
            String name = valued ? taken.substring(0, taken.length() - 1) : taken;
            Class<?> type = FILES.contains(name) ? File.class : String.class;
            if (!taken.startsWith("--")) {
                spec.addPositional(PositionalParamSpec.builder()
                        .paramLabel(name)
                        .type(type)
                        .build());
            } else {
                OptionSpec.Builder option = OptionSpec.builder(name);
                spec.addOption(valued ? option.type(type).paramLabel("VALUE").build() : option.build());
            }
        }
        return spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).build());
    }
}
