/** Sends requests to a surface without a socket, and holds all traffic against the OpenAPI document. */
@NullMarked
package io.cofre.http.traffic;

import org.jspecify.annotations.NullMarked;
