package io.durastack.workflows.storage;

/** What a volume is for. ROOT and SEED exist today; the others have their place in the schema. */
public enum VolumeKind {
    ROOT,
    DATA,
    ISO,
    SEED,
    NVRAM,
    MEMORY
}
