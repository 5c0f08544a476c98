package io.cofre.assembly.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a service whether it is ready: the health check of a container, which has no other client in it. */
public final class Ready {
    private static final int MOST_MILLIS = 5_000;

    private Ready() {}

    /** Ends with 0 where the address answers 200, with 1 where it answers anything else or nothing. */
    public static void main(String[] args) {
        System.exit(ask(URI.create(args[0])) ? 0 : 1);
    }

    static boolean ask(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(MOST_MILLIS);
            connection.setReadTimeout(MOST_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
