package dev.weir.detector;

import dev.weir.checkpoint.Checkpoint;

/**
 * A model that was installed.
 *
 * @param version of the model since then
 * @param digest of the model, 64 hexadecimal digits
 * @param lessons lessons in it
 * @param before the checkpoint of the model that it replaced
 */
public record Installation(long version, String digest, long lessons, Checkpoint before) {
    static Installation of(ModelOperations.Installed model) {
        return new Installation(
                model.version(), model.state().digest(), model.state().lessons(), model.before());
    }
}
