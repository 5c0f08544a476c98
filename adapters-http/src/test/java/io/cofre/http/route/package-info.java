/** Routes as data, and finding one. */
@NullMarked
package io.cofre.http.route;

import org.jspecify.annotations.NullMarked;
