package dev.weir.fold;

import java.util.ArrayList;
import java.util.List;

/** Remembers what a fold said. */
final class Heard implements FoldListener {
    final List<RefusalReason> refusals = new ArrayList<>();
    final List<String> damages = new ArrayList<>();
    long changedTo = -1;

    @Override
    public void refused(long offset, RefusalReason reason, String message) {
        refusals.add(reason);
    }

    @Override
    public void damaged(String message) {
        damages.add(message);
    }

    @Override
    public void changed(long version) {
        changedTo = version;
    }
}
