/** Which provider serves a model (spec 04, 07). */
@NullMarked
package io.cofre.domain.model;

import org.jspecify.annotations.NullMarked;
