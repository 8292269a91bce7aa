/**
 * What a real scrape shows, and that documents, dashboard and alerts name nothing else.
 */
@NullMarked
package io.llamagate.metrics;

import org.jspecify.annotations.NullMarked;
