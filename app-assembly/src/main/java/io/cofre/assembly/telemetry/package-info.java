/** What a node shows of itself while it works: counts and traces, by decorators of ports, and trace ids in its log. */
@NullMarked
package io.cofre.assembly.telemetry;

import org.jspecify.annotations.NullMarked;
