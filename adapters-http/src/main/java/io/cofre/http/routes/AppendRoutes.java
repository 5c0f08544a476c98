package io.cofre.http.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.Code;
import io.cofre.domain.Cofre;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.ledger.Drafts;
import io.cofre.domain.usecase.AppendSpans.Appended;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.exchange.OnceRequest;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.problem.Failures;
import io.cofre.http.problem.Problems;
import io.cofre.http.route.Limits;
import io.cofre.http.route.Route;
import io.cofre.http.surface.Again;
import io.cofre.http.surface.MediaTypes;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Once;
import io.cofre.ports.span.Receipt;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Appends to the ledger (spec 03, "Routes"). */
public final class AppendRoutes {
    private static final String TAG = "Ledger";
    private static final Requirement APPEND = Requirement.anyOf("span.append", "span.sign");
    private static final int BATCH = 1000;
    private static final int LINES_AT_ONCE = 100;
    private static final int LINES_AT_ONCE_BYTES = 4 << 20;
    private static final Schema RESULT = new Schema.OneOf(List.of(SpanShapes.RECEIPT, SpanShapes.PROBLEM));

    private final Cofre.Ledger ledger;
    private final Limits limits;

    public AppendRoutes(Cofre.Ledger ledger, Limits limits) {
        this.ledger = ledger;
        this.limits = limits;
    }

    public List<Route> routes() {
        return List.of(append(), batch());
    }

    private Route append() {
        return Route.post("/api/spans")
                .need(APPEND)
                .says(TAG, "Appends one signed span; the same span again gets its first receipt")
                .takesRaw(SpanShapes.SPAN)
                .gives(201, SpanShapes.RECEIPT, "It is in the ledger")
                .gives(200, SpanShapes.RECEIPT, "It was there already")
                .refuses(
                        Code.LEDGER_MALFORMED,
                        Code.LEDGER_UNSIGNED,
                        Code.LEDGER_HASH_MISMATCH,
                        Code.LEDGER_ALG_UNKNOWN,
                        Code.LEDGER_VERSION_TAKEN,
                        Code.LEDGER_VERSION_GAP,
                        Code.LEDGER_PREV_MISMATCH,
                        Code.LEDGER_KEY_UNKNOWN,
                        Code.LEDGER_KEY_INACTIVE,
                        Code.LEDGER_SIGNATURE_INVALID,
                        Code.LEDGER_RESERVED_TYPE,
                        Code.LEDGER_NOT_OWNER,
                        Code.LEDGER_STALE_SIGNATURE,
                        Code.LEDGER_NONCE_REUSED,
                        Code.LEDGER_UNWRITABLE,
                        Code.LEDGER_OUTCOME_UNKNOWN)
                .once((json, receipts) -> Answer.json(201, receipt(receipts.getFirst())))
                .to(exchange -> {
                    byte[] span = exchange.body().bytes(Integer.MAX_VALUE - 16).orElseThrow();
                    Optional<Once> once = exchange.once().map(OnceRequest::byReceipts);
                    return switch (ledger.append()
                            .append(exchange.principal(), List.of(span), once)
                            .getFirst()) {
                        case Appended.Fresh(Receipt receipt) -> Answer.json(201, receipt(receipt));
                        case Appended.Standing(Receipt receipt) -> Answer.json(200, receipt(receipt));
                        case Appended.Repeated(Receipt receipt) -> Again.marked(Answer.json(201, receipt(receipt)));
                        case Appended.Refused(Problem problem) ->
                            Problems.answer(problem, exchange.trace().traceId());
                    };
                });
    }

    private Route batch() {
        return Route.post("/api/spans/batch")
                .need(APPEND)
                .says(TAG, "Appends many signed spans; each stands or falls alone")
                .takesOrLines(
                        Schema.object()
                                .with("spans", Schema.array(Schema.raw(Schema.any()), BATCH), "signed spans (Span)"),
                        limits.batchBytes(),
                        SpanShapes.SPAN)
                .gives(
                        200,
                        Schema.object().with("results", Schema.array(RESULT, BATCH), "a receipt or a problem each"),
                        "The results, in order")
                .gives(200, "application/x-ndjson", RESULT, "For lines: a line each, in order")
                .refuses(Code.LEDGER_OUTCOME_UNKNOWN)
                .onceByParts()
                .to(exchange -> MediaTypes.lines(exchange) ? lines(exchange) : batch(exchange));
    }

