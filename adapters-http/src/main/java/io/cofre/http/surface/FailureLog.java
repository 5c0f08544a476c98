package io.cofre.http.surface;

/** Told of every failure that a caller hears nothing of. Thread-safe. */
@FunctionalInterface
public interface FailureLog {
    void failed(String method, String path, String traceId, Throwable failure);
}
