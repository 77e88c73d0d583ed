/** The commands of ./dura. */
@NullMarked
package io.durastack.standalone.command;

import org.jspecify.annotations.NullMarked;
