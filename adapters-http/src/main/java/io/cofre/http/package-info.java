/** The HTTP surface as data: routes, requests, answers and the one table of errors. */
@NullMarked
package io.cofre.http;

import org.jspecify.annotations.NullMarked;
