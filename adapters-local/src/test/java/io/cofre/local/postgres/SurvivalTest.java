package io.cofre.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivalTest {
    @TempDir
    private Path directory;

    @Test
    void start_afterTheJvmWasKilled_stopsTheOrphanAndKeepsTheData() throws Exception {
        LauncherProgram.Child child = LauncherProgram.Child.start(directory);
        assertThat(child.line()).startsWith("server ");
        ProcessHandle orphan = ProcessHandle.of(Long.parseLong(child.line().substring("server ".length())))
                .orElseThrow();
        child.kill();
        assertThat(orphan.isAlive()).isTrue();

        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, Servers.options())) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(server.pid()).isNotEqualTo(orphan.pid());
            assertThat(Servers.query(server, "SELECT by FROM written")).isEqualTo("the killed JVM");
        }
    }

    @Test
    void start_afterJvmAndServerWereKilled_recovers() throws Exception {
        LauncherProgram.Child child = LauncherProgram.Child.start(directory);
        ProcessHandle orphan = ProcessHandle.of(Long.parseLong(child.line().substring("server ".length())))
                .orElseThrow();
        child.kill();
        orphan.destroyForcibly();
        orphan.onExit().get(60, TimeUnit.SECONDS);

        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, Servers.options())) {
            assertThat(Servers.query(server, "SELECT by FROM written")).isEqualTo("the killed JVM");
        }
    }

    @Test
    void start_whileAnotherJvmWorksOnTheData_namesItsProcess() throws Exception {
        LauncherProgram.Child child = LauncherProgram.Child.start(directory);
        try {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, Servers.options()))
                    .isInstanceOf(PostgresFailure.DataDirectoryInUse.class)
                    .hasMessageContaining(
                            "is in use by process " + child.process().pid() + ": stop it first");
        } finally {
            child.kill();
            // Takes the orphan away.
            EmbeddedPostgres.start(directory, Servers.options()).close();
        }
    }

    @Test
    void start_inAnotherJvmWhileThisOneWorksOnTheData_isRefusedAndDisturbsNothing() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, Servers.options())) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, Servers.options()))
                    .isInstanceOf(PostgresFailure.DataDirectoryInUse.class)
                    .hasMessageContaining("this process");

            LauncherProgram.Child child = LauncherProgram.Child.start(directory);
            child.kill();

            assertThat(child.line())
                    .startsWith("DataDirectoryInUse: ")
                    .contains("is in use by process " + ProcessHandle.current().pid());
            assertThat(Servers.query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void start_whenThePidFileNamesAnUnrelatedProcess_leavesThatAlone() throws Exception {
        EmbeddedPostgres.start(directory, Servers.options()).close();
        Process unrelated = new ProcessBuilder("sleep", "600").start();
        try {
            Path cluster = directory.toRealPath().resolve("pgdata");
            Files.writeString(
                    cluster.resolve("postmaster.pid"),
                    unrelated.pid() + "\n" + cluster
                            + "\n1700000000\n5432\n\n127.0.0.1\n  1234567    123456\nready   \n");

            try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, Servers.options())) {
                assertThat(Servers.query(server, "SELECT 1")).isEqualTo("1");
            }
            assertThat(unrelated.isAlive()).isTrue();
        } finally {
            unrelated.destroyForcibly();
        }
    }

    @Test
    void server_thatIsKilled_isRestartedAtTheSameAddressAndReported() throws Exception {
        Heard heard = new Heard();
        try (EmbeddedPostgres server =
                EmbeddedPostgres.start(directory, Servers.options().withListener(heard))) {
            Servers.execute(server, "CREATE TABLE kept AS SELECT 'kept' AS word");
            String address = server.jdbcUrl("postgres");
            long first = server.pid();

            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            assertThat(heard.next()).startsWith("stopped, PT0.1S: PostgreSQL stopped: it was ended by signal 9");
            assertThat(heard.next()).isEqualTo("restarted");
            assertThat(server.pid()).isNotEqualTo(first);
            assertThat(server.jdbcUrl("postgres")).isEqualTo(address);
            assertThat(Servers.query(server, "SELECT word FROM kept")).isEqualTo("kept");
        }
        assertThat(heard.all()).hasSize(2);
    }

    @Test
    void server_thatCannotBeRestarted_isTriedAgainWithGrowingPauses() throws Exception {
        Heard heard = new Heard();
        try (EmbeddedPostgres server =
                EmbeddedPostgres.start(directory, Servers.options().withListener(heard))) {
            Path settings = directory.resolve("pgdata/postgresql.auto.conf");
            String sound = Files.readString(settings);
            Files.writeString(settings, "work_mem = 'much'\n");

            ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();

            assertThat(heard.next()).startsWith("stopped, PT0.1S: PostgreSQL stopped: ");
            assertThat(heard.next())
                    .startsWith("stopped, PT0.2S: PostgreSQL could not be restarted: ")
                    .contains("invalid value for parameter \"work_mem\"");
            Files.writeString(settings, sound);
            Servers.await("the restart", () -> heard.all().contains("restarted"));
            assertThat(Servers.query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void close_whileARestartIsPending_endsTheAttempts() throws Exception {
        Heard heard = new Heard();
        EmbeddedPostgres server =
                EmbeddedPostgres.start(directory, Servers.options().withListener(heard));
        Files.writeString(directory.resolve("pgdata/postgresql.auto.conf"), "work_mem = 'much'\n");
        ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
        heard.next();

        server.close();

        int heardUntilThen = heard.all().size();
        assertThat(ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("postgres-" + server.port());
        assertThat(heard.all()).hasSize(heardUntilThen);
    }

    private static final class Heard implements PostgresListener {
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        private final List<String> all = new ArrayList<>();

        @Override
        public void stopped(String reason, Duration nextTry) {
            hear("stopped, " + nextTry + ": " + reason);
        }

        @Override
        public void restarted() {
            hear("restarted");
        }

        private synchronized void hear(String event) {
            all.add(event);
            events.add(event);
        }

        synchronized List<String> all() {
            return List.copyOf(all);
        }

        String next() throws InterruptedException {
            String event = events.poll(60, TimeUnit.SECONDS);
            return String.valueOf(event);
        }
    }
}
