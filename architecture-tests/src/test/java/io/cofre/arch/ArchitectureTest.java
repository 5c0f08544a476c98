package io.cofre.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    private static final String ROOT = "io.cofre";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(Predefined.DO_NOT_INCLUDE_PACKAGE_INFOS)
            .importPackages(ROOT);

    @TestFactory
    Stream<DynamicTest> law_ofEveryRoomWithCode_holds() {
        return Laws.below(ROOT).stream()
                .filter(law -> !isEmpty(law.subject()))
                .map(law -> dynamicTest(law.name(), () -> law.rule().check(MAIN)));
    }

    /** Over the test classes too, which no class path of this module has. */
    @Test
    void adapters_all_runTheKitsOfTheirPorts() throws IOException {
        Law law = Coverage.below(ROOT, ArchitectureTest::isMain);
        if (!isEmpty(law.subject())) {
            law.rule().check(new ClassFileImporter().importPaths(compiledModules()));
        }
    }

    private static boolean isMain(JavaClass type) {
        return type.getSource()
                .map(source -> !source.getUri().getPath().contains("/test-classes/"))
                .orElse(false);
    }

    private static List<Path> compiledModules() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of("").toAbsolutePath().resolveSibling(""))) {
            return modules.filter(module -> !module.endsWith("architecture-tests"))
                    .flatMap(module ->
                            Stream.of(module.resolve("target/classes"), module.resolve("target/test-classes")))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    /** A rule about a place without classes says nothing, so each place is either full or known to be empty. */
    @Test
    void places_notListedAsStillEmpty_haveClasses() {
        Set<String> empty = new TreeSet<>();
        Set<String> full = new TreeSet<>();
        Stream.concat(Stream.of(Room.values()).map(Room::place), Room.PLACES.stream())
                .forEach(place -> (isEmpty(place) ? empty : full).add(place));
        full.retainAll(Room.STILL_EMPTY);
        if (!full.isEmpty()) {
            System.err.println("Room.STILL_EMPTY: no longer empty, so take out " + full);
        }
        assertThat(empty)
                .as("places without code, so that their rules judge nothing; misspelt?")
                .isSubsetOf(Room.STILL_EMPTY);
    }

    @Test
    void laws_everySubject_isARoomOrAPlace() {
        List<String> known = Stream.concat(
                        Stream.concat(Stream.of(""), Stream.of(Room.values()).map(Room::place)), Room.PLACES.stream())
                .toList();
        assertThat(Laws.below(ROOT)).extracting(Law::subject).isSubsetOf(known);
    }

    private static boolean isEmpty(String place) {
        String packageName = place.isEmpty() ? ROOT : ROOT + "." + place;
        // http.helidon is a room of its own and does not fill the one around it.
        return MAIN.stream()
                .noneMatch(type ->
                        place.equals("http") ? Room.HTTP.below(ROOT).test(type) : Room.within(packageName, type));
    }
}
