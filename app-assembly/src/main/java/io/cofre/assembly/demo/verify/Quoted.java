package io.cofre.assembly.demo.verify;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Writes JSON strings. */
final class Quoted {
    private Quoted() {}

    static String of(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
