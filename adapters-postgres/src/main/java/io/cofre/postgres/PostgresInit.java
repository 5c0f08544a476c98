package io.cofre.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a DBA runs before the first migration, where the server is not Cofre's own. */
public final class PostgresInit {
    private static final String SCRIPT = "/db/init.sql";
    private static final Pattern USER =
            Pattern.compile("(?!pg_|cofre_(reader|writer|system|memory)$)[a-z_][a-z0-9_]{0,62}");
    private static final Pattern DATABASE = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,62}");

    private PostgresInit() {}

    /**
     * The names that an installation chooses.
     *
     * @param service {@code postgres.user}
     * @param migrate {@code postgres.migrate_user}
     */
    public record Names(String database, String service, String migrate) {
        /** @throws IllegalArgumentException for names that no quoting would make good, or one user for both */
        public Names {
            require(DATABASE, database, "a database's name is letters, digits, _ and -");
            require(USER, service, "a user's name is lower-case letters, digits and _, and not one of the four roles'");
            require(USER, migrate, "a user's name is lower-case letters, digits and _, and not one of the four roles'");
            if (service.equals(migrate)) {
                throw new IllegalArgumentException("the service and the migrations need a user each");
            }
        }

        private static void require(Pattern form, String name, String rule) {
            if (!form.matcher(name).matches()) {
                throw new IllegalArgumentException(rule + ": not " + name);
            }
        }
    }

    /** For psql, as a superuser; asks for the passwords, and can be run again. */
    public static String script(Names names) {
        try (InputStream in = PostgresInit.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException("this program was built without " + SCRIPT);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${database}", names.database())
                    .replace("${service}", names.service())
                    .replace("${migrate}", names.migrate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
