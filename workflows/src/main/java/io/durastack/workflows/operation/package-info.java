/** How every operation lives: its run, its turn, its compensations, and its three ends. */
@NullMarked
package io.durastack.workflows.operation;

import org.jspecify.annotations.NullMarked;
