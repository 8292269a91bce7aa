/** The Helm chart, rendered by Helm's own engine and held to Kubernetes' own types. */
@NullMarked
package io.llamagate.chart;

import org.jspecify.annotations.NullMarked;
