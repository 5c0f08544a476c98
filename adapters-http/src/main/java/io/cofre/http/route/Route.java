package io.cofre.http.route;

import io.cofre.domain.Code;
import io.cofre.domain.auth.Requirement;
import io.cofre.http.json.Schema;
import io.cofre.http.json.Schema.Property;
import java.util.List;
import java.util.Optional;

/**
 * One operation of the HTTP surface, with all that its document says.
 *
 * @param need what the caller must hold
 * @param query the parameters that it takes
 * @param takes the body that it takes
 * @param gives the answers where nothing was refused
 * @param refuses the codes of its own; those that follow from need, query and body are not repeated here
 * @param headers that it reads besides those that all read
 * @param repeats what becomes of {@code Idempotency-Key}
 */
public record Route(
        Method method,
        PathTemplate path,
        Requirement need,
        String tag,
        String summary,
        Schema.Obj query,
        Takes takes,
        List<Gives> gives,
        List<Code> refuses,
        List<Property> headers,
        Repeats repeats,
        Handler handler) {
    public Route {
        gives = List.copyOf(gives);
        refuses = List.copyOf(refuses);
        headers = List.copyOf(headers);
    }

    /** What a request is that came before under the same {@code Idempotency-Key} with the same body. */
    public sealed interface Repeats {
        /** The route takes no such header. */
        record Unsupported() implements Repeats {}

        /** Answered from the record. */
        record Answered(Replay replay) implements Repeats {}

        /** Handled once more: its parts have one effect by themselves. */
        record HandledAgain() implements Repeats {}
    }

    /** What body a route takes. */
    public sealed interface Takes {
        /** None; one that is sent is not read. */
        record Nothing() implements Takes {}

        /**
         * One JSON object.
         *
         * @param optional whether an empty body stands for an empty object
         * @param maxBytes empty for the configured limit
         */
        record Json(Schema.Obj schema, boolean optional, Optional<Integer> maxBytes) implements Takes {}

        /**
         * One JSON text that only its handler looks into.
         *
         * @param shown what the document says about it
         */
        record RawJson(Schema shown) implements Takes {}

        /**
         * JSON, or lines of JSON that the handler reads as they arrive.
         *
         * @param line the shape of one line
         */
        record JsonOrLines(Json json, Schema line) implements Takes {}
    }

    /**
     * An answer.
     *
     * @param schema the shape of the body, of one line or of one event's data; empty where there is none
     */
    public record Gives(int status, String contentType, Optional<Schema> schema, String description) {}

    /** As people name it: {@code POST /cli/ask}. */
    public String name() {
        return method + " " + path;
    }

    public static RouteBuilder get(String path) {
        return new RouteBuilder(Method.GET, PathTemplate.of(path));
    }

    public static RouteBuilder post(String path) {
        return new RouteBuilder(Method.POST, PathTemplate.of(path));
    }

    public static RouteBuilder delete(String path) {
        return new RouteBuilder(Method.DELETE, PathTemplate.of(path));
    }
}
