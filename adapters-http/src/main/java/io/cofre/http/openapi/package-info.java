/** The OpenAPI 3.1 document and its page, made from the routes. */
@NullMarked
package io.cofre.http.openapi;

import org.jspecify.annotations.NullMarked;
