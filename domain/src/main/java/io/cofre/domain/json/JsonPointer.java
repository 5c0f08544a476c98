package io.cofre.domain.json;

/** Builds RFC 6901 pointers. */
public final class JsonPointer {
    private JsonPointer() {}

    /** The pointer of a member below {@code parent}. */
    public static String child(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** The pointer of an item below {@code parent}. */
    public static String child(String parent, int index) {
        return parent + "/" + index;
    }
}
