package io.cofre.assembly.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.assembly.cli.Answer;
import io.cofre.assembly.cli.Api;
import io.cofre.assembly.cli.Call;
import io.cofre.assembly.cli.Exit;
import io.cofre.assembly.cli.Json;
import io.cofre.assembly.cli.Paint;
import io.cofre.assembly.cli.Stop;
import io.cofre.assembly.cli.Width;
import io.cofre.assembly.demo.verify.Check;
import io.cofre.assembly.demo.verify.Line;
import io.cofre.assembly.demo.verify.SignedRequest;
import io.cofre.assembly.demo.verify.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fetches what the ledger recorded and verifies it by the second implementation. Not thread-safe. */
final class Witness {
    private static final Call EXPORT = Call.get("/api/spans/export").accepting("application/x-ndjson");

    private final Api auditor;
    private final Verifier verifier;
    private final String tenant;
    private final Sheet sheet;
    private final Tally tally;
    private long seen;

    /**
     * A witness of one tenant.
     *
     * @param auditor sees the whole tenant
     */
    Witness(Api auditor, Set<String> trustedRoots, String tenant, Sheet sheet, Tally tally) {
        this.auditor = auditor;
        this.verifier = new Verifier(trustedRoots);
        this.tenant = tenant;
        this.sheet = sheet;
        this.tally = tally;
    }

    /** Takes what was recorded before a moment as given: only its keys matter. */
    void begin(String moment) {
        for (Line line : recorded()) {
            verifier.learn(line);
            if (line.recordedAt().compareTo(moment) < 0) {
                seen = Math.max(seen, line.position());
            }
        }
    }

    /** Verifies, and shows, what the tenant's ledger recorded since the last time; in the ledger's order. */
    List<Line> newSpans() {
        List<Line> caused = new ArrayList<>();
        long before = seen;
        for (Line line : recorded()) {
            verifier.learn(line);
            seen = Math.max(seen, line.position());
            if (line.position() > before && line.text("tenant_id").equals(tenant)) {
                caused.add(line);
            }
        }
        caused.forEach(this::show);
        return caused;
    }

    /** Verifies what the step before left, which must be something. */
    List<Line> left(String what) {
        List<Line> spans = newSpans();
        tally.check(!spans.isEmpty(), what, spans.size() + (spans.size() == 1 ? " span" : " spans"));
        return spans;
    }

    /** Checks a span that the ledger has not recorded; it must hold, or must not. */
    void judge(String span, boolean expected, String what) {
        try {
            List<String> failed = verifier.verify(Line.unrecorded(span)).stream()
                    .filter(check -> !check.holds())
                    .map(check -> check.name() + ": " + check.detail())
                    .toList();
            tally.check(failed.isEmpty() == expected, what, failed.isEmpty() ? "" : failed.getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks the headers of a signed request; they must be for it, or must not. */
    void judgeRequest(JsonNode headers, SignedRequest request, boolean expected) {
        Map<String, String> texts = new HashMap<>();
        headers.properties()
                .forEach(header -> texts.put(header.getKey(), header.getValue().asText()));
        Check check = verifier.verify(request, texts);
        tally.check(
                check.holds() == expected,
                expected ? "the second implementation takes the signature" : "and refuses it for another body",
                check.detail());
    }

    /** Asks the service something in the auditor's name. */
    JsonNode ask(Call call) {
        sheet.text(call.method() + " " + call.path() + "  as auditor");
        Answer answer = auditor.send(call);
        tally.called();
        sheet.json("←", answer.status() + "  " + Json.write(answer.json()));
        return answer.json();
    }

    private void show(Line line) {
        Paint paint = sheet.paint();
        List<Check> checks = verifier.verify(line);
        String name = line.text("entity_type") + " "
                + line.text("id").substring(0, Math.min(8, line.text("id").length())) + " seq "
                + line.raw("seq").orElse("?");
        sheet.line("    " + paint.faint("span " + line.position()) + "  " + Width.shown(name));
        StringBuilder marks = new StringBuilder();
        List<String> failed = new ArrayList<>();
        for (Check check : checks) {
            marks.append(check.holds() ? paint.good("✓") : paint.bad("✗"))
                    .append(' ')
                    .append(check.name())
                    .append("  ");
            if (!check.holds()) {
                failed.add("span " + line.position() + " " + name + ", " + check.name() + ": " + check.detail());
            }
        }
        sheet.line("      " + marks + paint.faint(checks.getLast().detail()));
        failed.forEach(failure -> sheet.line("      " + paint.bad(failure)));
        tally.verified(checks.size(), failed);
    }

    /** Where the ledger stood when it was last looked at. */
    long position() {
        return seen;
    }

    /**
     * All that came after what was seen, oldest first: every version, where the list would tell only the newest. The
     * keys before it come along.
     */
    private List<Line> recorded() {
        Call call = EXPORT.with("after_position", String.valueOf(seen));
        Answer answer = auditor.send(call);
        List<Line> lines = lines(answer);
        tally.called();
        sheet.text(sheet.paint()
                .faint(call.method() + " " + call.path() + "  as auditor  ← " + answer.status() + "  "
                        + counted(lines)));
        return lines;
    }

    private static String counted(List<Line> lines) {
        return lines.size() + (lines.size() == 1 ? " line" : " lines");
    }

    private static List<Line> lines(Answer answer) {
        if (!answer.accepted()) {
            throw new Stop(
                    Exit.REFUSED,
                    "the spans could not be read: " + answer.text().strip(),
                    List.of());
        }
        List<Line> lines = new ArrayList<>();
        try {
            for (String text : answer.text().split("\n", -1)) {
                if (!text.isBlank()) {
                    lines.add(Line.of(text));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new Stop(Exit.UNEXPECTED, "the spans could not be read: " + e.getMessage(), List.of());
        }
    }

    /** Takes an export and verifies each of its lines with nothing but the export itself and the roots. */
    void verifyExport(Set<String> trustedRoots) {
        sheet.text(EXPORT.method() + " " + EXPORT.path() + "  as auditor");
        Answer answer = auditor.send(EXPORT);
        tally.called();
        List<Line> lines = lines(answer);
        sheet.text("← " + answer.status() + "  " + counted(lines));
        Verifier fresh = new Verifier(trustedRoots);
        lines.forEach(fresh::learn);
        List<String> faults = new ArrayList<>();
        for (Line line : lines) {
            for (Check check : fresh.verify(line)) {
                if (!check.holds()) {
                    faults.add(line.text("entity_type") + " at " + line.position() + ", " + check.name() + ": "
                            + check.detail());
                }
            }
        }
        tally.check(
                !lines.isEmpty() && faults.isEmpty(),
                "every line of the export holds, by the export and the trusted root alone",
                faults.isEmpty() ? lines.size() + " spans" : faults.size() + " faults, first: " + faults.getFirst());
    }
}
