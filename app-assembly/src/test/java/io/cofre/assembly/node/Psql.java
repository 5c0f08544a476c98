package io.cofre.assembly.node;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs a script as psql does, of whose own commands it knows those that {@code cofre db init} prints. */
final class Psql {
    private final UnaryOperator<String> urls;
    private final String user;
    private final String password;
    private final Map<String, String> answers;

    /**
     * @param urls of a database, by its name
     * @param answers to {@code \password}, by user
     */
    Psql(UnaryOperator<String> urls, String user, String password, Map<String, String> answers) {
        this.urls = urls;
        this.user = user;
        this.password = password;
        this.answers = answers;
    }

    void run(String script) throws SQLException {
        Connection connection = connect("postgres");
        try {
            StringBuilder pending = new StringBuilder();
            for (String line : script.lines().toList()) {
                if (!line.startsWith("\\")) {
                    pending.append(line).append('\n');
                    continue;
                }
                String[] words = line.split(" ", 2);
                if (words[0].equals("\\gexec")) {
                    // The last statement is a query whose answers are statements.
                    int query = pending.lastIndexOf(";\n") + 2;
                    execute(connection, pending.substring(0, query));
                    for (String made : answers(connection, pending.substring(query))) {
                        execute(connection, made);
                    }
                } else {
                    execute(connection, pending.toString());
                }
                pending.setLength(0);
                switch (words[0]) {
                    case "\\connect" -> {
                        connection.close();
                        connection = connect(words[1].replace("\"", ""));
                    }
                    case "\\password" ->
                        execute(
                                connection,
                                "ALTER ROLE " + words[1] + " PASSWORD '" + answers.get(words[1].replace("\"", ""))
                                        + "'");
                    case "\\set", "\\if", "\\else", "\\endif", "\\gexec" -> {}
                    default -> throw new AssertionError("unknown to this test: " + line);
                }
            }
            execute(connection, pending.toString());
        } finally {
            connection.close();
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(urls.apply(database), user, password);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        if (!sql.isBlank()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> answers(Connection connection, String query) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    all.add(rows.getString(column));
                }
            }
        }
        return all;
    }
}
