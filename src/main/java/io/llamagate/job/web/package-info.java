/**
 * HTTP in: what callers may ask, the headers of an answer, and how a failure reads. A status that
 * answers a known caller's plain question takes the fast lane; everything else goes through the
 * controller; both write by the same class.
 */
@NullMarked
package io.llamagate.job.web;

import org.jspecify.annotations.NullMarked;
