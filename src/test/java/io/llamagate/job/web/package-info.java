/** What callers may ask and what they are told, in slices. */
@NullMarked
package io.llamagate.job.web;

import org.jspecify.annotations.NullMarked;
