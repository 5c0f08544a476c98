package io.cofre.assembly.node;

import io.cofre.assembly.config.Config;
import io.cofre.assembly.wiring.Closing;
import io.cofre.local.postgres.EmbeddedPostgres;
import io.cofre.local.postgres.PostgresFailure;
import io.cofre.local.postgres.PostgresListener;
import io.cofre.local.postgres.PostgresOptions;
import io.cofre.local.postgres.RunningPostgres;
import io.cofre.ports.vault.SecretBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An embedded node's PostgreSQL for its superuser, whether the node runs or not.
 *
 * @param url of the database
 */
record OwnServer(String url, String user, SecretBytes password) {
    /** As the node runs it; else started for this, and stopped at the closing. */
    static OwnServer open(Config config, Closing closing, Progress progress) {
        Path home = home(config);
        if (!Files.isDirectory(home)) {
            throw new StartFailure(
                    ExitStatus.CONFIG, "there is no data in " + config.node().dataDirectory());
        }
        Optional<RunningPostgres> running = RunningPostgres.find(home);
        if (running.isPresent()) {
            return of(
                    running.get().jdbcUrl(Database.NAME),
                    running.get().user(),
                    running.get().password(),
                    closing);
        }
        EmbeddedPostgres own = start(home, PostgresListener.silent(), closing, progress);
        return of(own.jdbcUrl(Database.NAME), own.user(), own.password(), closing);
    }

    static void requireData(Config config) {
        if (!Files.isDirectory(home(config))) {
            throw new StartFailure(
                    ExitStatus.CONFIG,
                    "there is no data in " + config.node().dataDirectory()
                            + "; name the node's data directory with --data");
        }
    }

    /** Where it lies. */
    static Path home(Config config) {
        return config.node().dataDirectory().resolve("postgres");
    }

    static EmbeddedPostgres start(Path home, PostgresListener listener, Closing closing, Progress progress) {
        try {
            return closing.keep(
                    "PostgreSQL",
                    progress.during(
                            "starting PostgreSQL in " + home,
                            () -> EmbeddedPostgres.start(
                                    home, PostgresOptions.defaults().withListener(listener))),
                    EmbeddedPostgres::close);
        } catch (PostgresFailure.DataDirectoryInUse e) {
            throw new StartFailure(ExitStatus.UNAVAILABLE, e.getMessage() + " (see --data)", e);
        } catch (PostgresFailure e) {
            throw new StartFailure(ExitStatus.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private static OwnServer of(String url, String user, char[] password, Closing closing) {
        return new OwnServer(url, user, closing.keep("password", Secrets.owning(password)));
    }
}
