package io.cofre.local.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs a server on a small disk, fills that, and makes room again. Says what it heard, a line each. Run in a mount
 * namespace of its own: see {@link FullDiskTest}.
 */
public final class FullDiskProgram {
    private static final int LOT = 1 << 16;

    private FullDiskProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path disk = Path.of(arguments[0]);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        PostgresListener listener = new PostgresListener() {
            @Override
            public void stopped(String reason, Duration nextTry) {
                heard.add("stopped: " + reason.replace('\n', ' '));
            }

            @Override
            public void restarted() {
                heard.add("restarted");
            }
        };
        try (EmbeddedPostgres server = EmbeddedPostgres.start(
                disk.resolve("postgres"), Servers.options().withListener(listener))) {
            Servers.execute(server, "CREATE TABLE written AS SELECT 'before' AS word");
            Path filler = fill(disk);
            System.out.println("refused: " + forceANewLogFile(server));
            System.out.println(next(heard));
            Files.delete(filler);
            String last = next(heard);
            while (!last.equals("restarted")) {
                last = next(heard);
            }
            System.out.println(last);
            System.out.println("kept: " + Servers.query(server, "SELECT word FROM written"));
            Servers.execute(server, "INSERT INTO written VALUES ('after')");
            System.out.println("written: " + Servers.query(server, "SELECT count(*) FROM written"));
        }
    }

    private static Path fill(Path disk) throws IOException {
        Path filler = disk.resolve("filler");
        byte[] lot = new byte[LOT];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(lot);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    /** The server's log lies in files made ahead; only a new one needs room that is not there. */
    private static String forceANewLogFile(EmbeddedPostgres server) {
        for (int i = 0; ; i++) {
            try {
                Servers.execute(server, "UPDATE written SET word = word; SELECT pg_switch_wal()");
            } catch (SQLException e) {
                return String.valueOf(e.getMessage()).replace('\n', ' ');
            }
            if (i > 1_000) {
                throw new IllegalStateException("the disk is full, and the server goes on writing");
            }
        }
    }

    private static String next(BlockingQueue<String> heard) throws InterruptedException {
        return String.valueOf(heard.poll(120, TimeUnit.SECONDS));
    }
}
