package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.traffic.Seen;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 100,000 members through the whole surface. */
class WideBodyTest {
    private final HttpWorld world = new HttpWorld().acme();
    private final String ana = world.ana();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/cli/memory.add | {%s} | 400 | request.unknown_field",
                "/cli/ask | {'text':'x','vars':{%s}} | 400 | request.malformed",
                "/api/spans | {%s} | 422 | ledger.malformed",
                "/wallet/sign/span | {'kid':'kid_ed25519_main','span':{%s}} | 422 | ledger.malformed",
            })
    void post_wideObject_isRefusedFast(String path, String body, int status, String code) {
        String members =
                IntStream.range(0, 100_000).mapToObj(i -> "\"" + i + "\":1").collect(Collectors.joining(","));
        String json = body.replace('\'', '"').replace("%s", members);
        assertThat(json.length()).isGreaterThan(900_000);
        long from = System.nanoTime();
        Seen seen = world.post(ana, path, json);
        assertThat(System.nanoTime() - from).isLessThan(TimeUnit.SECONDS.toNanos(5));
        assertThat(List.of(seen.status(), seen.code())).isEqualTo(List.of(status, code));
    }
}
