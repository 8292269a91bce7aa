package io.llamagate.job.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether requests are written to the log.
 *
 * @param enabled whether each request gets a line; off by default, since a line costs as much as an
 *        answer from memory, and metrics count them all
 */
@ConfigurationProperties("llamagate.access-log")
record AccessLogProperties(@DefaultValue("false") boolean enabled) {
}
