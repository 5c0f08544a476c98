package io.cofre.local.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.PortFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyFileTest {
    private static final String KEY = "0123456789abcdef".repeat(4);

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("master.key");
    }

    private void put(String text, String mode) throws IOException {
        Files.writeString(file(), text);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    @Test
    void create_new_isReadableByItsOwnerAloneAndLoads() throws Exception {
        try (MasterKeys made = MasterKeyFile.create(file(), new SecureRandom());
                MasterKeys loaded = MasterKeyFile.load(file())) {
            assertThat(loaded.currentId()).isEqualTo(made.currentId()).matches("mk_[0-9a-f]{16}");
            assertThat(loaded.olderIds()).isEmpty();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file())).matches("[0-9a-f]{64}\n");
        assertThat(names()).containsExactly("master.key");
    }

    @Test
    void create_twice_keepsTheFirst() throws Exception {
        MasterKeyFile.create(file(), new SecureRandom()).close();
        String first = Files.readString(file());
        assertThatThrownBy(() -> MasterKeyFile.create(file(), new SecureRandom()))
                .isInstanceOf(PortFailure.Rejected.class)
                .hasMessage("the master key file " + file() + " exists already and is not overwritten");
        assertThat(Files.readString(file())).isEqualTo(first);
        assertThat(names()).containsExactly("master.key");
    }

    @Test
    void create_directoryMissing_isUnavailable() {
        assertThatThrownBy(() -> MasterKeyFile.create(directory.resolve("none/master.key"), new SecureRandom()))
                .isInstanceOf(PortFailure.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-rw-rw-"})
    void load_widerMode_isRejectedSayingWhatToDo(String mode) throws Exception {
        put(KEY, mode);
        assertThatThrownBy(() -> MasterKeyFile.load(file()))
                .isInstanceOf(PortFailure.Rejected.class)
                .hasMessage("the master key file " + file() + " has the mode " + mode
                        + ", so that others may use it; run: chmod 600 " + file());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------"})
    void load_ownersMode_reads(String mode) throws Exception {
        put(KEY, mode);
        try (MasterKeys keys = MasterKeyFile.load(file())) {
            assertThat(keys.olderIds()).isEmpty();
        }
    }

    @Test
    void load_missing_isRejectedSayingWhatToDo() {
        assertThatThrownBy(() -> MasterKeyFile.load(file()))
                .isInstanceOf(PortFailure.Rejected.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("Restore it from a backup");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n \n",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg",
                "\u00e90123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd",
                "-----BEGIN PRIVATE KEY-----",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nx",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                        + " 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF"
            })
    void load_malformed_isRejectedWithoutItsText(String text) throws Exception {
        put(text, "rw-------");
        assertThatThrownBy(() -> MasterKeyFile.load(file()))
                .isInstanceOf(PortFailure.Rejected.class)
                .hasMessageContaining(file().toString())
                .message()
                .doesNotContain("0123456789", "PRIVATE");
    }

    @Test
    void load_hugeFile_isRejected() throws Exception {
        put("0".repeat(20_000), "rw-------");
        assertThatThrownBy(() -> MasterKeyFile.load(file()))
                .isInstanceOf(PortFailure.Rejected.class)
                .hasMessageContaining("is no master key file: it has 20000 bytes");
    }

    @Test
    void rotation_begunTwiceAndEndedTwice_makesOneNewKey() throws Exception {
        String first;
        try (MasterKeys made = MasterKeyFile.create(file(), new SecureRandom())) {
            first = made.currentId();
        }
        String second;
        try (MasterKeys both = MasterKeyFile.beginRotation(file(), new SecureRandom());
                MasterKeys again = MasterKeyFile.beginRotation(file(), new SecureRandom())) {
            second = both.currentId();
            assertThat(both.olderIds()).containsExactly(first);
            assertThat(again.currentId()).isEqualTo(second).isNotEqualTo(first);
            assertThat(again.olderIds()).containsExactly(first);
        }

        MasterKeyFile.endRotation(file());
        MasterKeyFile.endRotation(file());
        try (MasterKeys left = MasterKeyFile.load(file())) {
            assertThat(left.currentId()).isEqualTo(second);
            assertThat(left.olderIds()).isEmpty();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(names()).containsExactly("master.key");
    }

    @Test
    void parse_environmentsValue_takesCommasAndUpperCase() {
        try (MasterKeys keys = MasterKeys.parse("A".repeat(64) + "," + "b".repeat(64), "COFRE_VAULT_MASTER_KEY")) {
            assertThat(keys.currentId()).isNotEqualTo(keys.olderIds().getFirst());
            assertThat(keys.olderIds()).hasSize(1);
        }
    }

    @Test
    void anyId_ofAKey_holdsNoneOfItsBytes() {
        try (MasterKeys keys = MasterKeys.parse(KEY, "the test")) {
            assertThat(keys.currentId()).doesNotContain("0123", "89ab", "cdef");
        }
    }
}
