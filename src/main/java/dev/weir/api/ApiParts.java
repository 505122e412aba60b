package dev.weir.api;

import dev.weir.api.access.Tokens;
import dev.weir.desk.DeskFeed;
import dev.weir.detector.Detector;
import java.util.Optional;

/**
 * What an {@link ApiServer} serves.
 *
 * @param detector the detector of this process
 * @param desk fills the desk; empty if there is none, and what is asked of it is then not available
 * @param tokens who may ask what
 * @param audit takes down who did what
 * @param organisation in whose name indicators are told to others
 */
public record ApiParts(Detector detector, Optional<DeskFeed> desk, Tokens tokens, Audit audit, String organisation) {
    /** In Weir's own name. */
    public ApiParts(Detector detector, Optional<DeskFeed> desk, Tokens tokens, Audit audit) {
        this(detector, desk, tokens, audit, "Weir");
    }
}
