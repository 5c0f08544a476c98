package io.cofre.assembly.command;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Hands what is written through {@code java.util.logging} to the program's own log. */
final class ForwardedLog extends Handler {
    private final SimpleFormatter words = new SimpleFormatter();

    @Override
    public void publish(LogRecord line) {
        String name = line.getLoggerName() == null ? "java.util.logging" : line.getLoggerName();
        LoggingEventBuilder event = LoggerFactory.getLogger(name).atLevel(level(line.getLevel()));
        if (line.getThrown() != null) {
            event = event.setCause(line.getThrown());
        }
        event.log(words.formatMessage(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private static org.slf4j.event.Level level(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return org.slf4j.event.Level.ERROR;
        }
        if (value >= Level.WARNING.intValue()) {
            return org.slf4j.event.Level.WARN;
        }
        return value >= Level.INFO.intValue() ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.DEBUG;
    }
}
