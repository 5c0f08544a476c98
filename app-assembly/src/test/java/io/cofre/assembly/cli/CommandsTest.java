package io.cofre.assembly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandsTest {
    private final StandIn service;

    @TempDir
    private Path home;

    CommandsTest() throws IOException {
        service = new StandIn();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Ran run(String... args) {
        return typed("", args);
    }

    private Ran typed(String input, String... args) {
        return Ran.of(home, input, withUrl(args));
    }

    private String[] withUrl(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", service.url().toString()));
        return all.toArray(String[]::new);
    }

    @Test
    void keyIssue_given_sendsTheRequestAndShowsTheTokenOnce() {
        service.says(
                "/auth/keys/issue",
                201,
                "{\"token\":\"tok_live_new\",\"exp\":1734048000,\"token_hash\":\"argon2id$v1$h\",\"token_last4\":\"_new\"}");

        Ran ran = run(
                "key",
                "issue",
                "--wallet",
                "wlt_a",
                "--tenant",
                "acme",
                "--scope",
                "memory.*",
                "--scope",
                "prompt.fetch",
                "--ttl-hours",
                "720");

        assertThat(service.asked())
                .containsExactly(new StandIn.Asked(
                        "POST /auth/keys/issue",
                        "ApiKey " + Ran.TOKEN,
                        "{\"wallet_id\":\"wlt_a\",\"tenant_id\":\"acme\",\"scopes\":[\"memory.*\",\"prompt.fetch\"],"
                                + "\"ttl_hours\":720}"));
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEqualTo("""
                        token        tok_live_new
                        exp          2024-12-13T00:00:00Z
                        token_hash   argon2id$v1$h
                        token_last4  _new
                        """);
        assertThat(ran.err()).doesNotContain("tok_live_new");
    }

    @Test
    void tenantCreate_languages_areSentAndNoneIsAnEmptyList() {
        service.says("/api/admin/tenants", 201, "{\"tenant_id\":\"acme\"}");

        run("tenant", "create", "acme", "--language", "pt", "--language", "en");
        run("tenant", "create", "acme", "--language", "none");
        run("tenant", "create", "acme");

        assertThat(service.asked())
                .extracting(StandIn.Asked::body)
                .containsExactly(
                        "{\"tenant_id\":\"acme\",\"name\":\"acme\",\"languages\":[\"pt\",\"en\"]}",
                        "{\"tenant_id\":\"acme\",\"name\":\"acme\",\"languages\":[]}",
                        "{\"tenant_id\":\"acme\",\"name\":\"acme\"}");
    }

    @Test
    void keyIssue_intoAFile_printsNoTokenAndKeepsOthersOut() throws IOException {
        service.says("/auth/keys/issue", 201, "{\"token\":\"tok_live_new\",\"exp\":1734048000}");
        Path file = home.resolve("token");

        Ran ran = run(
                "key",
                "issue",
                "--wallet",
                "w",
                "--tenant",
                "t",
                "--scope",
                "a",
                "--ttl-hours",
                "1",
                "--token-file",
                file.toString());

        assertThat(ran.out() + ran.err()).doesNotContain("tok_live_new");
        assertThat(file).hasContent("tok_live_new\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void keyIssue_intoAFileThatCannotBe_asksForNoKey() {
        Ran ran = run(
                "key",
                "issue",
                "--wallet",
                "w",
                "--tenant",
                "t",
                "--scope",
                "a",
                "--ttl-hours",
                "1",
                "--token-file",
                home.resolve("nowhere/token").toString());

        assertThat(ran.status()).isEqualTo(73);
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void keyList_twoKeys_isATable() {
        service.says("/auth/keys/list", 200, """
                {"keys":[
                 {"token_last4":"x9Qz","status":"active","kind":"live","wallet_id":"wlt_a","exp":1734048000,
                  "last_used_at":null,"scopes":["memory.*","prompt.fetch"],"description":"Vercel"},
                 {"token_last4":"AbCd","status":"revoked","kind":"admin","wallet_id":"wlt_root","exp":1734048000,
                  "last_used_at":1730712345,"scopes":["platform.admin"],"description":"evil\\u001b[2J"}],
                 "next_cursor":"n1"}
                """);

        Ran ran = run("key", "list", "--wallet", "wlt_a", "--limit", "2");

        assertThat(service.asked().getFirst().line()).isEqualTo("GET /auth/keys/list?limit=2&wallet_id=wlt_a");
        assertThat(ran.out()).isEqualTo("""
                        LAST4  STATUS   KIND   WALLET    EXPIRES               LAST USED             SCOPES                  DESCRIPTION
                        x9Qz   active   live   wlt_a     2024-12-13T00:00:00Z                        memory.*, prompt.fetch  Vercel
                        AbCd   revoked  admin  wlt_root  2024-12-13T00:00:00Z  2024-11-04T09:25:45Z  platform.admin          evil\ufffd[2J
                        more: --cursor n1
                        """);
    }

    @Test
    void providersSecret_onTheInput_isSentAndNeverPrinted() {
        service.says("/wallet/key/register", 201, "{\"kid\":\"kid_p\",\"status\":\"active\"}");

        Ran ran = typed(
                "sk-planted\n",
                "wallet",
                "register-key",
                "--kid",
                "kid_p",
                "--type",
                "provider_key",
                "--provider",
                "anthropic",
                "--cap",
                "provider.invoke:anthropic/*");

        assertThat(service.asked().getFirst().body())
                .isEqualTo("{\"kid\":\"kid_p\",\"type\":\"provider_key\",\"provider\":\"anthropic\","
                        + "\"caps\":[\"provider.invoke:anthropic/*\"],\"secret\":\"sk-planted\"}");
        assertThat(ran).isEqualTo(new Ran(0, "kid     kid_p\nstatus  active\n", ""));
    }

    @Test
    void providersSecret_inAFileThatOthersMayRead_isRefused() throws IOException {
        Path file = Files.writeString(home.resolve("secret"), "sk-planted");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        Ran ran = run(
                "wallet",
                "register-key",
                "--kid",
                "k",
                "--type",
                "provider_key",
                "--cap",
                "c",
                "--secret-file",
                file.toString());

        assertThat(ran.status()).isEqualTo(77);
        assertThat(ran.err()).contains("(rw-r--r--)", "chmod 600").doesNotContain("sk-planted");
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void providersSecret_missing_isAUsageError() {
        Ran ran = run("wallet", "register-key", "--kid", "k", "--type", "provider_key", "--cap", "c");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void ask_streamed_printsPiecesAsTheyCome() {
        service.streams("/cli/ask", "text/event-stream", """
                event: delta
                data: {"text":"Bom "}

                : still there

                event: delta
                data: {"text":"dia"}

                event: done
                data: {"usage":{"input_tokens":7,"output_tokens":2},"memories":["m"]}

                """);

        Ran ran = run("ask", "Olá", "--with-memory");

        assertThat(service.asked().getFirst().body())
                .isEqualTo("{\"text\":\"Olá\",\"with_memory\":true,\"stream\":true}");
        assertThat(ran).isEqualTo(new Ran(0, "Bom dia\n", "7 tokens in, 2 out, 1 memory sent along\n"));
    }

    @Test
    void ask_streamThatEndsInAnError_saysIt() {
        service.streams(
                "/cli/ask",
                "text/event-stream",
                "event: delta\ndata: {\"text\":\"Bom\"}\n\nevent: error\ndata: "
                        + StandIn.problem(502, "provider.unavailable", "It broke off.") + "\n\n");

        Ran ran = run("ask", "x");

        assertThat(ran.status()).isEqualTo(69);
        assertThat(ran.err()).startsWith("cofre: It broke off.\n");
    }

    @Test
    void spanAppend_fromTheInput_sendsItByteForByte() {
        service.says("/api/spans", 201, "{\"id\":\"i\",\"seq\":0,\"position\":7}");
        String span = "{ \"content\": {\"n\": 1.50, \"e\": 1E2} }\n";

        Ran ran = typed(span, "span", "append");

        assertThat(service.asked().getFirst().body()).isEqualTo(span);
        assertThat(ran.out()).isEqualTo("id        i\nseq       0\nposition  7\n");
    }

    @Test
    void spanVerify_oneCheckFails_exitsWithOne() {
        service.says(
                "/api/spans/i/verify",
                200,
                "{\"checks\":[{\"name\":\"hash\",\"result\":\"holds\"},"
                        + "{\"name\":\"signature\",\"result\":\"fails\",\"detail\":\"no\"}]}");

        Ran ran = run("span", "verify", "i");

        assertThat(ran.out()).isEqualTo("✓ hash\n✗ signature: no\n");
        assertThat(ran.status()).isEqualTo(1);
    }

    @Test
    void spanTail_resumed_printsOneLineAnEvent() {
        service.streams("/api/timeline/stream", "text/event-stream", """
                : following

                id: 8
                event: span
                data: {"position":8,"recorded_at":"2026-11-22T04:05:07.000Z","span":{"id":"i","seq":2,"entity_type":"note","who":"wallet:w"}}

                """);

        Ran ran = run("span", "tail", "--from", "7");

        assertThat(ran).isEqualTo(new Ran(0, "8  2026-11-22T04:05:07.000Z  note  i  seq 2  wallet:w\n", ""));
    }

    @Test
    void walletShow_twoKeys_isATableUnderTheFacts() {
        service.says("/wallet", 200, """
                {"wallet_id":"wlt_a","owner_id":"dan","items":{
                 "kid_ed25519_main":{"kid":"kid_ed25519_main","type":"ed25519","key_id":"did:logline:ab","caps":["sign.span"],
                  "status":"active","version":1},
                 "kid_p":{"kid":"kid_p","type":"provider_key","provider":"anthropic","caps":["provider.invoke:anthropic/*"],
                  "status":"active","version":2}},"status":"active","metered":false,"created_at":1730712345}
                """);

        assertThat(run("wallet", "show").out()).isEqualTo("""
                        wallet_id   wlt_a
                        owner_id    dan
                        status      active
                        metered     no
                        created_at  2024-11-04T09:25:45Z

                        KID               TYPE          STATUS  VERSION  CAPS                         KEY
                        kid_ed25519_main  ed25519       active  1        sign.span                    did:logline:ab
                        kid_p             provider_key  active  2        provider.invoke:anthropic/*  anthropic
                        """);
    }

    @Test
    void spanExport_intoAFile_isByteForByte() {
        String lines = "{\"span\":{\"n\":1.50},\"position\":1}\n{\"span\":{},\"position\":2}\n";
        service.streams("/api/spans/export", "application/x-ndjson", lines);
        Path file = home.resolve("out.ndjson");

        Ran ran = run("span", "export", "--out", file.toString());

        assertThat(ran.status()).isZero();
        assertThat(file).hasContent(lines);
    }

    @Test
    void completion_ofBash_knowsEveryCommand() {
        Ran ran = run("completion", "bash");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("register-key", "whoami", "--with-memory", "serve", "vault");
    }
}
