/** Networks, and the bridges of a host as one device with a generation. */
@NullMarked
package io.durastack.workflows.network;

import org.jspecify.annotations.NullMarked;
