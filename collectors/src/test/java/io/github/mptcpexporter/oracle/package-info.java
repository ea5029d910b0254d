/**
 * What other programs say, to compare with: their JSON, their text, the tools themselves.
 *
 * <p>For tests only.
 */
@NullMarked
package io.github.mptcpexporter.oracle;

import org.jspecify.annotations.NullMarked;
