package dev.weir.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An event written to take over what a name stands for. */
class TakenNameTest {
    @Test
    void takenName_isRefused_andTheFirstKeepsIt() {
        ListLog log = new ListLog();
        MapArchive archive = new MapArchive();
        Heard heard = new Heard();
        log.append(new ModelEvent.TakeCheckpoint("other", "bob"));
        log.append(new ModelEvent.TakeCheckpoint("good", "bob"));
        log.append(new ModelEvent.TakeCheckpoint("good", "mallory"));
        try (ModelFold fold = new ModelFold(archive, log, FoldSettings.defaults(), heard)) {
            log.feedAll(fold);
            assertThat(heard.refusals).containsExactly(RefusalReason.NAME_TAKEN);
            assertThat(archive.names()).containsEntry(2L, "good").doesNotContainKey(3L);
            assertThat(fold.nextOffset()).isEqualTo(3);
        }
    }
}
