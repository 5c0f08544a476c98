/** The routes, a class each resource: a request's fields become a use case's arguments, its reply an answer. */
@NullMarked
package io.cofre.http.routes;

import org.jspecify.annotations.NullMarked;
