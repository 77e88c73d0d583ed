/** Hosts: how one joins and leaves a cluster, and what it reports about itself. */
@NullMarked
package io.durastack.workflows.host;

import org.jspecify.annotations.NullMarked;
