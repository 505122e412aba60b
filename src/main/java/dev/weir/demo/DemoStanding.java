package dev.weir.demo;

/**
 * Where the model stands.
 *
 * @param modelVersion offset of the next model event
 * @param digest SHA-256 of the live model, hexadecimal
 * @param lessons lessons in it
 */
record DemoStanding(long modelVersion, String digest, long lessons) {}
