package io.cofre.postgres.schema;

import io.cofre.local.postgres.SharedPostgres;
import io.cofre.postgres.PostgresMigrations;
import java.nio.file.Path;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.postgresql.ds.PGSimpleDataSource;

/** Writes jOOQ's classes from a real server that was migrated; {@code main} writes those that are committed. */
public final class JooqClasses {
    static final Path COMMITTED = Path.of("src", "generated", "java");

    private JooqClasses() {}

    public static void main(String[] arguments) throws Exception {
        generate(arguments.length == 0 ? COMMITTED : Path.of(arguments[0]));
    }

    static void generate(Path folder) throws Exception {
        SharedPostgres server = SharedPostgres.get();
        String url = server.freshDatabase("jooq_classes");
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(url);
        owner.setUser(server.user());
        owner.setPassword(server.password());
        new PostgresMigrations(owner).apply();
        // A package is emptied before it is written, and those below it: the topmost goes first.
        generate(server, url, "ledger", "io.cofre.postgres.generated", folder);
        generate(server, url, "cofre", "io.cofre.postgres.generated.cofre", folder);
        generate(server, url, "vault", "io.cofre.postgres.generated.vault", folder);
    }

    private static void generate(SharedPostgres server, String url, String schema, String into, Path folder)
            throws Exception {
        GenerationTool.generate(new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc()
                        .withDriver("org.postgresql.Driver")
                        .withUrl(url)
                        .withUser(server.user())
                        .withPassword(server.password()))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.postgres.PostgresDatabase")
                                .withInputSchema(schema)
                                .withExcludes("flyway_schema_history|memory_.*")
                                .withIncludeRoutines(false)
                                .withForcedTypes(new ForcedType()
                                        .withName("INSTANT")
                                        .withIncludeTypes("(?i:timestamp with time zone|timestamptz)")))
                        .withGenerate(new Generate()
                                .withRecords(false)
                                .withIndexes(false)
                                .withKeys(false)
                                .withJavadoc(false)
                                .withComments(false)
                                .withGlobalCatalogReferences(false)
                                .withGeneratedAnnotation(false))
                        .withTarget(new Target()
                                .withPackageName(into)
                                .withDirectory(folder.toString())
                                .withClean(true))));
    }
}
