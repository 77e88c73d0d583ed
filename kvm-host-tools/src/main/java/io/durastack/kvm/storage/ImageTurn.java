package io.durastack.kvm.storage;

import java.util.UUID;

/**
 * For which image of the inventory something is done to a cache, and its turn there. A host refuses
 * a lower one than it has seen for the image.
 */
public record ImageTurn(UUID image, long turn) {}
