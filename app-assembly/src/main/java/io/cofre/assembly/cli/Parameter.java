package io.cofre.assembly.cli;

/**
 * One thing that a command takes.
 *
 * @param name of an option with its dashes; of an operand, what stands for it in the usage
 * @param label what stands for an option's value
 * @param help one sentence; {@code %} is doubled
 */
record Parameter(Kind kind, String name, String label, String help) {
    enum Kind {
        /** An option that must be given. */
        NEEDED,
        /** An option that may be given. */
        OPTION,
        /** An option that must be given, once or more. */
        NEEDED_MANY,
        /** An option that may be given any number of times. */
        MANY,
        /** An option without a value. */
        FLAG,
        /** A value in its place, that must be given. */
        OPERAND,
        /** A value in its place, that may be left out. */
        OPERAND_MAYBE
    }
}
