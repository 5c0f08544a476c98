package io.cofre.http.json;

/** Where in a JSON text the reader is (RFC 6901), made into text only where a fault needs it. */
sealed interface Pointer {
    record Root() implements Pointer {
        @Override
        public String toString() {
            return "";
        }
    }

    record Name(Pointer parent, String name) implements Pointer {
        private static final int LONGEST = 100;

        @Override
        public String toString() {
            String shown = name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
            return parent + "/" + shown.replace("~", "~0").replace("/", "~1");
        }
    }

    record Index(Pointer parent, int index) implements Pointer {
        @Override
        public String toString() {
            return parent + "/" + index;
        }
    }

    default Pointer at(String name) {
        return new Name(this, name);
    }

    default Pointer at(int index) {
        return new Index(this, index);
    }
}
