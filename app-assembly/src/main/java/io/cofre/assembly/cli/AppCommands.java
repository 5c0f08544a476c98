package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code cofre app …} */
final class AppCommands {
    private AppCommands() {}

    static List<Verb> verbs() {
        return List.of(
                new Verb("app register", "Register an app, or a new version of it", AppCommands::register)
                        .operandMaybe("FILE", "Its JSON (app_id, intent_set, requires_caps, …); - or none: the input.")
                        .once()
                        .example("cofre app register writer-bot.json"),
                new Verb("app list", "List the apps that are visible", AppCommands::list)
                        .paged()
                        .example("cofre app list"),
                new Verb("app approve", "Grant an app what it asks for and was not given", AppCommands::approve)
                        .operand("APP_ID", "Which.")
                        .takes("--tenant", "ID", "Its tenant, for the platform's admin; one's own otherwise.")
                        .once()
                        .example("cofre app approve writer-bot"));
    }

    private static void register(Work work) {
        JsonNode app = work.jsonDocument(work.given().operandMaybe(0).orElse("-"));
        work.showFacts(Call.post("/cli/app.register", app));
    }

    private static void list(Work work) {
        work.show(Pages.paged(Call.get("/api/apps"), work.given()), answer -> {
            Table table = new Table("APP", "STATUS", "OWNER", "GRANTED", "PENDING");
            for (JsonNode app : Pages.items(answer, "apps")) {
                table.row(
                        Facts.text(app, "app_id"),
                        Facts.text(app, "status"),
                        Facts.text(app, "owner_id"),
                        Facts.text(app, "granted_caps"),
                        Facts.text(app, "pending_caps"));
            }
            work.table(table, answer, "no apps");
        });
    }

    private static void approve(Work work) {
        String app = Call.encoded(work.given().operand(0));
        ObjectNode body = Json.object();
        work.given().maybe("--tenant").ifPresent(tenant -> body.put("tenant_id", tenant));
        work.showFacts(Call.post("/api/admin/apps/" + app + "/approve", body));
    }
}
