package io.cofre.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.cofre.http.json.Node.Decimal;
import io.cofre.http.json.Node.Items;
import io.cofre.http.json.Node.Member;
import io.cofre.http.json.Node.Members;
import io.cofre.http.json.Node.Null;
import io.cofre.http.json.Node.Text;
import io.cofre.http.json.Node.Truth;
import io.cofre.http.json.Node.Whole;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the tree of one JSON text (RFC 8259). Jackson finds the tokens; duplicates, surrogates and depth are ours. */
final class TreeReader {
    private static final int LONGEST_WHOLE = 18;
    private static final JsonFactory TOKENS = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            // The default pool is thread-local, which is one pool a request on virtual threads.
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser tokens;
    private final int maxDepth;

    private TreeReader(JsonParser tokens, int maxDepth) {
        this.tokens = tokens;
        this.maxDepth = maxDepth;
    }

    /** @throws Unreadable where the text is no JSON or too deep */
    static Node read(String text, int maxDepth) throws Unreadable {
        try (JsonParser tokens = TOKENS.createParser(new StringReader(text))) {
            JsonToken first = tokens.nextToken();
            if (first == null) {
                throw new Unreadable(JsonFault.malformed("", "the body is empty; a JSON object is expected"));
            }
            Node root = new TreeReader(tokens, maxDepth).value(first, new Pointer.Root(), 0);
            if (tokens.nextToken() != null) {
                throw new Unreadable(JsonFault.malformed("", "something follows the JSON value"));
            }
            return root;
        } catch (JsonProcessingException e) {
            // Jackson's message quotes the text, which may hold a secret: only the place is told.
            throw new Unreadable(JsonFault.malformed(
                    "",
                    "the body is not JSON: look at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Node value(JsonToken token, Pointer at, int depth) throws IOException, Unreadable {
        int start = Math.toIntExact(tokens.currentTokenLocation().getCharOffset());
        return switch (token) {
            case START_OBJECT -> members(at, start, deeper(at, depth));
            case START_ARRAY -> items(at, start, deeper(at, depth));
            case VALUE_STRING -> {
                String text = tokens.getText();
                yield new Text(start, here(), text, flaw(text, at));
            }
            case VALUE_NUMBER_INT -> whole(start);
            case VALUE_NUMBER_FLOAT -> decimal(start);
            case VALUE_TRUE -> new Truth(start, here(), true);
            case VALUE_FALSE -> new Truth(start, here(), false);
            case VALUE_NULL -> new Null(start, here());
            default -> throw new IllegalStateException("Jackson gave " + token + " where a value stands");
        };
    }

    private int deeper(Pointer at, int depth) throws Unreadable {
        if (depth == maxDepth) {
            throw new Unreadable(new JsonFault(
                    JsonFault.Kind.TOO_DEEP, at.toString(), "nested deeper than " + maxDepth + " levels"));
        }
        return depth + 1;
    }

    private Members members(Pointer at, int start, int depth) throws IOException, Unreadable {
        List<Member> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Optional<JsonFault> flaw = Optional.empty();
        while (tokens.nextToken() == JsonToken.FIELD_NAME) {
            String name = tokens.currentName();
            Pointer inside = at.at(name);
            if (flaw.isEmpty() && !names.add(name)) {
                flaw = Optional.of(JsonFault.malformed(inside.toString(), "the member stands twice"));
            }
            if (flaw.isEmpty()) {
                flaw = flaw(name, at);
            }
            members.add(new Member(name, value(tokens.nextToken(), inside, depth)));
        }
        return new Members(start, here(), members, flaw);
    }

    private Items items(Pointer at, int start, int depth) throws IOException, Unreadable {
        List<Node> items = new ArrayList<>();
        for (JsonToken token = tokens.nextToken(); token != JsonToken.END_ARRAY; token = tokens.nextToken()) {
            items.add(value(token, at.at(items.size()), depth));
        }
        return new Items(start, here(), items);
    }

    private Node whole(int start) throws IOException {
        String digits = tokens.getText();
        if (digits.length() <= LONGEST_WHOLE) {
            return new Whole(start, here(), Long.parseLong(digits));
        }
        return new Decimal(start, here(), Double.parseDouble(digits));
    }

    private Decimal decimal(int start) throws IOException {
        return new Decimal(start, here(), Double.parseDouble(tokens.getText()));
    }

    private int here() throws IOException {
        tokens.finishToken();
        return Math.toIntExact(tokens.currentLocation().getCharOffset());
    }

    private static Optional<JsonFault> flaw(String text, Pointer at) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return Optional.of(JsonFault.malformed(at.toString(), "the text holds U+0000"));
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return Optional.of(JsonFault.malformed(at.toString(), "the text holds a lone surrogate"));
            }
        }
        return Optional.empty();
    }

    /** Control flow inside this package; outside, the fault is a value. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient JsonFault fault;

        Unreadable(JsonFault fault) {
            super(fault.detail(), null, false, false);
            this.fault = fault;
        }

        JsonFault fault() {
            return fault;
        }
    }
}
