package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Viewers;
import io.cofre.domain.crypto.Blake3;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.ledger.EntityTypes;
import io.cofre.domain.prompt.Compilation;
import io.cofre.domain.prompt.Origin;
import io.cofre.domain.prompt.PromptContent;
import io.cofre.domain.prompt.PromptContent.Read;
import io.cofre.domain.prompt.PromptContent.TemplateContent;
import io.cofre.domain.prompt.PromptSpan;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.Viewer;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /cli/prompt.fetch} (spec 04): the newest visible version of a prompt, rendered. Thread-safe. */
public final class FetchPrompt {
    private final Spans spans;
    private final PromptBlocks blocks;

    @Inject
    public FetchPrompt(Spans spans) {
        this.spans = spans;
        this.blocks = new PromptBlocks(spans);
    }

    /**
     * A rendered prompt.
     *
     * @param compiledHash of the text's UTF-8 bytes
     */
    public record Fetched(SpanId prompt, long seq, String text, PayloadHash compiledHash, List<String> used) {
        public Fetched {
            used = List.copyOf(used);
        }
    }

    /** Only a prompt that the caller may see; only blocks that its own owner wrote, or that are shipped (ADR 7). */
    public Reply<Fetched> fetch(Principal principal, SpanId prompt, Map<String, String> values) {
        Viewer viewer = Viewers.of(principal);
        Optional<StoredSpan> found = spans.newest(viewer, prompt);
        Optional<PromptSpan> template = found.map(span -> PromptSpan.of(span.canonical()))
                .filter(span -> span.type().equals(EntityTypes.PROMPT_TEMPLATE.value()) && !span.deleted());
        if (template.isEmpty()) {
            return Reply.refused(Code.PROMPT_UNKNOWN, "There is no prompt " + prompt + " that you may see.");
        }
        return switch (PromptContent.template(template.get())) {
            case Read.Malformed<TemplateContent>(String pointer, String why) ->
                Reply.refused(malformed("The content of prompt " + prompt, pointer, why));
            case Read.Good<TemplateContent>(TemplateContent content) ->
                compile(viewer, template.get().origin(), content, values, found.get());
        };
    }

    private Reply<Fetched> compile(
            Viewer viewer, Origin origin, TemplateContent content, Map<String, String> values, StoredSpan prompt) {
        List<Compilation.Block> good = new ArrayList<>();
        for (String name : content.blocks()) {
            Optional<PromptSpan> block = blocks.find(viewer, origin, name);
            if (block.isEmpty()) {
                return Reply.refused(Problem.of(
                                Code.PROMPT_BLOCK_UNKNOWN,
                                "The prompt names a block that you cannot see or is not there: neither the prompt's"
                                        + " owner has one nor is one shipped.")
                        .with("block", name));
            }
            switch (PromptContent.block(name, block.get())) {
                case Read.Malformed<Compilation.Block>(String pointer, String why) -> {
                    return Reply.refused(malformed("The content of a block that the prompt names", pointer, why)
                            .with("block", name));
                }
                case Read.Good<Compilation.Block>(Compilation.Block found) -> good.add(found);
            }
        }
        return switch (Compilation.compile(content.template(), content.variables(), good, values)) {
            case Compilation.Refused(Problem problem) -> Reply.refused(problem);
            case Compilation.Compiled(String text, List<String> used) ->
                Reply.done(new Fetched(
                        prompt.version().id(),
                        prompt.version().seq(),
                        text,
                        new PayloadHash("b3:" + Hex.encode(Blake3.hash(text.getBytes(StandardCharsets.UTF_8)))),
                        used));
        };
    }

    private static Problem malformed(String what, String pointer, String why) {
        return Problem.of(
                        Code.PROMPT_MALFORMED,
                        what + " is not well-formed: " + pointer + " " + why + "; its owner appends a better version.")
                .with("pointer", pointer);
    }
}
