/**
 * OpenWrt's bus, ubus: what netifd says of interfaces.
 *
 * <p>Imports {@code source}, {@code model} and {@code collector}. Start with {@link
 * io.github.mptcpexporter.ubus.InterfaceCollector}; {@link io.github.mptcpexporter.ubus.Ubus} calls
 * a method of any object, by the socket of ubusd, which {@code UbusSocket} speaks to in blobs.
 * Answers are recorded as files of JSON, {@code ubus/OBJECT.METHOD.json}, and replayed from there.
 */
@NullMarked
package io.github.mptcpexporter.ubus;

import org.jspecify.annotations.NullMarked;
