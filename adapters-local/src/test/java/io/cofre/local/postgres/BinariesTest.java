package io.cofre.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
    private static final Platform HERE = Platform.of(System.getProperty("os.name"), System.getProperty("os.arch"));

    /** Shared, since unpacking takes seconds: each test leaves the programs whole. */
    @TempDir
    private static Path directory;

    @Test
    void in_aDirectoryThatHasThem_leavesThemAsTheyAre() throws Exception {
        Path postgres = Binaries.in(directory, HERE).postgres();
        FileTime before = Files.getLastModifiedTime(postgres);

        assertThat(Binaries.in(directory, HERE).postgres()).isEqualTo(postgres).isExecutable();
        assertThat(Files.getLastModifiedTime(postgres)).isEqualTo(before);
    }

    @Test
    void in_aDirectoryWhereTheyAreSpoiled_unpacksThemAgain() throws Exception {
        Binaries first = Binaries.in(directory, HERE);
        long size = Files.size(first.postgres());
        Files.write(first.postgres(), new byte[1000]);
        Files.delete(first.initdb());

        Binaries second = Binaries.in(directory, HERE);

        assertThat(second.postgres()).hasSize(size);
        assertThat(second.initdb()).isExecutable();
    }

    @Test
    void in_aDirectoryWhereUnpackingWasCutOff_startsAgain() throws Exception {
        Path unpacked = Binaries.in(directory, HERE).postgres().resolve("../..").normalize();
        Path half = directory.resolve(unpacked.getFileName() + ".unpacking");
        Files.move(unpacked, half);

        assertThat(Binaries.in(directory, HERE).postgres()).isExecutable();
        assertThat(half).doesNotExist();
    }

    @Test
    void in_byManyThreadsAtOnce_unpacksOnce(@TempDir Path empty) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 4)
                    .mapToObj(each -> CompletableFuture.supplyAsync(() -> modified(empty), threads))
                    .toList();
            assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        }
    }

    private static FileTime modified(Path parent) {
        try {
            return Files.getLastModifiedTime(Binaries.in(parent, HERE).postgres());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void in_withoutTheArchiveOfThePlatform_namesTheProfile() {
        Platform other = Arrays.stream(Platform.values())
                .filter(platform -> platform != HERE && platform != Platform.LINUX_X86_64)
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> Binaries.in(directory, other))
                .isInstanceOf(PostgresFailure.UnsupportedPlatform.class)
                .hasMessageEndingWith("build with ./mvnw -P " + other.profile());
    }
}
