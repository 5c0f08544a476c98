package io.cofre.domain.span;

import java.util.ArrayList;
import java.util.List;

/** What the published vectors are made from. */
final class SpanVectorInputs {
    static final String MINIMAL = "{\"id\":\"3f2b8a52-90d5-4c3e-8a3e-0c9a6b1f7d11\",\"seq\":0,\"entity_type\":\"note\","
            + "\"who\":\"user:dan\",\"this\":\"notes\",\"at\":\"2026-11-22T04:05:06.789Z\",\"tenant_id\":\"acme\","
            + "\"owner_id\":\"dan@acme\",\"visibility\":\"private\"}";

    private SpanVectorInputs() {}

    record Input(String name, String json) {}

    static List<Input> good() {
        return List.of(
                new Input("required members only", MINIMAL),
                new Input(
                        "white space and order mean nothing",
                        " {\n" + MINIMAL.substring(1).replace(",", " ,\n\t") + "\n"),
                new Input(
                        "every member",
                        more("\"did\":\"created\",\"parent_id\":\"00000000-0000-4000-8000-000000000001\","
                                + "\"related_to\":[\"00000000-0000-4000-8000-000000000002\"],\"status\":\"open\","
                                + "\"is_deleted\":false,\"name\":\"n\",\"description\":\"d\",\"code\":\"c()\","
                                + "\"language\":\"pt-BR\",\"runtime\":\"r\",\"input\":{\"a\":1},\"output\":[true],"
                                + "\"error\":\"none\",\"duration_ms\":12,\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\","
                                + "\"content\":{\"text\":\"olá\"},\"metadata\":{\"tags\":[\"x\"]},"
                                + "\"prev_hash\":\"b3:" + "0f".repeat(32) + "\"")),
                new Input(
                        "numbers",
                        more("\"content\":[-0,0.0,1.0,1e0,4.50,2e-3,1e-7,1E30,1e20,1e21,5e-324,1.7976931348623157e308,"
                                + "333333333.33333329,0.1,9007199254740991,-9007199254740991,9007199254740993e0,"
                                + "123456789012345680000.0,0.000001]")),
                new Input(
                        "names are sorted by UTF-16 code units",
                        more(
                                "\"content\":{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,"
                                        + "\"\\u00f6\":7,\"\":8,\"a\":9,\"A\":10}")),
                new Input(
                        "only the escapes that must be",
                        more(
                                "\"content\":\"\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f \\\"\\\\\\/\\u007f\\u2028é\\u00e9e\\u0301😀<>&'\"")),
                new Input("null members are kept", more("\"parent_id\":null,\"status\":null,\"content\":{\"a\":null}")),
                new Input("empty parts", more("\"content\":{},\"metadata\":[],\"name\":\"\"")),
                new Input("nested, one", more("\"content\":{\"a\":{\"b\":[{\"c\":1}]}}")),
                new Input(
                        "nested, and another that differs only there", more("\"content\":{\"a\":{\"b\":[{\"c\":2}]}}")),
                new Input(
                        "a deletion",
                        MINIMAL.replace(
                                "\"seq\":0",
                                "\"seq\":1,\"is_deleted\":true,\"prev_hash\":\"b3:" + "ab".repeat(32) + "\"")),
                new Input("60 deep", more("\"content\":" + "[".repeat(59) + "]".repeat(59))));
    }

