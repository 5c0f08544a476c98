package io.cofre.testkit.memory;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.MemoryEffect;
import io.cofre.ports.journal.TenantEffect;
import io.cofre.ports.journal.TokenEffect;
import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.span.VerifiedSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What PostgreSQL cannot hold although its Java type can, so that this store refuses it too: U+0000 and lone surrogates
 * in any text, their JSON escapes in a member that is stored as {@code jsonb}, and instants outside
 * {@code timestamptz}. The domain's parser lets none of these through; the journal must bear them all the same, because
 * one of them may not spoil the batch that it stands in.
 */
final class Unwritable {
    private static final Instant FIRST = Instant.parse("-4712-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("+294276-01-01T00:00:00Z");

    private Unwritable() {}

    /** The reason; empty where the change can be written. */
    static Optional<String> reason(Change change) {
        return Stream.concat(
                        change.spans().stream().flatMap(Unwritable::ofSpan),
                        Stream.concat(
                                change.effects().stream().flatMap(Unwritable::ofEffect),
                                change.once().stream()
                                        .flatMap(once -> Stream.of(
                                                        once.key().path(),
                                                        once.key().value(),
                                                        once.answer().json())
                                                .flatMap(text -> ofText("idempotency record", text)))))
                .findFirst();
    }

    private static Stream<String> ofSpan(VerifiedSpan span) {
        SpanHeader header = span.header();
        List<String> reasons = new ArrayList<>();
        Stream.of(Optional.of(header.who()), Optional.of(header.thing()))
                .flatMap(Optional::stream)
                .flatMap(text -> ofText("who or this", text))
                .forEach(reasons::add);
        Stream.of(
                        header.did(),
                        header.status(),
                        header.name(),
                        header.description(),
                        header.code(),
                        header.language(),
                        header.runtime(),
                        header.traceId())
                .flatMap(Optional::stream)
                .flatMap(text -> ofText("a text member", text))
                .forEach(reasons::add);
        Stream.of(
                        header.slices().content(),
                        header.slices().metadata(),
                        header.slices().input(),
                        header.slices().output(),
                        header.slices().error())
                .flatMap(Optional::stream)
                .flatMap(slice -> ofJson(span.canonical(), slice))
                .forEach(reasons::add);
        ofInstant("at", header.at()).forEach(reasons::add);
        return reasons.stream().map(reason -> reason + " of " + span.version());
    }

    private static Stream<String> ofEffect(Effect effect) {
        return switch (effect) {
            case TokenEffect.Put put ->
                Stream.of(
                                put.token().description().stream().flatMap(text -> ofText("a key's description", text)),
                                ofText("a key's maker", put.token().createdBy()),
                                ofInstant("a key's end", put.token().exp()))
                        .flatMap(reasons -> reasons);
            case TenantEffect.Put put -> ofText("a tenant's name", put.tenant().name());
            case MemoryEffect.Put put ->
                Stream.of(
                                put.memory().searchable().stream().flatMap(text -> ofText("a memory", text)),
                                put.memory().session().stream().flatMap(text -> ofText("a memory's session", text)),
                                put.memory().tags().stream().flatMap(text -> ofText("a memory's tag", text)))
                        .flatMap(reasons -> reasons);
            default -> Stream.empty();
        };
    }

    private static Stream<String> ofText(String where, String text) {
        if (text.indexOf('\0') >= 0) {
            return Stream.of("U+0000 in " + where);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return Stream.of("a lone surrogate in " + where);
            }
        }
        return Stream.empty();
    }

    /** Looks for the escape with an even number of backslashes before it. */
    private static Stream<String> ofJson(CanonicalBytes canonical, CanonicalBytes.Slice slice) {
        String json = canonical.text(slice);
        int backslashes = 0;
        for (int i = 0; i < json.length(); i++) {
            if (json.charAt(i) == '\\') {
                backslashes++;
            } else {
                if (backslashes % 2 == 1 && json.startsWith("u0000", i)) {
                    return Stream.of("U+0000 in a JSON member");
                }
                backslashes = 0;
            }
        }
        return Stream.empty();
    }

    private static Stream<String> ofInstant(String where, Instant instant) {
        return instant.isBefore(FIRST) || instant.isAfter(LAST)
                ? Stream.of("a time that is out of range in " + where)
                : Stream.empty();
    }
}
