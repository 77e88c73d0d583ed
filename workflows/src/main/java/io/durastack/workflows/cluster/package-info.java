/** Clusters: the hosts of one pool. */
@NullMarked
package io.durastack.workflows.cluster;

import org.jspecify.annotations.NullMarked;
