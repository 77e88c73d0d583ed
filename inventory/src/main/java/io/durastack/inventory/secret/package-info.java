/** What is kept encrypted in the inventory: private keys of hosts, and user data of VMs. */
@NullMarked
package io.durastack.inventory.secret;

import org.jspecify.annotations.NullMarked;
