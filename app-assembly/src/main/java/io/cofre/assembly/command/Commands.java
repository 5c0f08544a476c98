package io.cofre.assembly.command;

import io.cofre.assembly.node.ExitStatus;
import io.cofre.assembly.node.StartFailure;
import io.cofre.ports.PortFailure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The command line of {@link io.cofre.assembly.Main}: finds the command, runs it, tells failures in one line. */
public final class Commands {
    static final String EXAMPLES = "%nExamples:%n";

    private final Terminal terminal;
    private final Root root = new Root();

    @Command(
            name = "cofre",
            description = "Wallets, API keys and a signed ledger for people, apps and AI agents.",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "COMMAND")
    private static final class Root {
        @Option(
                names = "--debug",
                description = "Shows where in the program a failure came from.",
                scope = CommandLine.ScopeType.INHERIT)
        private boolean debug;
    }

    @Command(name = "admin", description = "Recovers what administrators need.", synopsisSubcommandLabel = "COMMAND")
    private static final class Admin {}

    @Command(
            name = "db",
            description = "Prepares a PostgreSQL that is not Cofre's own.",
            synopsisSubcommandLabel = "COMMAND")
    private static final class Db {}

    @Command(name = "key", description = "Brings keys from elsewhere.", synopsisSubcommandLabel = "COMMAND")
    private static final class Key {}

    @Command(name = "ledger", description = "Verifies and audits the ledger.", synopsisSubcommandLabel = "COMMAND")
    private static final class Ledger {}

    @Command(
            name = "pepper",
            description = "Key hygiene of the hashes of API keys.",
            synopsisSubcommandLabel = "COMMAND")
    private static final class Pepper {}

    @Command(name = "vault", description = "Key hygiene.", synopsisSubcommandLabel = "COMMAND")
    private static final class Vault {}

    public Commands(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs the command that the arguments name; returns the exit status. */
    public int run(String... args) {
        Logging.configure(Logging.QUIET);
        return line().execute(args.length == 0 ? new String[] {"--help"} : args);
    }

    /** Every command, ready to be run or looked at. */
    public CommandLine line() {
        CommandLine line = new CommandLine(root)
                .addSubcommand(new ServeCommand(terminal))
                .addSubcommand(new ConfigCommand(terminal))
                .addSubcommand(new DemoCommand(terminal))
                .addSubcommand(new BackupCommand(terminal))
                .addSubcommand(new RestoreCommand(terminal))
                .addSubcommand(new CommandLine(new Db()).addSubcommand(new DbInitCommand(terminal)))
                .addSubcommand(new CommandLine(new Admin()).addSubcommand(new AdminResetCommand(terminal)))
                .addSubcommand(new CommandLine(new Key()).addSubcommand(new KeyImportCommand(terminal)))
                .addSubcommand(new TrustCommand(terminal))
                .addSubcommand(new CommandLine(new Ledger())
                        .addSubcommand(new LedgerVerifyCommand(terminal))
                        .addSubcommand(new LedgerAuditCommand(terminal)))
                .addSubcommand(new CommandLine(new Vault()).addSubcommand(new RotateMasterCommand(terminal)))
                .addSubcommand(new CommandLine(new Pepper()).addSubcommand(new RotatePepperCommand(terminal)));
        line.getSubcommands().values().forEach(Commands::helped);
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler((failure, command, parsed) -> tell(failure));
        line.setParameterExceptionHandler((mistake, given) -> misused(mistake));
        return line;
    }

    /** Every command and those under it say what they are; only the root has a version. */
    private static void helped(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Prints this.")
                        .build());
        command.getSubcommands().values().forEach(Commands::helped);
    }

    private int misused(CommandLine.ParameterException mistake) {
        CommandSpec command = mistake.getCommandLine().getCommandSpec();
        terminal.err().println("cofre: " + mistake.getMessage());
        terminal.err().println("Try: " + command.qualifiedName() + " --help");
        return ExitStatus.USAGE.code();
    }

    private int tell(Exception failure) {
        if (root.debug) {
            failure.printStackTrace(terminal.err());
        }
        return switch (failure) {
            case StartFailure known -> told(known.status(), known.getMessage());
            case PortFailure port -> tell(StartFailure.of(port));
            default ->
                told(
                        ExitStatus.INTERNAL,
                        failure + (root.debug ? "" : " (a fault of the program; --debug shows where)"));
        };
    }

    private int told(ExitStatus status, @Nullable String what) {
        terminal.err().println("cofre: " + what);
        return status.code();
    }
}
