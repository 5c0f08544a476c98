package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.http.traffic.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the OpenAPI document says, as far as no call can show it. */
class DocumentTest {
    private static final HttpWorld WORLD = new HttpWorld();

    /** Nothing in the document is open to members that it does not name. */
    @Test
    void document_everyObject_refusesUnknownMembers() {
        AtomicInteger objects = new AtomicInteger();
        walk(WORLD.send(Call.get("/openapi")).json(), schema -> {
            if (isObject(schema)) {
                objects.incrementAndGet();
                JsonNode others = schema.path("additionalProperties");
                assertThat(schema.has("properties") ? others.isBoolean() && !others.asBoolean() : others.isObject())
                        .as(schema.toString())
                        .isTrue();
            }
        });
        assertThat(objects.get()).isGreaterThan(50);
    }

    private static boolean isObject(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.asText().equals("object")
                || (type.isArray() && type.toString().contains("\"object\""))
                || (schema.path("properties").isObject()
                        && !schema.path("properties").has("type"));
    }

    private static void walk(JsonNode node, Consumer<JsonNode> each) {
        if (node.isObject()) {
            each.accept(node);
        }
        node.forEach(inside -> walk(inside, each));
    }

    @Test
    void document_headers_areThoseThatAreRead() {
        JsonNode paths = WORLD.send(Call.get("/openapi")).json().path("paths");
        assertThat(headers(paths.path("/wallet/provider/invoke").path("post")))
                .containsExactly("X-Provider-Key", "X-Tenant-Id", "X-User-Id", "Idempotency-Key");
        assertThat(headers(paths.path("/api/timeline/stream").path("get")))
                .containsExactly("Last-Event-ID", "X-Tenant-Id", "X-User-Id");
        assertThat(headers(paths.path("/api/spans/batch").path("post")))
                .containsExactly("X-Tenant-Id", "X-User-Id", "Idempotency-Key");
        assertThat(headers(paths.path("/health/live").path("get"))).isEmpty();
    }

    private static List<String> headers(JsonNode operation) {
        List<String> names = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("in").asText().equals("header")) {
                names.add(parameter.path("name").asText());
            }
        }
        return names;
    }
}
