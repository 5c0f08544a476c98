package io.cofre.http.json;

import io.cofre.http.json.Node.Items;
import io.cofre.http.json.Node.Member;
import io.cofre.http.json.Node.Members;
import io.cofre.http.json.Node.Text;
import io.cofre.http.json.Node.Whole;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a request's object, checked against their schema. Asking for what the schema does not promise is a
 * fault of the program.
 */
public final class Fields {
    private final String source;
    private final Members members;

    private Fields(String source, Members members) {
        this.source = source;
        this.members = members;
    }

    /** What became of reading. */
    public sealed interface Read {
        record Good(Fields fields) implements Read {}

        record Bad(JsonFault fault) implements Read {}
    }

    /** No members at all. */
    public static Fields none() {
        return new Fields("", new Members(0, 0, List.of(), Optional.empty()));
    }

    /**
     * Reads one JSON text in UTF-8.
     *
     * @param maxDepth how many objects and arrays may stand around the innermost value
     */
    public static Read read(byte[] body, Schema.Obj schema, int maxDepth) {
        String source;
        try {
            source = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Read.Bad(JsonFault.malformed("", "the body is not UTF-8"));
        }
        try {
            return checked(source, TreeReader.read(source, maxDepth), schema);
        } catch (TreeReader.Unreadable e) {
            return new Read.Bad(e.fault());
        }
    }

    /** Reads a query's parameters; texts become integers and booleans where the schema wants them. */
    public static Read read(List<Map.Entry<String, String>> parameters, Schema.Obj schema) {
        return QueryNodes.read(parameters, schema)
                .<Read>map(Read.Bad::new)
                .orElseGet(() -> checked("", QueryNodes.members(parameters, schema), schema));
    }

    private static Read checked(String source, Node node, Schema.Obj schema) {
        return SchemaCheck.check(node, schema, new Pointer.Root())
                .<Read>map(Read.Bad::new)
                .orElseGet(() -> new Read.Good(new Fields(source, (Members) node)));
    }

    public boolean has(String name) {
        return members.get(name).isPresent();
    }

    public String text(String name) {
        return maybeText(name).orElseThrow(() -> absent(name));
    }

    public Optional<String> maybeText(String name) {
        return members.get(name).map(node -> ((Text) node).value());
    }

    public long whole(String name) {
        return maybeWhole(name).orElseThrow(() -> absent(name));
    }

    public Optional<Long> maybeWhole(String name) {
        return members.get(name).map(node -> ((Whole) node).value());
    }

    public Optional<Double> maybeNumber(String name) {
        return members.get(name)
                .map(node -> node instanceof Whole whole
                        ? Double.valueOf((double) whole.value())
                        : Double.valueOf(((Node.Decimal) node).value()));
    }

    /** False where the member is absent. */
    public boolean flag(String name) {
        return members.get(name).map(node -> ((Node.Truth) node).value()).orElse(false);
    }

    public List<String> texts(String name) {
        return maybeTexts(name).orElseThrow(() -> absent(name));
    }

    public Optional<List<String>> maybeTexts(String name) {
        return items(name)
                .map(items -> items.stream().map(item -> ((Text) item).value()).toList());
    }

    public Optional<Fields> maybeObject(String name) {
        return members.get(name).map(node -> new Fields(source, (Members) node));
    }

    public Fields object(String name) {
        return maybeObject(name).orElseThrow(() -> absent(name));
    }

    public List<Fields> objects(String name) {
        return items(name)
                .map(items -> items.stream()
                        .map(item -> new Fields(source, (Members) item))
                        .toList())
                .orElseThrow(() -> absent(name));
    }

    /** Texts by name, in the order of the request; empty where the member is absent. */
    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        members.get(name).ifPresent(node -> {
            for (Member member : ((Members) node).members()) {
                texts.put(member.name(), ((Text) member.value()).value());
            }
        });
        return texts;
    }

    /** The member's own bytes as they were sent. */
    public byte[] raw(String name) {
        return maybeRaw(name).orElseThrow(() -> absent(name));
    }

    public Optional<byte[]> maybeRaw(String name) {
        return members.get(name).map(this::bytes);
    }

    /** Each item's own bytes as they were sent. */
    public List<byte[]> raws(String name) {
        List<byte[]> raws = new ArrayList<>();
        for (Node item : items(name).orElseThrow(() -> absent(name))) {
            raws.add(bytes(item));
        }
        return raws;
    }

    private Optional<List<Node>> items(String name) {
        return members.get(name).map(node -> ((Items) node).items());
    }

    private byte[] bytes(Node node) {
        return source.substring(node.start(), node.end()).getBytes(StandardCharsets.UTF_8);
    }

    private static IllegalStateException absent(String name) {
        return new IllegalStateException("the schema does not require " + name);
    }
}
