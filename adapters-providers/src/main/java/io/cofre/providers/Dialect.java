package io.cofre.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.ports.provider.ProviderCall;
import java.util.Map;

/** How one vendor's API is spoken; all else about a call is the same. */
interface Dialect {
    /** Under the base URL. */
    String path();

    /** The header that holds the request's id. */
    String requestIdHeader();

    Map<String, String> headers(String key);

    ObjectNode body(ProviderCall call);

    /** Reads a whole answer. */
    void whole(JsonNode body, Answer answer);

    /** Reads one event of a stream; false where no other event follows. */
    boolean event(EventStream.Event event, ProviderJson json, Answer answer);

    /** The words of an error answer; empty where it has none. */
    String errorWords(JsonNode body);
}
