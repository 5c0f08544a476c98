/** The demo: the seed's smoke test as a client over HTTP, each span that it leaves verified a second time. */
@NullMarked
package io.cofre.assembly.demo;

import org.jspecify.annotations.NullMarked;
