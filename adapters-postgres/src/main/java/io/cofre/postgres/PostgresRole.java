package io.cofre.postgres;

/** What a connection may do (spec 03, "Tenants by force"): the three roles that the migrations make. */
public enum PostgresRole {
    /** Serves the reads of requests, behind row-level security. */
    READER("cofre_reader"),
    /** Writes what the domain decided. */
    WRITER("cofre_writer"),
    /** Reads everything: verification, scheduler, reconciler, platform export. */
    SYSTEM("cofre_system");

    private final String sqlName;

    PostgresRole(String sqlName) {
        this.sqlName = sqlName;
    }

    public String sqlName() {
        return sqlName;
    }
}
