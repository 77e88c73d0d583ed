package io.durastack.workflows.storage;

/**
 * A volume where it is stored.
 *
 * @param locator where it is, in the words of its storage: for a local folder the absolute path. It
 *     was chosen when the volume was placed and is stored with it; nobody computes it from the id.
 */
public record StoredVolume(VolumeId id, StorageId storage, String locator) {}
