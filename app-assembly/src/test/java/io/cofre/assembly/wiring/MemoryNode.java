package io.cofre.assembly.wiring;

import com.google.inject.Injector;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.ConfigReader;
import io.cofre.assembly.config.Inputs;
import io.cofre.assembly.telemetry.Telemetry;
import io.cofre.assembly.traffic.Traffic;
import io.cofre.domain.Cofre;
import io.cofre.domain.usecase.FirstStart;
import io.cofre.http.helidon.HelidonServer;
import io.cofre.http.helidon.ServerSettings;
import io.cofre.http.helidon.Starting;
import io.cofre.http.surface.Surface;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** The assembly {@code memory}, served on a free port and looked on as its settings say; tenant acme is there. */
final class MemoryNode implements AutoCloseable {
    private final HelidonServer server;
    private final Telemetry telemetry;
    private final Closing closing = new Closing();
    private final HttpClient client = HttpClient.newHttpClient();
    final String admin;

    /** @param settings as variables of the environment */
    MemoryNode(Path directory, Map<String, String> settings) {
        this(directory, settings, UnaryOperator.identity());
    }

    /** @param served changes how it listens */
    MemoryNode(Path directory, Map<String, String> settings, UnaryOperator<ServerSettings> served) {
        Config config = config(directory, settings);
        telemetry = Telemetry.of(config.telemetry(), "1.2.3");
        URI origin = URI.create("http://cofre.test");
        Injector injector = Assembled.injector(List.of(
                new MemoryModule(config, telemetry, SettableClock.atStart(), Seeds.next()),
                new OneNodeModule(),
                new NearModule(closing),
                new DomainModule(origin),
                new HttpModule(origin)));
        FirstStart.Started.First first = (FirstStart.Started.First)
                injector.getInstance(Cofre.class).upkeep().firstStart().start();
        admin = first.admin().token().reveal();
        Starting.Started started = (Starting.Started) HelidonServer.start(
                served.apply(ServerSettings.on("127.0.0.1", 0)),
                injector.getInstance(Surface.class),
                injector.getInstance(AtomicBoolean.class),
                injector.getInstance(RandomGenerator.class));
        server = started.server();
        post(admin, "/api/admin/tenants", "{\"tenant_id\":\"acme\",\"name\":\"Acme\"}");
        post(
                admin,
                "/api/admin/wallets",
                "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"owner_id\":\"ana@acme\"}");
    }

    private static Config config(Path directory, Map<String, String> settings) {
        return switch (ConfigReader.read(new Inputs(directory, Optional.empty(), settings, Map.of(), Map.of()))) {
            case ConfigReader.Reading.Good(Config config) -> config;
            case ConfigReader.Reading.Bad bad -> throw new AssertionError("refused: " + bad.problems());
        };
    }

    int port() {
        return server.port();
    }

    /** Requests that are being answered. */
    long answering() {
        return server.answering();
    }

    HttpResponse<String> get(String token, String path) {
        return answered(() -> Traffic.get(client, request(token, path)));
    }

    /** The status of an answer for which the document has no word. */
    int undocumented(String path) {
        return answered(() -> client.send(request(admin, path).build(), HttpResponse.BodyHandlers.ofString()))
                .statusCode();
    }

    HttpResponse<String> post(String token, String path, String json, String... headers) {
        HttpRequest.Builder request = request(token, path);
        return answered(() -> Traffic.post(client, headers.length == 0 ? request : request.headers(headers), json));
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "ApiKey " + token);
    }

    private interface Sending {
        HttpResponse<String> send() throws IOException, InterruptedException;
    }

    private static HttpResponse<String> answered(Sending sending) {
        try {
            return sending.send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops it, and sends what it knows. */
    @Override
    public void close() {
        client.close();
        server.close();
        closing.close();
        telemetry.close();
    }
}
