package io.cofre.http.helidon;

/** What came of starting to listen. */
public sealed interface Starting {
    record Started(HelidonServer server) implements Starting {}

    /** Another program, or this one already, listens there. */
    record PortInUse(String host, int port) implements Starting {}

    /** The host is no address of this machine, or the port may not be taken. {@code why}: for the operator. */
    record NotBindable(String host, int port, String why) implements Starting {}

    /** The certificate or its key cannot be used. {@code why}: for the operator. */
    record BadTls(String why) implements Starting {}
}
