package io.cofre.http.route;

import io.cofre.domain.Code;
import io.cofre.domain.auth.Requirement;
import io.cofre.http.json.Schema;
import io.cofre.http.json.Schema.Property;
import io.cofre.http.route.Route.Gives;
import io.cofre.http.route.Route.Repeats;
import io.cofre.http.route.Route.Takes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a route is, one thing after another. Not thread-safe. */
public final class RouteBuilder {
    private final Method method;
    private final PathTemplate path;
    private Requirement need = new Requirement.Authenticated();
    private String tag = "";
    private String summary = "";
    private Schema.Obj query = Schema.object();
    private Takes takes = new Takes.Nothing();
    private final List<Gives> gives = new ArrayList<>();
    private final List<Code> refuses = new ArrayList<>();
    private final List<Property> headers = new ArrayList<>();
    private Repeats repeats = new Repeats.Unsupported();

    RouteBuilder(Method method, PathTemplate path) {
        this.method = method;
        this.path = path;
    }

    public RouteBuilder need(Requirement requirement) {
        this.need = requirement;
        return this;
    }

    public RouteBuilder says(String group, String sentence) {
        this.tag = group;
        this.summary = sentence;
        return this;
    }

    public RouteBuilder query(Schema.Obj schema) {
        this.query = schema;
        return this;
    }

    public RouteBuilder takes(Schema.Obj schema) {
        this.takes = new Takes.Json(schema, false, Optional.empty());
        return this;
    }

    /** No body is as good as an empty object. */
    public RouteBuilder mayTake(Schema.Obj schema) {
        this.takes = new Takes.Json(schema, true, Optional.empty());
        return this;
    }

    public RouteBuilder takes(Schema.Obj schema, int maxBytes) {
        this.takes = new Takes.Json(schema, false, Optional.of(maxBytes));
        return this;
    }

    public RouteBuilder takesRaw(Schema shown) {
        this.takes = new Takes.RawJson(shown);
        return this;
    }

    public RouteBuilder takesOrLines(Schema.Obj schema, int maxBytes, Schema line) {
        this.takes = new Takes.JsonOrLines(new Takes.Json(schema, false, Optional.of(maxBytes)), line);
        return this;
    }

    public RouteBuilder gives(int status, Schema schema, String description) {
        return gives(status, "application/json", schema, description);
    }

    public RouteBuilder gives(int status, String contentType, Schema schema, String description) {
        gives.add(new Gives(status, contentType, Optional.of(schema), description));
        return this;
    }

    public RouteBuilder givesNothing(int status, String description) {
        gives.add(new Gives(status, "", Optional.empty(), description));
        return this;
    }

    public RouteBuilder refuses(Code... codes) {
        refuses.addAll(List.of(codes));
        return this;
    }

    /** Takes {@code Idempotency-Key}. */
    public RouteBuilder once(Replay again) {
        this.repeats = new Repeats.Answered(again);
        return this;
    }

    /** Takes {@code Idempotency-Key}, and handles a repeat once more: its parts have one effect by themselves. */
    public RouteBuilder onceByParts() {
        this.repeats = new Repeats.HandledAgain();
        return this;
    }

    /** Reads a header that not every route reads. */
    public RouteBuilder header(String name, Schema schema, String description) {
        headers.add(new Property(name, schema, false, description));
        return this;
    }

    public Route to(Handler handler) {
        if (summary.isEmpty() || gives.isEmpty()) {
            throw new IllegalStateException(method + " " + path + " does not say what it does or gives");
        }
        return new Route(method, path, need, tag, summary, query, takes, gives, refuses, headers, repeats, handler);
    }
}
