package io.cofre.assembly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProfileTest {
    @TempDir
    private Path home;

    private Ran run(Map<String, String> environment, String input, String... args) {
        return Ran.with(home, environment, OptionalInt.empty(), input, args);
    }

    private Path standard() {
        return home.resolve(".config/cofre/profile.json");
    }

    @Test
    void save_tokenOnTheInput_isKeptForTheOwnerAlone() throws IOException {
        Ran ran = run(Map.of(), Ran.TOKEN + "\n", "profile", "save", "--url", "https://cofre.example");

        assertThat(ran.status()).isZero();
        assertThat(ran.out() + ran.err()).doesNotContain(Ran.TOKEN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(standard())))
                .isEqualTo("rw-------");
        assertThat(run(Map.of(), "", "profile", "show").out())
                .isEqualTo("file   " + standard() + "\nurl    https://cofre.example\ntoken  tok_live_…WXYZ\n");
    }

    @Test
    void token_ofTheProfile_isSentToItsAddress() throws IOException {
        try (StandIn service = new StandIn()) {
            service.says("/auth/whoami", 200, "{}");
            run(Map.of(), Ran.TOKEN, "profile", "save", "--url", service.url().toString());

            assertThat(run(Map.of(), "", "key", "whoami").status()).isZero();
            assertThat(service.asked().getFirst().authorization()).isEqualTo("ApiKey " + Ran.TOKEN);
        }
    }

    @Test
    void token_ofTheEnvironment_goesFirst() throws IOException {
        try (StandIn service = new StandIn()) {
            service.says("/auth/whoami", 200, "{}");
            run(Map.of(), Ran.TOKEN, "profile", "save", "--url", service.url().toString());

            run(Map.of("COFRE_TOKEN", "wss_session0123"), "", "key", "whoami");

            assertThat(service.asked().getFirst().authorization()).isEqualTo("WalletSession wss_session0123");
        }
    }

    @Test
    void profile_thatOthersMayRead_isRefused() throws IOException {
        run(Map.of(), Ran.TOKEN, "profile", "save");
        Files.setPosixFilePermissions(standard(), PosixFilePermissions.fromString("rw-r-----"));

        Ran ran = run(Map.of(), "", "key", "whoami");

        assertThat(ran.status()).isEqualTo(77);
        assertThat(ran.err()).contains("(rw-r-----)", "chmod 600 " + standard());
    }

    @Test
    void profile_namedByTheEnvironment_isTheOneUsed() {
        Path other = home.resolve("other.json");

        run(Map.of("COFRE_PROFILE", other.toString()), Ran.TOKEN, "profile", "save");

        assertThat(other).exists();
        assertThat(standard()).doesNotExist();
    }

    @Test
    void profile_withAnUnknownMember_isRefused() throws IOException {
        Path other = Files.writeString(home.resolve("other.json"), "{\"tokn\":\"" + Ran.TOKEN + "\"}");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));

        Ran ran = run(Map.of("COFRE_PROFILE", other.toString()), "", "key", "whoami");

        assertThat(ran.status()).isEqualTo(77);
        assertThat(ran.err()).contains("tokn").doesNotContain(Ran.TOKEN);
    }

    @Test
    void token_nowhere_saysWhereToPutIt() {
        Ran ran = run(Map.of(), "", "key", "whoami");

        assertThat(ran.status()).isEqualTo(77);
        assertThat(ran.err()).startsWith("cofre: there is no token\n").contains("cofre profile save");
    }

    @Test
    void token_thatIsNone_isRefusedBeforeAnythingIsSent() {
        Ran ran = run(Map.of("COFRE_TOKEN", "tok_live_a\nX-Injected: 1"), "", "key", "whoami");

        assertThat(ran.status()).isEqualTo(77);
        assertThat(ran.err()).contains("COFRE_TOKEN holds no token").doesNotContain("Injected");
    }

    @Test
    void address_unencryptedAndOfAnotherMachine_isRefused() {
        Ran ran = run(Map.of("COFRE_TOKEN", Ran.TOKEN), "", "key", "whoami", "--url", "http://cofre.example");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("unencrypted", "--plain-http");
    }

    @Test
    void address_thatIsNone_isRefused() {
        for (String url :
                new String[] {"cofre.example", "ftp://127.0.0.1", "http://u:p@127.0.0.1", "http://127.0.0.1?a"}) {
            Ran ran = run(Map.of("COFRE_TOKEN", Ran.TOKEN), "", "key", "whoami", "--url", url);
            assertThat(ran.status()).as(url).isEqualTo(2);
        }
    }
}
