package io.cofre.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.tls.Tls;
import io.helidon.webclient.api.TcpClientConnection;
import java.lang.reflect.Field;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    /** Without it a small write can wait 40 ms for an acknowledgement; the client shows its socket to nobody else. */
    @Test
    void open_any_sendsSmallWritesAtOnce() throws Exception {
        Tls none = Tls.builder().enabled(false).build();
        try (RawServer server = new RawServer(socket -> {})) {
            ProviderSettings settings = ProviderSettings.of("a", "http://127.0.0.1:" + server.port());
            try (Connections connections = new Connections(HttpCalls.webClient(settings, none), settings, none)) {
                TcpClientConnection connection = connections.open();
                Field field = TcpClientConnection.class.getDeclaredField("socket");
                field.setAccessible(true);
                assertThat(((Socket) field.get(connection)).getTcpNoDelay()).isTrue();
                connection.closeResource();
            }
        }
    }
}
