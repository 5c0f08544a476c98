package io.cofre.http.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.exchange.Head;
import io.cofre.http.exchange.Headers;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    private final Proxies proxies = new Proxies(Set.of("10.0.0.1", "10.0.0.2"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.9 | X-Forwarded-For | 203.0.113.7 | 192.0.2.9",
                "10.0.0.1 | X-Forwarded-For | 203.0.113.7 | 203.0.113.7",
                "10.0.0.1 | X-Forwarded-For | 198.51.100.1, 203.0.113.7 | 203.0.113.7",
                "10.0.0.1 | X-Forwarded-For | 203.0.113.7, 10.0.0.2 | 203.0.113.7",
                "10.0.0.1 | X-Forwarded-For | unknown | 10.0.0.1",
                "10.0.0.1 | Forwarded | for=203.0.113.7;proto=https, for=10.0.0.2 | 203.0.113.7",
                "10.0.0.1 | Forwarded | for=\"[2001:db8::1]:4711\" | 2001:db8::1",
                "10.0.0.1 | Accept | 203.0.113.7 | 10.0.0.1",
            })
    void client_headerOfATrustedProxyOnly_counts(String peer, String name, String value, String expected) {
        Head head = new Head("GET", "/", Optional.empty(), Headers.of(name, value), peer, false);
        assertThat(proxies.client(head)).isEqualTo(expected);
    }
}
