package io.cofre.http.routes;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.http.json.Fields;
import io.cofre.http.problem.RefusedRequest;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.token.Scope;
import io.cofre.ports.wallet.WalletId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Makes the facts of a request's texts; leaves the handler at the first that has not its form. */
final class Asked {
    private final Fields fields;
    private final String member;
    private final String prefix;

    private Asked(Fields fields, String member, String prefix) {
        this.fields = fields;
        this.member = member;
        this.prefix = prefix;
    }

    static Asked body(Fields fields) {
        return new Asked(fields, "pointer", "/");
    }

    static Asked query(Fields fields) {
        return new Asked(fields, "parameter", "");
    }

    <T> T need(String name, Function<String, Optional<T>> parse) {
        return parsed(name, fields.text(name), parse);
    }

    <T> Optional<T> maybe(String name, Function<String, Optional<T>> parse) {
        return fields.maybeText(name).map(text -> parsed(name, text, parse));
    }

    WalletId wallet(String name) {
        return need(name, WalletId::parse);
    }

    TenantId tenant(String name) {
        return need(name, TenantId::parse);
    }

    /** A time with its zone (RFC 3339). */
    Optional<Instant> maybeTime(String name) {
        return maybe(name, text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeException notATime) {
                return Optional.empty();
            }
        });
    }

    List<Scope> scopes(String name) {
        return maybeScopes(name).orElse(List.of());
    }

    Optional<List<Scope>> maybeScopes(String name) {
        return fields.maybeTexts(name).map(texts -> {
            List<Scope> scopes = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                String at = prefix + name + "/" + i;
                scopes.add(Scope.parse(texts.get(i))
                        .orElseThrow(() -> new RefusedRequest(Problem.of(
                                        Code.AUTH_SCOPE_INVALID,
                                        "A scope is an action like memory.add or memory.*, or an action and a resource"
                                                + " like provider.invoke:anthropic/*.")
                                .with(member, at))));
            }
            return scopes;
        });
    }

    /** A cursor that is a number. */
    static Optional<Long> number(String text) {
        return text.matches("0|[1-9][0-9]{0,17}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /** 50 where none is asked for. */
    int limit() {
        return fields.maybeWhole("limit").orElse(50L).intValue();
    }

    Optional<Integer> maybeInt(String name) {
        return fields.maybeWhole(name).map(Math::toIntExact);
    }

    private <T> T parsed(String name, String text, Function<String, Optional<T>> parse) {
        return parse.apply(text)
                .orElseThrow(() -> new RefusedRequest(
                        Problem.of(Code.REQUEST_FIELD_INVALID, name + " has not the form of such a name or value.")
                                .with(member, prefix + name)));
    }

    /** A part of the path; what has not the form does not exist. */
    static <T> T path(String text, Function<String, Optional<T>> parse, Code unknown, String detail) {
        return parse.apply(text).orElseThrow(() -> new RefusedRequest(Problem.of(unknown, detail)));
    }

    /** The constant of an enumeration by its wire form, which the schema has checked. */
    static <E extends Enum<E>> E constant(Class<E> type, String wire) {
        return Enum.valueOf(type, wire.toUpperCase(Locale.ROOT));
    }
}
