/** Who may do what: scopes and needs, and the credentials that prove a principal (spec 01). */
@NullMarked
package io.cofre.domain.auth;

import org.jspecify.annotations.NullMarked;