    static List<Input> badDrafts() {
        List<Input> bad = new ArrayList<>(List.of(
                new Input("a member twice", more("\"name\":\"a\",\"name\":\"b\"")),
                new Input("a member twice, once escaped", more("\"name\":\"a\",\"n\\u0061me\":\"b\"")),
                new Input("a nested member twice", more("\"content\":{\"x\":[0,{\"a/b\":1,\"a/b\":1}]}")),
                new Input("a lone high surrogate", more("\"content\":[\"\\ud83d\"]")),
                new Input("a lone low surrogate", more("\"content\":{\"x\":\"\\ude00\"}")),
                new Input("a pair the wrong way round", more("\"content\":\"\\ude00\\ud83d\"")),
                new Input("a lone surrogate in a name", more("\"content\":{\"\\ud800\":1}")),
                new Input("U+0000", more("\"content\":{\"x\":\"a\\u0000b\"}")),
                new Input("U+0000 in a name", more("\"content\":{\"\\u0000\":1}")),
                new Input("1e400", more("\"content\":[1,1e400]")),
                new Input("-1e400", more("\"content\":-1e400")),
                new Input("2^53", more("\"content\":9007199254740992")),
                new Input("-2^53", more("\"content\":-9007199254740992")),
                new Input("2^53 + 1", more("\"content\":{\"n\":9007199254740993}")),
                new Input("61 deep", more("\"content\":" + "[".repeat(60) + "]".repeat(60))),
                new Input("NaN", more("\"content\":NaN")),
                new Input("a comma too many", more("\"content\":[1,]")),
                new Input("a comment", MINIMAL + "/* no */"),
                new Input("something behind", MINIMAL + "{}"),
                new Input("a byte order mark", "\ufeff" + MINIMAL),
                new Input("no object", "[]"),
                new Input("an unknown member", more("\"extra\":1")),
                new Input("signed already", more("\"sig\":{}")),
                new Input("hashed already", more("\"payload_hash\":\"b3:" + "00".repeat(32) + "\""))));
        for (String member : List.of(
                "\"id\":\"3F2B8A52-90D5-4C3E-8A3E-0C9A6B1F7D11\"",
                "\"seq\":-1",
                "\"seq\":0.5",
                "\"seq\":\"0\"",
                "\"entity_type\":\"Note\"",
                "\"who\":null",
                "\"at\":\"2026-02-29T00:00:00.000Z\"",
                "\"at\":\"2026-11-22T04:05:06Z\"",
                "\"at\":\"2026-11-22T04:05:06.789+01:00\"",
                "\"tenant_id\":\"Acme\"",
                "\"owner_id\":\"a b\"",
                "\"visibility\":\"all\"")) {
            bad.add(new Input(member, replacing(member)));
        }
        for (String member : List.of(
                "\"is_deleted\":\"true\"",
                "\"related_to\":[\"00000000-0000-4000-8000-000000000002\",\"x\"]",
                "\"duration_ms\":-1",
                "\"prev_hash\":\"b3:00\"")) {
            bad.add(new Input(member, more(member)));
        }
        return bad;
    }

    /** Ways to spoil a span that is signed well. */
    static List<Input> badSigned(String good) {
        String signature = between(good, "\"signature\":\"", "\"");
        return List.of(
                new Input("no sig", good.replaceAll(",\"sig\":\\{[^}]*\\}", "")),
                new Input("no payload_hash", good.replaceAll(",\"payload_hash\":\"[^\"]*\"", "")),
                new Input("another hash", good.replaceAll("b3:[0-9a-f]{64}", "b3:" + "00".repeat(32))),
                new Input("an upper-case hash", good.replaceAll("b3:[0-9a-f]{64}", "b3:" + "AB".repeat(32))),
                new Input("changed after signing", good.replace("user:dan", "user:eve")),
                new Input("an unknown alg", good.replace("ed25519-blake3-v1", "ed25519-blake3-v2")),
                new Input("sig without kid", good.replaceAll("\"kid\":\"[^\"]*\",", "")),
                new Input("sig with a member more", good.replace("\"sig\":{", "\"sig\":{\"extra\":1,")),
                new Input(
                        "an upper-case signature",
                        good.replace(signature, signature.toUpperCase(java.util.Locale.ROOT))),
                new Input("a signature of 63 bytes", good.replace(signature, signature.substring(2))),
                new Input("a padded nonce", good.replace("AAECAwQFBgcICQoLDA0ODw", "AAECAwQFBgcICQoLDA0ODw==")),
                new Input("a nonce of 15 bytes", good.replace("AAECAwQFBgcICQoLDA0ODw", "AAECAwQFBgcICQoLDA0O")),
                new Input("a nonce with bits left over", good.replace("ICQoLDA0ODw", "ICQoLDA0ODx")),
                new Input("ts as a text", good.replace("\"ts\":1795322785698", "\"ts\":\"1795322785698\"")),
                new Input("another time than signed", good.replace("1795322785698", "1795322785699")),
                new Input("another kid than signed", good.replace("kid_ed25519_main", "kid_ed25519_other")),
                new Input("another nonce than signed", good.replace("AAECAwQFBgcI", "BAECAwQFBgcI")),
                new Input("S + L for S", good.replace(signature, SpanVectorSignatures.plusOrder(signature))),
                new Input("a torsion point added to R", good.replace(signature, SpanVectorSignatures.torsionInR(good))),
                new Input("R neutral", good.replace(signature, SpanVectorSignatures.neutralR(good))));
    }

    static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String more(String members) {
        return MINIMAL.substring(0, MINIMAL.length() - 1) + "," + members + "}";
    }

    /** The minimal span with another value for one of its members. */
    private static String replacing(String member) {
        String name = member.substring(0, member.indexOf(':') + 1);
        return MINIMAL.replaceAll(java.util.regex.Pattern.quote(name) + "(\"[^\"]*\"|[0-9]+)", member);
    }
}
