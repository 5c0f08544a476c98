package io.cofre.assembly.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.ParseResult;

/** What a command line gave. */
final class Given {
    private final ParseResult result;

    Given(ParseResult result) {
        this.result = result;
    }

    /** The value of an option that must be given. */
    String text(String option) {
        return maybe(option).orElseThrow(() -> new IllegalStateException(option + " is not a needed option"));
    }

    Optional<String> maybe(String option) {
        return Optional.ofNullable(result.matchedOptionValue(option, null));
    }

    List<String> texts(String option) {
        List<?> values = result.matchedOptionValue(option, List.of());
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(String.valueOf(value)));
        return texts;
    }

    boolean flag(String option) {
        return result.hasMatchedOption(option);
    }

    /** The value of an option that is a whole number, 0 or more. */
    OptionalLong number(String option) {
        Optional<String> text = maybe(option);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.get().matches("[0-9]{1,18}")) {
            throw new Stop(Exit.USAGE, option + " takes a whole number, not " + Width.shown(text.get()), List.of());
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    /** The operand that must be given at this place. */
    String operand(int place) {
        return operandMaybe(place).orElseThrow(() -> new IllegalStateException("there is no operand " + place));
    }

    Optional<String> operandMaybe(int place) {
        return Optional.ofNullable(result.matchedPositionalValue(place, null));
    }
}
