package io.cofre.local.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.PortFailure;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.PublicKey;
import io.cofre.testkit.contract.TrustAnchorsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file runs the kit; the anchors of the configuration refuse what changes them, and say so. */
class TrustAnchorsTest implements TrustAnchorsContract {
    private static final String ONE = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    private static final KeyId ID = new KeyId("did:logline:" + "6c31".repeat(16));
    private static final KeyId OTHER = new KeyId("did:logline:" + "ab".repeat(32));
    private static final PublicKey KEY = PublicKey.parse(ONE).orElseThrow();

    @TempDir
    private Path directory;

    @Override
    public TrustAnchors anchors() {
        return new TrustFile(file());
    }

    private Path file() {
        return directory.resolve("trust.json");
    }

    @Test
    void add_root_isInTheFileForItsOwnerAlone() throws IOException {
        new TrustFile(file()).add(ID, KEY);

        assertThat(Files.readString(file()))
                .isEqualTo("{\n  \"trusted_roots\": {\n    \"" + ID + "\": \"" + ONE + "\"\n  }\n}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(new TrustFile(file()).roots()).isEqualTo(Map.of(ID, KEY));
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(file());
        }
    }

    @Test
    void remove_lastRoot_leavesAFileThatTrustsNobody() {
        TrustFile trust = new TrustFile(file());
        trust.add(ID, KEY);
        trust.remove(ID);

        assertThat(new TrustFile(file()).roots()).isEmpty();
        assertThat(file()).exists();
    }

    @Test
    void addProvisional_root_isSaidInTheFileUntilItIsAdded() throws IOException {
        TrustFile trust = new TrustFile(file());
        trust.addProvisional(ID, KEY);

        assertThat(Files.readString(file()))
                .isEqualTo("{\n  \"trusted_roots\": {\n    \"" + ID + "\": \"" + ONE
                        + "\"\n  },\n  \"provisional\": [\"" + ID + "\"]\n}\n");
        assertThat(new TrustFile(file()).roots()).isEqualTo(Map.of(ID, KEY));
        assertThat(new TrustFile(file()).provisional()).containsExactly(ID);

        trust.add(ID, KEY);
        assertThat(Files.readString(file()))
                .isEqualTo("{\n  \"trusted_roots\": {\n    \"" + ID + "\": \"" + ONE + "\"\n  }\n}\n");
    }

    @Test
    void add_whereAnotherProcessAdded_keepsBoth() {
        TrustFile trust = new TrustFile(file());
        new TrustFile(file()).add(OTHER, KEY);
        trust.add(ID, KEY);

        assertThat(trust.roots()).isEqualTo(Map.of(ID, KEY, OTHER, KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"trusted_roots\": []}",
                "{\"trusted_roots\": {\"ID\": \"KEY\",}}",
                "{\"trusted_roots\": {,}}",
                "{\"trusted_roots\": {\"ID\": \"KEY\" \"OTHER\": \"KEY\"}}",
                "{\"trusted_roots\": {\"ID\": \"KEY\", \"ID\": \"KEY\"}}",
                "{\"trusted_roots\": {\"ID\": \"KEY\"}, \"more\": 1}",
                "{\"trusted_roots\": {\"ID\": \"KEY0\"}}",
                "{\"trusted_roots\": {\"ID\": 1}}",
                "{\"trusted_roots\": {}} x",
                "{\"trusted_roots\": {\"ID\": \"KEY\"}, \"provisional\": []}",
                "{\"trusted_roots\": {\"ID\": \"KEY\"}, \"provisional\": [\"OTHER\"]}",
                "{\"trusted_roots\": {\"ID\": \"KEY\"}, \"provisional\": [\"ID\",]}",
                "{\"provisional\": [\"ID\"], \"trusted_roots\": {\"ID\": \"KEY\"}}",
                "{\"trusted_roots\": {\"did: logline:00\": \"KEY\"}}",
            })
    void open_anythingElse_isCorrupt(String text) throws IOException {
        Files.writeString(
                file(),
                text.replace("ID", ID.value()).replace("OTHER", OTHER.value()).replace("KEY", ONE));

        assertThatThrownBy(this::anchors)
                .isInstanceOf(PortFailure.Corrupt.class)
                .hasMessageStartingWith("the trust file " + file() + " is not of the form");
    }

    @Test
    void open_twoRootsInAnyLayout_trustsBoth() throws IOException {
        Files.writeString(
                file(),
                "{ \"trusted_roots\":{\"" + ID + "\" :\"" + ONE + "\",\n\"" + OTHER + "\":\"" + ONE + "\" } }\n\n");

        assertThat(anchors().roots()).isEqualTo(Map.of(ID, KEY, OTHER, KEY));
    }

    @Test
    void open_fileThatOthersMayWrite_refusedWithTheRemedy() throws IOException {
        new TrustFile(file()).add(ID, KEY);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-r--"));

        assertThatThrownBy(this::anchors)
                .isInstanceOf(PortFailure.Rejected.class)
                .hasMessageEndingWith("run: chmod 600 " + file());
    }

    @Test
    void configured_changes_refusedWhereTheyWouldChangeAnything() {
        TrustAnchors configured = new ConfiguredAnchors(Map.of(ID, KEY));

        assertThat(configured.roots()).isEqualTo(Map.of(ID, KEY));
        configured.add(ID, KEY);
        configured.remove(OTHER);
        assertThatThrownBy(() -> configured.addProvisional(OTHER, KEY)).isInstanceOf(PortFailure.Rejected.class);
        assertThat(configured.provisional()).isEmpty();
        assertThatThrownBy(() -> configured.add(OTHER, KEY)).isInstanceOf(PortFailure.Rejected.class);
        assertThatThrownBy(() -> configured.remove(ID)).isInstanceOf(PortFailure.Rejected.class);
        assertThat(configured.roots()).isEqualTo(Map.of(ID, KEY));
    }
}
