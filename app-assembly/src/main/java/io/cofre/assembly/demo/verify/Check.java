package io.cofre.assembly.demo.verify;

/**
 * One thing that was looked at.
 *
 * @param name what, in few words
 * @param holds whether it is as it must be
 * @param detail what was found
 */
public record Check(String name, boolean holds, String detail) {
    static Check holds(String name, String detail) {
        return new Check(name, true, detail);
    }

    static Check fails(String name, String detail) {
        return new Check(name, false, detail);
    }
}
