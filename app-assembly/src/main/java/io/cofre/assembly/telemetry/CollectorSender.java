package io.cofre.assembly.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Consumer;

/** Sends traces with the JDK's own client, once each. */
final class CollectorSender implements HttpSender {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LONGEST).build();
    private final HttpSenderConfig config;

    CollectorSender(HttpSenderConfig config) {
        this.config = config;
    }

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> answered, Consumer<Throwable> failed) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            message.writeMessage(body);
        } catch (IOException e) {
            failed.accept(e);
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(config.getEndpoint())
                .timeout(LONGEST)
                .header("Content-Type", config.getContentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        var unused = client.sendAsync(request, BodyHandlers.ofByteArray()).whenComplete((answer, failure) -> {
            if (failure != null) {
                failed.accept(failure);
            } else {
                answered.accept(new Answer(answer.statusCode(), answer.body()));
            }
        });
    }

    @Override
    public CompletableResultCode shutdown() {
        client.shutdownNow();
        return CompletableResultCode.ofSuccess();
    }

    private static final class Answer implements HttpResponse {
        private final int status;
        private final byte[] body;

        Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        @Override
        public int getStatusCode() {
            return status;
        }

        @Override
        public String getStatusMessage() {
            return "";
        }

        @Override
        public byte[] getResponseBody() {
            return body;
        }
    }
}
