package io.cofre.assembly.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    /** The public key of RFC 8032, test 1. */
    private static final String ROOT = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    private static final String ROOT_ID =
            "did:logline:6c31041268f471609c79f5f2dbcc38e4a4ab2f4d416109a4e09fcf50fd0f0062";

    @TempDir
    private Path directory;

    /** How a command ended. */
    private record Ran(int status, String out, String err) {}

    @Test
    void config_settingsGiven_printsEachWithItsSource() {
        Ran ran = run(Map.of("COFRE_HTTP_PORT", "9000"), "config");

        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines())
                .anyMatch(line -> line.matches("http\\.port +  ?= 9000  \\[environment COFRE_HTTP_PORT]"))
                .anyMatch(line -> line.matches("data\\.dir += .*data  \\[command line --data]"))
                .anyMatch(line -> line.matches("http\\.host += 127\\.0\\.0\\.1  \\[default]"));
    }

    @Test
    void config_forPrograms_isOneObject() {
        Ran ran = run(Map.of("COFRE_HTTP_PORT", "9000"), "config", "--json");

        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .startsWith("{\"settings\":[{\"name\":")
                .endsWith("}]}\n")
                .contains("{\"name\":\"http.port\",\"value\":\"9000\",\"source\":\"environment COFRE_HTTP_PORT\"}");
        assertThat(run(Map.of(), "config", "--json", "--reference").status()).isEqualTo(64);
    }

    @Test
    void config_wrongSettings_endsWith78AndAllOfThem() {
        Ran ran = run(Map.of("COFRE_HTTP_PORT", "x", "COFRE_NOPE_AT_ALL", "1"), "config");

        assertThat(ran.status()).isEqualTo(78);
        assertThat(ran.err()).isEqualTo("""
                        cofre: wrong settings:
                          COFRE_NOPE_AT_ALL (environment COFRE_NOPE_AT_ALL) is no setting. cofre config --reference lists all
                          http.port (environment COFRE_HTTP_PORT) 'x' is no whole number. Allowed: 0 to 65535
                        """);
    }

    @Test
    void anyCommand_unknownOption_endsWith64AndSaysWhereHelpIs() {
        Ran ran = run(Map.of(), "serve", "--prot", "80");

        assertThat(ran.status()).isEqualTo(64);
        assertThat(ran.err()).endsWith("Try: cofre serve --help\n").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "demo",
                "backup",
                "restore",
                "db",
                "db init",
                "admin",
                "admin reset",
                "vault",
                "vault rotate-master",
                "pepper",
                "pepper rotate",
                "trust",
                "trust list",
                "trust add",
                "trust remove",
                "config",
                "ledger",
                "ledger verify",
                "ledger audit",
                "key",
                "key import"
            })
    void anyCommand_help_endsWith0AndSaysWhatItIs(String command) {
        Ran ran = run(Map.of(), false, (command + " --help").split(" ", -1));

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).startsWith("Usage: cofre " + command + " ");
    }

    @Test
    void ledgerVerify_exportButNoRootTrusted_endsWith78AndSaysHowToNameOne() throws IOException {
        Path export = Files.writeString(directory.resolve("ledger.ndjson"), "{}\n");

        Ran ran = run(Map.of(), "ledger", "verify", export.toString());

        assertThat(ran.status()).isEqualTo(78);
        assertThat(ran.err())
                .startsWith("cofre: no root is trusted here, so nothing can be believed: there is none in ")
                .contains("--trust", "--data", "cofre trust list");
    }

    @Test
    void trust_addListRemove_changesTheFile() throws IOException {
        Files.createDirectories(directory.resolve("data"));

        assertThat(run(Map.of(), "trust", "add", ROOT)).isEqualTo(new Ran(0, "trusted " + ROOT_ID + "\n", ""));
        assertThat(run(Map.of(), "trust", "list")).isEqualTo(new Ran(0, ROOT_ID + " " + ROOT + "\n", ""));
        assertThat(run(Map.of(), "trust", "list", "--json"))
                .isEqualTo(new Ran(
                        0, "{\"roots\":[{\"key_id\":\"" + ROOT_ID + "\",\"pubkey_hex\":\"" + ROOT + "\"}]}\n", ""));
        assertThat(run(Map.of(), "trust", "remove", ROOT_ID, "--json"))
                .isEqualTo(new Ran(0, "{\"key_id\":\"" + ROOT_ID + "\",\"trusted\":false}\n", ""));
        assertThat(run(Map.of(), "trust", "add", ROOT, "--json"))
                .isEqualTo(new Ran(0, "{\"key_id\":\"" + ROOT_ID + "\",\"trusted\":true}\n", ""));
        assertThat(run(Map.of(), "trust", "remove", ROOT_ID))
                .isEqualTo(new Ran(0, "not trusted any more: " + ROOT_ID + "\n", ""));
        assertThat(run(Map.of(), "trust", "list")).isEqualTo(new Ran(0, "", ""));
        assertThat(run(Map.of(), "trust", "remove", ROOT_ID).status()).isEqualTo(64);
        assertThat(run(Map.of(), "trust", "add", "abc").status()).isEqualTo(64);
        assertThat(run(Map.of("COFRE_LEDGER_TRUSTED_ROOTS", ROOT), "trust", "remove", ROOT_ID)
                        .status())
                .isEqualTo(78);
    }

    @Test
    void dataCommands_onOneNodesData_keepItWhole() throws IOException {
        Path token = directory.resolve("token");
        assertThat(run(Map.of(), "backup", directory.resolve("none.zip").toString())
                        .status())
                .as("nothing to back up yet")
                .isEqualTo(78);

        // A mistyped directory must not become an installation.
        Ran reset = run(Map.of(), "admin", "reset", "--admin-token-file", token.toString());
        assertThat(reset.status()).as(reset.err()).isEqualTo(78);
        assertThat(directory.resolve("data")).doesNotExist();
        first();
        reset = run(Map.of(), "admin", "reset", "--admin-token-file", token.toString());
        assertThat(reset.status()).as(reset.err()).isZero();
        assertThat(reset.out()).isEqualTo("platform-admin token written to " + token + "\n");
        assertThat(Files.readString(token)).matches("tok_admin_[0-9A-Za-z]{49}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                .isEqualTo("rw-------");

        String before = Files.readString(directory.resolve("data/master.key"));
        Ran rotated = run(Map.of(), "vault", "rotate-master");
        assertThat(rotated.status()).as(rotated.err()).isZero();
        assertThat(rotated.out()).matches("[1-9][0-9]* secrets wrapped anew; .*master\\.key holds the new key alone\n");
        assertThat(Files.readString(directory.resolve("data/master.key")))
                .hasSize(65)
                .isNotEqualTo(before);

        assertThat(run(Map.of(), "pepper", "rotate"))
                .isEqualTo(new Ran(0, "new API keys are hashed with the pepper v2\nkept for living keys: v1\n", ""));

        Path backup = directory.resolve("backup.zip");
        Ran written = run(Map.of(), "backup", backup.toString());
        assertThat(written.status()).as(written.err()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        assertThat(run(Map.of(), "backup", backup.toString()).status())
                .as("there already")
                .isEqualTo(64);
        Ran verified = run(Map.of(), "ledger", "verify");
        assertThat(verified.status()).as(verified.err()).isZero();

        Ran audited = run(Map.of(), "ledger", "audit");
        assertThat(audited.err()).isEmpty();
        assertThat(audited.out()).matches("[1-9][0-9]* spans audited, 0 findings\n(?s).*");
        assertThat(audited.status()).isZero();

        Path other = directory.resolve("other");
        Ran keyless = run(Map.of("COFRE_DATA_DIR", other.toString()), false, "restore", backup.toString());
        assertThat(keyless.status()).isEqualTo(78);
        assertThat(keyless.err()).contains("the backup holds no master key: put the one of its installation at");
        Files.copy(directory.resolve("data/master.key"), other.resolve("master.key"));
        Files.setPosixFilePermissions(other.resolve("master.key"), PosixFilePermissions.fromString("rw-------"));
        Ran restored = run(Map.of("COFRE_DATA_DIR", other.toString()), false, "restore", backup.toString());
        assertThat(restored.status()).as(restored.err()).isZero();
        String spans = verified.out().lines().findFirst().orElseThrow();
        assertThat(restored.out()).isEqualTo(written.out().replaceFirst(" in .*", " restored") + spans + "\n");
        assertThat(Files.readString(other.resolve("trust.json")))
                .isEqualTo(Files.readString(directory.resolve("data/trust.json")));
        Ran forPrograms =
                run(Map.of(), "backup", directory.resolve("again.zip").toString(), "--with-master-key", "--json");
        String rows = written.out().replaceFirst(" .*\n", "");
        assertThat(forPrograms.out())
                .isEqualTo("{\"rows\":" + rows + ",\"file\":\"" + directory.resolve("again.zip") + "\"}\n");
        Ran told = run(
                Map.of("COFRE_DATA_DIR", directory.resolve("third").toString()),
                false,
                "restore",
                directory.resolve("again.zip").toString(),
                "--json");
        assertThat(told.status()).as(told.err()).isZero();
        assertThat(told.out())
                .startsWith("{\"verified\":" + spans.replaceFirst(" .*", "") + ",\"fault\":null,")
                .endsWith(",\"rows\":" + rows + "}\n");
        Ran again = run(Map.of("COFRE_DATA_DIR", other.toString()), false, "restore", backup.toString());
        assertThat(again.status()).isEqualTo(78);
        assertThat(again.err()).contains("the database is not empty");
    }

    @Test
    void ledgerVerify_fileThatIsNoExport_endsWith1AndItsLine() throws IOException {
        Path file = Files.writeString(directory.resolve("export.ndjson"), "{}\n");
        Ran ran = run(Map.of(), "ledger", "verify", "--trust", ROOT, file.toString());

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err())
                .isEqualTo("cofre: line 1 of " + file + ": the line lacks position, recorded_at or span\n");
    }

    private void first() {
        FirstStarts.in(directory.resolve("data"));
    }

    private Ran run(Map<String, String> environment, String... args) {
        return run(environment, true, args);
    }

    private Ran run(Map<String, String> environment, boolean ownData, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                Map.of());
        String[] all = ownData
                ? Stream.concat(
                                Arrays.stream(args),
                                Stream.of("--data", directory.resolve("data").toString()))
                        .toArray(String[]::new)
                : args;
        int status = new Commands(terminal).run(all);
        return new Ran(
                status,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.matches("cofre: .* \\([0-9]+ s\\)"))
                        .map(line -> line + "\n")
                        .reduce("", String::concat));
    }
}
