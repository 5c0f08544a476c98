package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code cofre tenant …} */
final class TenantCommands {
    private TenantCommands() {}

    static List<Verb> verbs() {
        return List.of(
                new Verb("tenant create", "Make a tenant", TenantCommands::create)
                        .operand("TENANT_ID", "Its name in every span.")
                        .takes("--name", "TEXT", "Its name for people (the same).")
                        .takesMany(
                                "--language",
                                "LANG",
                                "pt, en or none: whose stems find its memories; repeat it (both).")
                        .once()
                        .example("cofre tenant create voulezvous --name 'Voulez-vous'"),
                new Verb("tenant list", "List tenants", TenantCommands::list)
                        .paged()
                        .example("cofre tenant list"),
                new Verb("tenant status", "Suspend or reopen a tenant", TenantCommands::status)
                        .operand("TENANT_ID", "Which.")
                        .operand("STATUS", "active or suspended.")
                        .needs("--reason", "TEXT", "Why; it goes into the ledger.")
                        .once()
                        .example("cofre tenant status voulezvous suspended --reason 'unpaid'"));
    }

    private static void create(Work work) {
        String id = work.given().operand(0);
        ObjectNode body = Json.object()
                .put("tenant_id", id)
                .put("name", work.given().maybe("--name").orElse(id));
        if (work.given().flag("--language")) {
            body.set(
                    "languages",
                    Json.texts(work.given().texts("--language").stream()
                            .filter(language -> !language.equals("none"))
                            .toList()));
        }
        work.showFacts(Call.post("/api/admin/tenants", body));
    }

    private static void list(Work work) {
        work.show(Pages.paged(Call.get("/api/admin/tenants"), work.given()), answer -> {
            Table table = new Table("TENANT", "STATUS", "LANGUAGES", "CREATED", "NAME");
            for (JsonNode tenant : Pages.items(answer, "tenants")) {
                table.row(
                        Facts.text(tenant, "tenant_id"),
                        Facts.text(tenant, "status"),
                        Facts.text(tenant, "languages"),
                        Facts.text(tenant, "created_at"),
                        Facts.text(tenant, "name"));
            }
            work.table(table, answer, "no tenants");
        });
    }

    private static void status(Work work) {
        ObjectNode body = Json.object()
                .put("status", work.given().operand(1))
                .put("reason", work.given().text("--reason"));
        String tenant = Call.encoded(work.given().operand(0));
        work.showFacts(Call.post("/api/admin/tenants/" + tenant + "/status", body));
    }
}
