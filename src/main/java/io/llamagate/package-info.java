/**
 * The gateway between a company's services and LlamaCloud's batch jobs.
 *
 * <p>
 * {@code job} is the domain: what a job's status is, how long it stays fresh, who shares one fetch.
 * {@code job.watch} tells of its changes, {@code job.web} is HTTP in, {@code llamacloud} is HTTP
 * out, {@code caller} is who asks, {@code secret} follows the files that both read, and
 * {@code setting} refuses a start with what they were told. {@code trace} makes spans of what
 * happens, where that is wanted. Arrows point to {@code job}, which knows none of them;
 * {@code HouseRulesTests} holds that.
 */
@NullMarked
package io.llamagate;

import org.jspecify.annotations.NullMarked;
