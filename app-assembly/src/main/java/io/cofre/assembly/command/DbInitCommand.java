package io.cofre.assembly.command;

import io.cofre.assembly.node.ExitStatus;
import io.cofre.assembly.node.StartFailure;
import io.cofre.postgres.PostgresInit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "init",
        description = {
            "Prints the SQL that a database administrator runs for an onprem installation: roles, two users, a database.",
            "It can be run again. No password stands in it: psql asks for them."
        },
        footerHeading = Commands.EXAMPLES,
        footer = {
            "  cofre db init > cofre-init.sql",
            "  psql -X -h db.example.com -U postgres -d postgres -f cofre-init.sql"
        })
final class DbInitCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--database", paramLabel = "NAME", description = "The one that postgres.url names (cofre).")
    private String database = "cofre";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "postgres.user, as which the service logs in; it owns nothing (cofre_service).")
    private String service = "cofre_service";

    @Option(
            names = "--migrate-user",
            paramLabel = "NAME",
            description = "postgres.migrate_user, which owns the tables and is no superuser (cofre_migrate).")
    private String migrate = "cofre_migrate";

    DbInitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().print(PostgresInit.script(names()));
        return ExitStatus.OK.code();
    }

    private PostgresInit.Names names() {
        try {
            return new PostgresInit.Names(database, service, migrate);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(ExitStatus.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
