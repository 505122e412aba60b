package dev.weir.service.erasure;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of one instance that may name hosts.
 *
 * @param desk the searchable copy
 * @param intel the folder of indicators of others
 * @param auditHead where the end of the audit of what was forgotten is kept
 * @param output in which alerts are passed on; empty if none
 */
public record ErasedFiles(Path desk, Path intel, Path auditHead, Optional<Path> output) {}
