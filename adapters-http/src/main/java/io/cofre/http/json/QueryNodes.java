package io.cofre.http.json;

import io.cofre.http.json.Node.Member;
import io.cofre.http.json.Node.Members;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes a query's parameters look like the members of an object, so that one check serves both. */
final class QueryNodes {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    private QueryNodes() {}

    /** What a JSON text refuses by its grammar and a query does not. */
    static Optional<JsonFault> read(List<Map.Entry<String, String>> parameters, Schema.Obj schema) {
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, String> parameter : parameters) {
            if (!names.add(parameter.getKey())) {
                return Optional.of(JsonFault.malformed(
                        new Pointer.Root().at(parameter.getKey()).toString(), "the parameter stands twice"));
            }
            if (parameter.getValue().indexOf(0) >= 0) {
                return Optional.of(JsonFault.malformed(
                        new Pointer.Root().at(parameter.getKey()).toString(), "the text holds U+0000"));
            }
        }
        return Optional.empty();
    }

    static Members members(List<Map.Entry<String, String>> parameters, Schema.Obj schema) {
        List<Member> members = new ArrayList<>();
        for (Map.Entry<String, String> parameter : parameters) {
            Schema wanted = schema.property(parameter.getKey())
                    .map(Schema.Property::schema)
                    .orElseGet(Schema::any);
            members.add(new Member(parameter.getKey(), node(parameter.getValue(), wanted)));
        }
        return new Members(0, 0, members, Optional.empty());
    }

    private static Node node(String value, Schema wanted) {
        if (wanted instanceof Schema.Int && WHOLE.matcher(value).matches()) {
            return new Node.Whole(0, 0, Long.parseLong(value));
        }
        if (wanted instanceof Schema.Bool && (value.equals("true") || value.equals("false"))) {
            return new Node.Truth(0, 0, value.equals("true"));
        }
        return new Node.Text(0, 0, value, Optional.empty());
    }
}
