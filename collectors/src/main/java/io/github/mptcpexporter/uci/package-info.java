/**
 * OpenWrt's configuration, UCI: the grammar of libuci, and the packages that concern us.
 *
 * <p>Imports {@code source}, {@code model} and {@code collector}. Start with {@link
 * io.github.mptcpexporter.uci.UciCollector}; the grammar is in {@code UciFileParser}, on {@code
 * UciLexer} and {@code LineBuffer}. All of it reads any bytes: what makes no sense is skipped as
 * netifd skips it, and noted as the {@code uci} command complains of it.
 */
@NullMarked
package io.github.mptcpexporter.uci;

import org.jspecify.annotations.NullMarked;
