package io.cofre.local.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;

/** A JVM that starts a server, writes a row, says so, and waits to be killed. */
public final class LauncherProgram {
    private LauncherProgram() {}

    public static void main(String[] arguments) throws Exception {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]), Servers.options());
            try (Connection connection = DriverManager.getConnection(
                            server.jdbcUrl("postgres"), server.user(), new String(server.password()));
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE written (by text)");
                statement.execute("INSERT INTO written VALUES ('the killed JVM')");
            }
            System.out.println("server " + server.pid());
        } catch (PostgresFailure e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        System.in.read();
    }

    /** The process, and the one line that it says. */
    record Child(Process process, String line) {
        static Child start(Path dataDirectory) throws IOException {
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            LauncherProgram.class.getName(),
                            dataDirectory.toString()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            String line = reader.readLine();
            return new Child(process, String.valueOf(line));
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }
}
