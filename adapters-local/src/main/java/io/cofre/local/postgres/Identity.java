package io.cofre.local.postgres;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who PostgreSQL's programs run as: this process's user, or, since they refuse to run as root, somebody else.
 *
 * <p>As root there are two ways. In a user namespace without a mapping the programs see themselves as the overflow user
 * while the kernel goes on treating them as the owner of root's files, so data may lie anywhere that root may go. Where
 * that is forbidden, as in many containers, they become an ordinary user who must own the data and be able to reach
 * them. Data that an ordinary user owns already are always worked on as that user.
 */
final class Identity {
    private static final List<String> ORDINARY_USERS = List.of("postgres", "nobody");

    private final List<String> prefix;
    private final OptionalInt owner;

    private Identity(List<String> prefix, OptionalInt owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    /** An identity that was seen to run {@code postgres --version}; gives data that root owns to it where it must. */
    static Identity forWorkOn(Path home, Path postgres) throws IOException, InterruptedException {
        Path probe = Files.createTempFile(home, "owner", "");
        int self = owner(probe);
        Files.delete(probe);
        if (self != 0) {
            return asItself(postgres);
        }
        int current = owner(home);
        List<String> tried = new ArrayList<>();
        if (current == 0) {
            Identity hidden = new Identity(List.of("unshare", "-U", "--"), OptionalInt.empty());
            if (hidden.runs(postgres, tried)) {
                return hidden;
            }
        }
        int user = current == 0 ? ordinaryUser(home) : current;
        Identity other = ordinary(user);
        if (other.runs(postgres, tried)) {
            if (current == 0) {
                FileTree.give(home, user);
            }
            return other;
        }
        throw new PostgresFailure.CannotDropPrivileges(
                "PostgreSQL refuses to run as root, and this process, which is root, could not become another user for "
                        + home
                        + ": run it as an ordinary user who owns that directory and may enter all above it, or install"
                        + " util-linux (unshare, setpriv). Tried:\n" + String.join("\n", tried));
    }

    static Identity ordinary(int user) {
        String number = Integer.toString(user);
        return new Identity(
                List.of("setpriv", "--reuid=" + number, "--regid=" + number, "--clear-groups", "--"),
                OptionalInt.of(user));
    }

    private static Identity asItself(Path postgres) throws InterruptedException {
        Identity itself = new Identity(List.of(), OptionalInt.empty());
        List<String> tried = new ArrayList<>();
        if (!itself.runs(postgres, tried)) {
            throw new PostgresFailure.UnsupportedPlatform(
                    "the embedded PostgreSQL does not run here (another C library, or a file system mounted noexec?): "
                            + String.join("\n", tried));
        }
        return itself;
    }

    private boolean runs(Path postgres, List<String> tried) throws InterruptedException {
        List<String> command = command(postgres, "--version");
        try {
            Command.Result result = Command.run(command);
            if (result.status() == 0) {
                return true;
            }
            tried.add(String.join(" ", command) + ": " + result.output().strip());
        } catch (IOException e) {
            tried.add(String.join(" ", command) + ": " + e.getMessage());
        }
        return false;
    }

    /** The command line that runs a program under this identity. It replaces itself: the process keeps its number. */
    List<String> command(Path program, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Hands over a file that this process made and that the programs must read or write. */
    void own(Path path) throws IOException {
        if (owner.isPresent()) {
            FileTree.give(path, owner.getAsInt());
        }
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static int ordinaryUser(Path home) throws IOException {
        Path probe = Files.createTempFile(home, "owner", "");
        try {
            for (String name : ORDINARY_USERS) {
                Optional<Integer> number = number(name, probe);
                if (number.isPresent()) {
                    return number.get();
                }
            }
        } finally {
            Files.delete(probe);
        }
        throw new PostgresFailure.CannotDropPrivileges(
                "PostgreSQL refuses to run as root, and there is neither a user postgres nor a user nobody to run it as");
    }

    private static Optional<Integer> number(String name, Path probe) throws IOException {
        try {
            Files.setOwner(
                    probe,
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name));
            return Optional.of(owner(probe));
        } catch (UserPrincipalNotFoundException absent) {
            return Optional.empty();
        }
    }
}
