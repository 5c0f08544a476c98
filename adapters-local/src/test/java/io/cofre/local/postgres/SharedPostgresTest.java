package io.cofre.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class SharedPostgresTest {
    private final SharedPostgres shared = SharedPostgres.get();

    @Test
    void freshDatabase_ofANameInUse_isEmptyAgain() throws Exception {
        String url = shared.freshDatabase("Fresh_1");
        try (Connection open = DriverManager.getConnection(url, shared.user(), shared.password());
                Statement statement = open.createStatement()) {
            statement.execute("CREATE TABLE old (n int)");

            assertThat(shared.freshDatabase("Fresh_1")).isEqualTo(url);
        }

        assertThat(query(url, "SELECT count(*) FROM pg_class WHERE relname = 'old'"))
                .isEqualTo("0");
    }

    @Test
    void server_ofTheTests_isAsDurableAsInProduction() throws Exception {
        String url = shared.freshDatabase("durable");

        assertThat(query(url, "SHOW fsync")).isEqualTo("on");
        assertThat(query(url, "SHOW synchronous_commit")).isEqualTo("on");
    }

    private String query(String url, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, shared.user(), shared.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