    private Answer batch(Exchange exchange) {
        List<byte[]> spans = exchange.json().raws("spans");
        ObjectNode json = Json.object();
        ArrayNode results = json.putArray("results");
        if (spans.isEmpty()) {
            return Answer.json(200, json);
        }
        for (Appended appended : ledger.append()
                .append(exchange.principal(), spans, exchange.once().map(OnceRequest::bySpan))) {
            if (appended instanceof Appended.Refused(Problem problem)
                    && problem.code() == Code.REQUEST_IDEMPOTENCY_MISMATCH) {
                return Problems.answer(problem, exchange.trace().traceId());
            }
            results.add(result(appended, exchange));
        }
        return Answer.json(200, json);
    }

    /** Reads, appends and answers a handful of lines at a time; nothing is held longer. */
    private Answer lines(Exchange exchange) {
        Lines lines = new Lines(exchange.body().stream(), limits.lineBytes());
        return Answer.stream(200, MediaTypes.LINES, out -> {
            boolean more = true;
            while (more) {
                List<Lines.Line> some = new ArrayList<>();
                int bytes = 0;
                while (more && some.size() < LINES_AT_ONCE && bytes < LINES_AT_ONCE_BYTES) {
                    switch (lines.next()) {
                        case Lines.End end -> more = false;
                        case Lines.Text text -> {
                            some.add(text);
                            bytes += text.bytes().length;
                        }
                        case Lines.TooLong tooLong -> some.add(tooLong);
                    }
                }
                answer(exchange, some, out);
            }
        });
    }

    private void answer(Exchange exchange, List<Lines.Line> lines, OutputStream out) throws IOException {
        List<byte[]> spans = new ArrayList<>();
        for (Lines.Line line : lines) {
            if (line instanceof Lines.Text text) {
                spans.add(text.bytes());
            }
        }
        List<ObjectNode> appended = append(exchange, spans);
        int next = 0;
        for (Lines.Line line : lines) {
            out.write(Json.bytes(
                    line instanceof Lines.Text
                            ? appended.get(next++)
                            : Problems.json(
                                    Problem.of(
                                            Code.REQUEST_TOO_LARGE,
                                            "The line is longer than " + limits.lineBytes() + " bytes."),
                                    exchange.trace().traceId())));
            out.write('\n');
        }
        out.flush();
    }

    /** The head is sent by now: a failure becomes a result of each line that it hit. */
    private List<ObjectNode> append(Exchange exchange, List<byte[]> spans) {
        if (spans.isEmpty()) {
            return List.of();
        }
        try {
            return ledger.append().append(exchange.principal(), spans, Optional.empty()).stream()
                    .map(appended -> result(appended, exchange))
                    .toList();
        } catch (PortFailure failure) {
            ObjectNode problem =
                    Problems.json(Failures.problem(failure), exchange.trace().traceId());
            return spans.stream().map(span -> problem).toList();
        }
    }

    private static ObjectNode result(Appended appended, Exchange exchange) {
        return switch (appended) {
            case Appended.Fresh(Receipt receipt) -> receipt(receipt);
            case Appended.Standing(Receipt receipt) -> receipt(receipt);
            case Appended.Repeated(Receipt receipt) -> receipt(receipt);
            case Appended.Refused(Problem problem) -> {
                exchange.around().refused(problem.code());
                yield Problems.json(problem, exchange.trace().traceId());
            }
        };
    }

    private static ObjectNode receipt(Receipt receipt) {
        return Json.object()
                .put("id", receipt.version().id().toString())
                .put("seq", receipt.version().seq())
                .put("position", receipt.position())
                .put("recorded_at", Drafts.time(receipt.recordedAt()))
                .put("payload_hash", receipt.payloadHash().value());
    }
}
