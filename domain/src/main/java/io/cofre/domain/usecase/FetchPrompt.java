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
import io.cofre.domain.prompt.PromptContent;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanFilter;
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

    @Inject
    public FetchPrompt(Spans spans) {
        this.spans = spans;
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

    public Reply<Fetched> fetch(Principal principal, SpanId prompt, Map<String, String> values) {
        Viewer viewer = Viewers.of(principal);
        Optional<StoredSpan> found =
                spans.newest(viewer, prompt).filter(span -> PromptContent.isTemplate(span.canonical()));
        if (found.isEmpty()) {
            return Reply.refused(Code.PROMPT_UNKNOWN, "There is no prompt " + prompt + " that you may see.");
        }
        Optional<PromptContent.TemplateContent> content =
                PromptContent.template(found.get().canonical());
        if (content.isEmpty()) {
            return Reply.refused(
                    Code.PROMPT_MALFORMED,
                    "The content of prompt " + prompt + " is no template; append a version with content.template.");
        }
        List<Compilation.Block> blocks = new ArrayList<>();
        for (String name : content.get().blocks()) {
            Optional<Compilation.Block> block =
                    spans.current(viewer, SpanFilter.named(EntityTypes.PROMPT_BLOCK, name), Long.MAX_VALUE, 1).stream()
                            .findFirst()
                            .flatMap(span -> PromptContent.block(name, span.canonical()));
            if (block.isEmpty()) {
                return Reply.refused(
                        Code.PROMPT_BLOCK_UNKNOWN,
                        "The prompt names a block " + name + ", which you cannot see or is not there.");
            }
            blocks.add(block.get());
        }
        return switch (Compilation.compile(
                content.get().template(), content.get().variables(), blocks, values)) {
            case Compilation.Refused(Problem problem) -> Reply.refused(problem);
            case Compilation.Compiled(String text, List<String> used) ->
                Reply.done(new Fetched(
                        prompt,
                        found.get().version().seq(),
                        text,
                        new PayloadHash("b3:" + Hex.encode(Blake3.hash(text.getBytes(StandardCharsets.UTF_8)))),
                        used));
        };
    }
}
