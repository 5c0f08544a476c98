package io.cofre.local.postgres;

/** Why an embedded PostgreSQL could not be started; every message says what to do about it. */
public abstract sealed class PostgresFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private PostgresFailure(String message) {
        super(message);
    }

    private PostgresFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** There are no binaries for this operating system and processor, or they cannot run here. */
    public static final class UnsupportedPlatform extends PostgresFailure {
        private static final long serialVersionUID = 1L;

        UnsupportedPlatform(String message) {
            super(message);
        }

        UnsupportedPlatform(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Another process listens on the port that was asked for. */
    public static final class PortInUse extends PostgresFailure {
        private static final long serialVersionUID = 1L;

        PortInUse(int port) {
            super("port " + port
                    + " of 127.0.0.1 is in use: stop the process that listens on it, or choose another port");
        }
    }

    /** Another process works on the data directory. */
    public static final class DataDirectoryInUse extends PostgresFailure {
        private static final long serialVersionUID = 1L;

        DataDirectoryInUse(String message) {
            super(message);
        }
    }

    /** The data directory was made by another major version of PostgreSQL. */
    public static final class OtherMajorVersion extends PostgresFailure {
        private static final long serialVersionUID = 1L;

        OtherMajorVersion(String message) {
            super(message);
        }
    }

    /** The data exist, but the file with the superuser's password does not. */
    public static final class PasswordLost extends PostgresFailure {
        private static final long serialVersionUID = 1L;

        PasswordLost(String message) {
            super(message);
        }
    }

    /** The file system refuses this process, or the user that PostgreSQL runs as. */
    public static final class NoRights extends PostgresFailure {
        private static final long serialVersionUID = 1L;

        NoRights(String message) {
            super(message);
        }

        NoRights(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The file system of the data directory is full. */
    public static final class DiskFull extends PostgresFailure {
        private static final long serialVersionUID = 1L;

        DiskFull(String message) {
            super(message);
        }

        DiskFull(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** This process is root, as which PostgreSQL refuses to run, and there is no means here to become another user. */
    public static final class CannotDropPrivileges extends PostgresFailure {
        private static final long serialVersionUID = 1L;

        CannotDropPrivileges(String message) {
            super(message);
        }
    }

    /** Anything else; the message ends with what PostgreSQL itself said last. */
    public static final class Failed extends PostgresFailure {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }

        Failed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
