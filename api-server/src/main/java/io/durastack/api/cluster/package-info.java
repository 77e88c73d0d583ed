/** Routes of clusters. */
@NullMarked
package io.durastack.api.cluster;

import org.jspecify.annotations.NullMarked;
