package io.cofre.local.postgres;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The operating systems and processors that there are PostgreSQL binaries for. */
enum Platform {
    LINUX_X86_64("linux", "x86_64", "!platform-linux-aarch64"),
    LINUX_ARM64("linux", "arm_64", "platform-linux-aarch64"),
    MACOS_X86_64("darwin", "x86_64", "platform-macos-x86_64"),
    MACOS_ARM64("darwin", "arm_64", "platform-macos-aarch64");

    private final String system;
    private final String processor;
    private final String profile;

    Platform(String system, String processor, String profile) {
        this.system = system;
        this.processor = processor;
        this.profile = profile;
    }

    /** The platform that {@code os.name} and {@code os.arch} tell of. */
    static Platform of(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        String system = name.startsWith("mac") ? "darwin" : name;
        String processor = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> osArch;
        };
        return Arrays.stream(values())
                .filter(platform -> platform.system.equals(system) && platform.processor.equals(processor))
                .findFirst()
                .orElseThrow(() -> new PostgresFailure.UnsupportedPlatform(
                        "there is no embedded PostgreSQL for " + osName + " on " + osArch + ", only for "
                                + Arrays.stream(values())
                                        .map(each -> each.system + " " + each.processor)
                                        .collect(Collectors.joining(", "))
                                + "; use a PostgreSQL server of your own (assembly onprem)"));
    }

    /** The name of the archive on the class path. */
    String resource() {
        return "/postgres-" + system + "-" + processor + ".txz";
    }

    /**
     * What to give to Maven's {@code -P} for a build with the archive of this platform; Linux on x86-64 is what it
     * builds for by itself.
     */
    String profile() {
        return profile;
    }

    boolean isMac() {
        return system.equals("darwin");
    }

    /** A locale whose letters include those beyond ASCII: pg_trgm and text search ask LC_CTYPE what a letter is. */
    String utf8Locale() {
        return isMac() ? "en_US.UTF-8" : "C.UTF-8";
    }
}
