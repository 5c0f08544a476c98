package io.cofre.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.Stage;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * The reference for requests and for the time to ready: a Helidon server with one route that writes a record as JSON,
 * wired by Guice, and nothing else. Prints {@code ready} and waits.
 */
public final class BareStart {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BareStart() {}

    /** The route's answer. */
    record Hello(String hello) {}

    private static void hello(ServerRequest request, ServerResponse response) throws JsonProcessingException {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(JSON.writeValueAsBytes(new Hello("world")));
    }

    private static final class BareModule extends AbstractModule {
        @Provides
        @Singleton
        WebServer server() {
            return WebServer.builder()
                    .host("127.0.0.1")
                    .port(0)
                    .connectionOptions(options -> options.tcpNoDelay(true))
                    .routing(HttpRouting.builder().get("/hello", BareStart::hello))
                    .build();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        WebServer server = Guice.createInjector(Stage.PRODUCTION, new BareModule())
                .getInstance(WebServer.class)
                .start();
        System.out.println("ready http://127.0.0.1:" + server.port());
        Thread.currentThread().join();
    }
}
