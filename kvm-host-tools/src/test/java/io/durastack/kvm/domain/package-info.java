/** Tests of domains: XML anywhere, verbs against the lab. */
@NullMarked
package io.durastack.kvm.domain;

import org.jspecify.annotations.NullMarked;
