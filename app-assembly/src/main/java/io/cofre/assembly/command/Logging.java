package io.cofre.assembly.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.cofre.assembly.config.LogConfig;
import io.cofre.assembly.config.LogFormat;
import io.cofre.assembly.config.LogLevel;
import java.util.List;
import java.util.logging.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends all logs to standard error in one form, those that libraries write through {@code java.util.logging} too. */
public final class Logging {
    /** What commands log that are not the service. */
    static final LogConfig QUIET = new LogConfig(LogFormat.TEXT, LogLevel.WARN, LogLevel.WARN);

    private static final String LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{24} %msg %kvp%X%n%ex{6}";

    /** What these write below INFO is what they carry: values of statements, commands with their arguments, headers. */
    private static final List<String> TALKATIVE =
            List.of("org.jooq", "io.lettuce", "io.helidon.webclient", "io.helidon.webserver.http1", "sun.net.www");

    private Logging() {}

    /** From now on, for the whole process. */
    public static void configure(LogConfig config) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder(config.format(), context));
        console.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level(config.libraries()));
        root.addAppender(console);
        TALKATIVE.forEach(name -> context.getLogger(name).setLevel(atLeastInfo(config.libraries())));
        context.getLogger("io.cofre").setLevel(level(config.level()));
        LogManager.getLogManager().reset();
        java.util.logging.Logger others = java.util.logging.Logger.getLogger("");
        others.setLevel(julLevel(config.libraries()));
        others.addHandler(new ForwardedLog());
    }

    private static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
        Encoder<ILoggingEvent> encoder = switch (format) {
            case JSON -> new JsonLines();
            case TEXT -> {
                PatternLayoutEncoder lines = new PatternLayoutEncoder();
                lines.setPattern(LINE);
                yield lines;
            }
        };
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static Level atLeastInfo(LogLevel level) {
        return level == LogLevel.DEBUG ? Level.INFO : level(level);
    }

    private static Level level(LogLevel level) {
        return Level.toLevel(level.name());
    }

    private static java.util.logging.Level julLevel(LogLevel level) {
        return switch (level) {
            case ERROR -> java.util.logging.Level.SEVERE;
            case WARN -> java.util.logging.Level.WARNING;
            case INFO -> java.util.logging.Level.INFO;
            case DEBUG -> java.util.logging.Level.FINE;
        };
    }
}
