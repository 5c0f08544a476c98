package io.cofre.assembly.command;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One JSON object a line. What was logged by name has a member of its own, as has the request's trace_id. */
final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NONE = {};

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public byte[] headerBytes() {
        return NONE;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ObjectNode line = json.createObjectNode()
                .put("at", event.getInstant().toString())
                .put("level", event.getLevel().toString())
                .put("logger", event.getLoggerName())
                .put("thread", event.getThreadName())
                .put("message", event.getFormattedMessage());
        event.getMDCPropertyMap().forEach(line::put);
        Optional.ofNullable(event.getKeyValuePairs())
                .ifPresent(pairs -> pairs.forEach(pair -> line.put(pair.key, String.valueOf(pair.value))));
        Optional.ofNullable(event.getThrowableProxy())
                .ifPresent(failure -> line.put("failure", ThrowableProxyUtil.asString(failure)));
        try {
            return (json.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line of the log cannot be written as JSON", e);
        }
    }

    @Override
    public byte[] footerBytes() {
        return NONE;
    }
}
