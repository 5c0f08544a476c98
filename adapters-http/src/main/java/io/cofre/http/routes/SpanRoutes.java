package io.cofre.http.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.Code;
import io.cofre.domain.Cofre;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.ledger.ExportLine;
import io.cofre.domain.usecase.ExportSpans;
import io.cofre.domain.usecase.VerifySpan;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.problem.RefusedRequest;
import io.cofre.http.route.Route;
import io.cofre.ports.span.EntityType;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanFilter;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.StoredSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Reads of the ledger (spec 03, "Routes"). A span's text is its stored bytes, never made anew. */
public final class SpanRoutes {
    private static final String TAG = "Ledger";
    private static final Requirement READ = Requirement.of("span.read");
    private static final int EXPORT_PAGE = 500;

    private final Cofre.Ledger ledger;
    private final Predicate<Principal> stands;

    /** @param stands asked before each span of an export: it does not outlive its credential */
    public SpanRoutes(Cofre.Ledger ledger, Predicate<Principal> stands) {
        this.ledger = ledger;
        this.stands = stands;
    }

    public List<Route> routes() {
        return List.of(list(), export(), one(), versions(), verify());
    }

    private Route list() {
        return Route.get("/api/spans")
                .need(READ)
                .says(TAG, "The current versions that the caller may see, newest first")
                .query(Shapes.paging(Schema.object()
                        .maybe("entity_type", Schema.text(64), "of this type")
                        .maybe("status", Schema.text(200), "of this status")
                        .maybe("owner_id", Shapes.OWNER_ID, "of this owner")
                        .maybe("trace_id", Schema.text(200), "of this trace")
                        .maybe("parent_id", Schema.text(36), "below this span")
                        .maybe("who", Schema.text(300), "by whom")
                        .maybe("since", Schema.text(40), "the span's own time, inclusive")
                        .maybe("until", Schema.text(40), "the span's own time, exclusive")
                        .maybe("after_position", Shapes.POSITION, "only above it")))
                .gives(200, Shapes.page("spans", SpanShapes.LINE), "A page")
                .to(this::list);
    }

    private Answer list(Exchange exchange) {
        Asked asked = Asked.query(exchange.query());
        SpanFilter filter = new SpanFilter(
                asked.maybe("entity_type", EntityType::parse),
                exchange.query().maybeText("status"),
                asked.maybe("owner_id", OwnerId::parse),
                Optional.empty(),
                Optional.empty(),
                exchange.query().maybeText("trace_id"),
                asked.maybe("parent_id", SpanId::parse),
                exchange.query().maybeText("who"),
                asked.maybeTime("since"),
                asked.maybeTime("until"),
                exchange.query().maybeWhole("after_position"));
        long before = asked.maybe("cursor", Asked::number).orElse(Long.MAX_VALUE);
        int limit = asked.limit();
        List<StoredSpan> spans = ledger.list().list(exchange.principal(), filter, before, limit);
        return page(spans, limit, span -> span.position());
    }

    private static Answer page(List<StoredSpan> spans, int limit, ToLongFunction<StoredSpan> cursor) {
        ObjectNode page = Json.object();
        ArrayNode list = page.putArray("spans");
        spans.forEach(span -> list.add(line(span)));
        if (spans.size() < limit) {
            page.putNull("next_cursor");
        } else {
            page.put("next_cursor", String.valueOf(cursor.applyAsLong(spans.getLast())));
        }
        return Answer.json(200, page);
    }

    private static JsonNode line(StoredSpan span) {
        return Json.raw(new String(ExportLine.write(span), StandardCharsets.UTF_8));
    }

    private Route one() {
        return Route.get("/api/spans/{id}")
                .need(READ)
                .says(TAG, "The newest version, or the one asked for")
                .query(Schema.object().maybe("seq", Schema.whole(0, Long.MAX_VALUE), "which version"))
                .gives(200, SpanShapes.LINE, "The span as it was signed")
                .refuses(Code.SPAN_UNKNOWN)
                .to(exchange -> {
                    Optional<StoredSpan> span = ledger.read()
                            .read(
                                    exchange.principal(),
                                    id(exchange),
                                    exchange.query().maybeWhole("seq"));
                    return Answer.json(200, ExportLine.write(span.orElseThrow(SpanRoutes::unknown)));
                });
    }

