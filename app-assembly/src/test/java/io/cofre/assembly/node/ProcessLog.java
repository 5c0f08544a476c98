package io.cofre.assembly.node;

import io.cofre.assembly.command.Logging;
import io.cofre.assembly.config.LogConfig;
import io.cofre.assembly.config.LogFormat;
import io.cofre.assembly.config.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** All that this process writes, at the level at which most is logged, of its own and of its libraries. */
final class ProcessLog implements AutoCloseable {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    private ProcessLog() {}

    static ProcessLog capture() {
        ProcessLog log = new ProcessLog();
        System.setOut(log.stream());
        System.setErr(log.stream());
        Logging.configure(new LogConfig(LogFormat.JSON, LogLevel.DEBUG, LogLevel.DEBUG));
        return log;
    }

    private PrintStream stream() {
        OutputStream kept = written;
        return new PrintStream(kept, true, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return written.toByteArray();
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        Logging.configure(new LogConfig(LogFormat.TEXT, LogLevel.WARN, LogLevel.WARN));
    }
}
