package io.cofre.bench;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.Stage;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;

/**
 * The reference for the time to ready: a Helidon server with one route, wired by Guice, and nothing else. Prints
 * {@code ready} and waits.
 */
public final class BareStart {
    private BareStart() {}

    private static final class BareModule extends AbstractModule {
        @Provides
        @Singleton
        WebServer server() {
            return WebServer.builder()
                    .host("127.0.0.1")
                    .port(0)
                    .routing(HttpRouting.builder()
                            .get("/hello", (request, response) -> response.send("{\"hello\":\"world\"}")))
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
