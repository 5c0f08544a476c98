/** Prompts: templates, blocks, variables (spec 04). */
@NullMarked
package io.cofre.domain.prompt;

import org.jspecify.annotations.NullMarked;
