package io.cofre.assembly.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.ConfigurationException;
import com.google.inject.Injector;
import io.cofre.assembly.config.ConfigReader;
import io.cofre.assembly.config.Inputs;
import io.cofre.assembly.telemetry.Telemetry;
import io.cofre.domain.Cofre;
import io.cofre.domain.usecase.FirstStart;
import io.cofre.http.exchange.Connection;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.exchange.Head;
import io.cofre.http.exchange.Headers;
import io.cofre.http.exchange.RequestBody;
import io.cofre.http.helidon.HelidonServer;
import io.cofre.http.helidon.ServerSettings;
import io.cofre.http.helidon.Starting;
import io.cofre.http.route.Route;
import io.cofre.http.surface.Surface;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The assembly {@code memory} serves, and the injector makes nothing on its own. */
class MemoryAssemblyTest {
    @TempDir
    private Path directory;

    @Test
    void memory_afterItsFirstStart_servesItsAdministrator() throws IOException, InterruptedException {
        Injector injector = injector(new Closing());
        FirstStart.Started.First first = (FirstStart.Started.First)
                injector.getInstance(Cofre.class).upkeep().firstStart().start();
        Starting.Started started = (Starting.Started) HelidonServer.start(
                ServerSettings.on("127.0.0.1", 0),
                injector.getInstance(Surface.class),
                injector.getInstance(AtomicBoolean.class),
                injector.getInstance(RandomGenerator.class));
        try (HelidonServer server = started.server();
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/auth/whoami"))
                            .header(
                                    "Authorization",
                                    "ApiKey " + first.admin().token().reveal())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"wallet_id\":\"wlt_system_platform\"");
        }
    }

    @Test
    void surface_ofASchedulerAlone_answersOnlyForItsHealthCountsAndDocument() {
        Injector injector = injector(new Closing(), Map.of("COFRE_ROLES", "scheduler"));
        assertThat(injector.getInstance(Surface.class).router().routes())
                .extracting(Route::name)
                .containsExactly("GET /health/live", "GET /health/ready", "GET /openapi", "GET /docs");
        Map<String, Integer> statuses = new TreeMap<>();
        for (String path : List.of("/health/live", "/docs", "/auth/whoami", "/api/spans")) {
            Exchange exchange = Exchange.of(
                    new Head("GET", path, Optional.empty(), Headers.none(), "192.0.2.1", false),
                    RequestBody.empty(),
                    Connection.silent());
            statuses.put(
                    path, injector.getInstance(Surface.class).handle(exchange).status());
        }
        assertThat(statuses)
                .isEqualTo(Map.of("/health/live", 200, "/docs", 200, "/auth/whoami", 404, "/api/spans", 404));
    }

    @Test
    void injector_typeThatNoModuleNames_isNotMade() {
        assertThatThrownBy(() -> injector(new Closing()).getInstance(StringBuilder.class))
                .isInstanceOf(ConfigurationException.class);
    }

    private Injector injector(Closing closing) {
        return injector(closing, Map.of());
    }

    private Injector injector(Closing closing, Map<String, String> variables) {
        Inputs inputs = new Inputs(directory, Optional.empty(), variables, Map.of(), Map.of());
        ConfigReader.Reading.Good good = (ConfigReader.Reading.Good) ConfigReader.read(inputs);
        URI origin = URI.create("http://cofre.test");
        return Assembled.injector(List.of(
                new MemoryModule(good.config(), Telemetry.off(), SettableClock.atStart(), Seeds.next()),
                new OneNodeModule(),
                new NearModule(closing),
                new DomainModule(origin),
                new HttpModule(origin)));
    }
}
