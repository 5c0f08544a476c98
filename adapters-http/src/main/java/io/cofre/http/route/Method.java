package io.cofre.http.route;

/** The methods that routes use; HEAD and OPTIONS follow from them. */
public enum Method {
    GET,
    POST,
    DELETE
}
