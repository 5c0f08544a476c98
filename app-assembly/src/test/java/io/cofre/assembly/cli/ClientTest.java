package io.cofre.assembly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClientTest {
    private final StandIn service;

    @TempDir
    private Path home;

    ClientTest() throws IOException {
        service = new StandIn();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Ran run(String... args) {
        return Ran.of(home, "", withUrl(args));
    }

    private String[] withUrl(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", service.url().toString()));
        return all.toArray(String[]::new);
    }

    @Test
    void anyCommand_forPrograms_printsTheAnswerAsItIs() {
        String answer = "{\"wallet_id\":\"wlt_a\",\"n\":1.50,\"big\":9007199254740993}";
        service.says("/auth/whoami", 200, answer);

        Ran ran = run("key", "whoami", "--json");

        assertThat(ran).isEqualTo(new Ran(0, answer + "\n", ""));
    }

    @Test
    void refusal_scopeMissing_saysCodeTraceAndNextStep() {
        service.says(
                "/cli/memory.add", 403, StandIn.problem(403, "auth.scope_missing", "The scope memory.add is missing."));

        Ran ran = run("memory", "add", "x");

        assertThat(ran).isEqualTo(new Ran(77, "", """
                        cofre: The scope memory.add is missing.
                          cofre key whoami shows the scopes of this key; an admin issues one with more.
                          code auth.scope_missing, trace 4bf92f3577b34da6a3ce929d0e0e4736
                        """));
    }

    @Test
    void refusal_forPrograms_isTheProblemOnTheErrorStream() {
        String problem = StandIn.problem(409, "wallet.exists", "There is one.");
        service.says("/api/admin/wallets", 409, problem);

        Ran ran = run("wallet", "create", "wlt_a", "--tenant", "t", "--owner", "o", "--json");

        assertThat(ran).isEqualTo(new Ran(1, "", problem + "\n"));
    }

    @Test
    void statuses_ofTheService_becomeExitStatuses() {
        Map<Integer, Integer> expected =
                Map.of(400, 1, 401, 77, 403, 77, 404, 1, 409, 1, 422, 1, 429, 69, 500, 69, 503, 69);
        expected.forEach((status, exit) -> {
            service.says("/wallet", status, StandIn.problem(status, "x.y", "no"));
            assertThat(run("wallet", "show").status()).as("status " + status).isEqualTo(exit);
        });
    }

    @Test
    void answer_ofAnotherService_isSaidToBeOne() {
        service.streams("/wallet", "text/html", "<html>");

        Ran ran = run("wallet", "show");

        assertThat(ran.status()).isEqualTo(70);
        assertThat(ran.err()).startsWith("cofre: the answer (status 200) is not JSON\n");
    }

    @Test
    void service_thatIsDown_isUnreachable() {
        service.close();

        Ran ran = run("wallet", "show");

        assertThat(ran.status()).isEqualTo(69);
        assertThat(ran.err()).contains("nothing listens there", "cofre serve").doesNotContain("Exception");
    }

    @Test
    void commandLine_wrong_isAUsageErrorThatSaysHow() {
        assertThat(run("key", "frobnicate").err()).isEqualTo("""
                        cofre: there is no command key frobnicate
                          There are: issue, revoke, rotate, list, whoami, import
                        """);
        assertThat(run("frobnicate").status()).isEqualTo(2);
        assertThat(run("ask").err()).contains("TEXT", "cofre ask --help");
        assertThat(run("key", "revoke", "--wallet", "w").status()).isEqualTo(2);
        assertThat(run("memory", "search", "x", "--limit", "ten").err())
                .isEqualTo("cofre: --limit takes a whole number, not ten\n");
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void token_asAnArgument_isRefusedAndNotRepeated() {
        Ran ran = run("wallet", "show", Ran.TOKEN);

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).doesNotContain(Ran.TOKEN);
    }

    @Test
    void help_ofEveryCommand_namesItAndHasAnExample() {
        assertThat(Commands.all()).hasSizeGreaterThan(30).allSatisfy(verb -> {
            List<String> words = new ArrayList<>(List.of(verb.path().split(" ")));
            words.add("--help");
            Ran ran = Ran.with(home, Map.of(), OptionalInt.empty(), "", words.toArray(String[]::new));
            assertThat(ran.status()).isZero();
            assertThat(ran.out()).contains("Usage: cofre " + verb.path(), "Examples:\n  ");
        });
    }
}
