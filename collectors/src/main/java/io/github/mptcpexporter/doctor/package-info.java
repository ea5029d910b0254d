/**
 * What is wrong with a router, and what to do about it: checks over one view.
 *
 * <p>Pure: nothing is read here, so a recording is judged as the router itself. A check asks {@link
 * io.github.mptcpexporter.doctor.Evidence} for what it needs; where that could not be read the
 * check is skipped and names the source. To add a check: one line in {@link
 * io.github.mptcpexporter.doctor.Checks}, and a static method in the class of its group.
 *
 * <p>Imports the states of {@code tracker} and {@code failover}, the subjects' public types and
 * {@code model}. Start with {@link io.github.mptcpexporter.doctor.Diagnosis}.
 */
@NullMarked
package io.github.mptcpexporter.doctor;

import org.jspecify.annotations.NullMarked;