    private Route versions() {
        return Route.get("/api/spans/{id}/versions")
                .need(READ)
                .says(TAG, "All versions, oldest first")
                .query(Shapes.paging(Schema.object()))
                .gives(200, Shapes.page("spans", SpanShapes.LINE), "A page")
                .refuses(Code.SPAN_UNKNOWN)
                .to(exchange -> {
                    Asked asked = Asked.query(exchange.query());
                    int limit = asked.limit();
                    long after = asked.maybe("cursor", Asked::number).orElse(-1L);
                    List<StoredSpan> spans = ledger.versions().list(exchange.principal(), id(exchange), after, limit);
                    if (spans.isEmpty() && after < 0) {
                        throw unknown();
                    }
                    return page(spans, limit, span -> span.version().seq());
                });
    }

    private Route verify() {
        return Route.get("/api/spans/{id}/verify")
                .need(READ)
                .says(TAG, "Verifies a version anew, from its stored bytes, the version before and its key's history")
                .query(Schema.object().maybe("seq", Schema.whole(0, Long.MAX_VALUE), "which version; else the newest"))
                .gives(
                        200,
                        Schema.object()
                                .with("id", Schema.uuid(), "")
                                .with("seq", Schema.whole(0, Long.MAX_VALUE), "")
                                .with("payload_hash", Shapes.HASH, "")
                                .with(
                                        "result",
                                        Schema.oneOf("holds", "fails"),
                                        "it holds if every check does that can be made")
                                .with(
                                        "checks",
                                        Schema.array(
                                                Schema.object()
                                                        .with("name", Schema.text(100), "")
                                                        .with(
                                                                "result",
                                                                Schema.oneOf(
                                                                        "holds", "fails", "not_reached", "not_visible"),
                                                                "")
                                                        .with("detail", Schema.anyText(1000), "where it does not hold"),
                                                20),
                                        "each by name"),
                        "What was found")
                .refuses(Code.SPAN_UNKNOWN)
                .to(exchange -> {
                    VerifySpan.Verified verified = ledger.verifySpan()
                            .verify(
                                    exchange.principal(),
                                    id(exchange),
                                    exchange.query().maybeWhole("seq"))
                            .orElseThrow(SpanRoutes::unknown);
                    ObjectNode json = Json.object()
                            .put("id", verified.span().version().id().toString())
                            .put("seq", verified.span().version().seq())
                            .put("payload_hash", verified.span().payloadHash().value())
                            .put("result", wire(verified.result()));
                    ArrayNode checks = json.putArray("checks");
                    verified.checks()
                            .forEach(check -> checks.addObject()
                                    .put("name", check.name())
                                    .put("result", wire(check.result()))
                                    .put("detail", check.detail()));
                    return Answer.json(200, json);
                });
    }

    private static String wire(VerifySpan.Result result) {
        return result.name().toLowerCase(Locale.ROOT);
    }

    private Route export() {
        return Route.get("/api/spans/export")
                .need(READ)
                .says(TAG, "Everything that the caller may see, keys among it, oldest first, one span a line")
                .query(
                        Schema.object()
                                .maybe(
                                        "after_position",
                                        Shapes.POSITION,
                                        "only above it; the keys before it come first, so that the export can be verified alone"))
                .gives(200, "application/x-ndjson", SpanShapes.LINE, "The spans")
                .to(exchange -> {
                    ExportSpans.Export export = ledger.export()
                            .after(
                                    exchange.principal(),
                                    exchange.query()
                                            .maybeWhole("after_position")
                                            .orElse(0L),
                                    EXPORT_PAGE);
                    // Read before the head is sent, so that a failure still has its status.
                    List<StoredSpan> first = export.next();
                    return Answer.stream(200, "application/x-ndjson", out -> {
                        for (List<StoredSpan> page = first; !page.isEmpty(); page = export.next()) {
                            for (StoredSpan span : page) {
                                if (!stands.test(exchange.principal())) {
                                    // An end would say that this is all.
                                    throw new IOException("the credential of an export has ended");
                                }
                                out.write(ExportLine.write(span));
                                out.write('\n');
                            }
                            out.flush();
                        }
                    });
                });
    }

    private static SpanId id(Exchange exchange) {
        return Asked.path(exchange.path("id"), SpanId::parse, Code.SPAN_UNKNOWN, "A span's id is a lower-case UUID.");
    }

    private static RefusedRequest unknown() {
        return new RefusedRequest(
                Problem.of(Code.SPAN_UNKNOWN, "There is no such span or version that this credential may see."));
    }
}
