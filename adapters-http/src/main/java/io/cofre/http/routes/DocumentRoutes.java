package io.cofre.http.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.auth.Requirement;
import io.cofre.http.exchange.Answer;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.openapi.DocsPage;
import io.cofre.http.openapi.OpenApi;
import io.cofre.http.route.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The OpenAPI document of all routes, these two among them, and the page of it. */
public final class DocumentRoutes {
    private DocumentRoutes() {}

    /** The others and these. */
    public static List<Route> with(List<Route> others, String version, String server) {
        List<Route> all = new ArrayList<>(others);
        all.add(openApi(new byte[0]));
        all.add(docs(new byte[0]));
        ObjectNode document = OpenApi.document(all, version, server);
        List<Route> served = new ArrayList<>(others);
        served.add(openApi(Json.bytes(document)));
        served.add(docs(DocsPage.of(document).getBytes(StandardCharsets.UTF_8)));
        return served;
    }

    private static Route openApi(byte[] document) {
        return Route.get("/openapi")
                .need(new Requirement.Open())
                .says("Documents", "The OpenAPI 3.1 document of this service")
                .gives(200, Schema.any(), "The document")
                .to(exchange -> Answer.json(200, document).with("Cache-Control", "max-age=60"));
    }

    private static Route docs(byte[] page) {
        return Route.get("/docs")
                .need(new Requirement.Open())
                .says("Documents", "The same for people")
                .gives(200, "text/html; charset=utf-8", Schema.any(), "A page")
                .to(exchange -> Answer.bytes(200, "text/html; charset=utf-8", page)
                        .with("Cache-Control", "max-age=60")
                        .with(
                                "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"));
    }
}
