package dev.weir.service.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.taxii.DeskCases;
import dev.weir.desk.Desk;
import dev.weir.desk.DeskFeed;
import dev.weir.sharing.intel.Case;
import dev.weir.sharing.intel.IntelStore;
import dev.weir.sharing.intel.Opinion;
import dev.weir.sharing.intel.StixBundle;
import dev.weir.sharing.intel.WarningLists;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the desk says is confirmed, and what its verdicts say of others' indicators. Made anew only when the desk has changed. */
final class ConfirmedOnDesk implements IndicatorPush.Confirmed {
    private final DeskFeed feed;
    private final IntelStore others;
    private final String organisation;
    private final Clock clock;
    private String asked = "";
    private String told = "";

    /** @param organisation who says so */
    ConfirmedOnDesk(DeskFeed feed, IntelStore others, String organisation, Clock clock) {
        this.feed = feed;
        this.others = others;
        this.organisation = organisation;
        this.clock = clock;
    }

    @Override
    public Optional<List<JsonNode>> objects() throws IOException {
        Optional<Desk> desk = feed.desk();
        if (desk.isEmpty()) {
            return Optional.empty();
        }
        asked = desk.get().generation() + " " + desk.get().changes().last();
        if (asked.equals(told)) {
            return Optional.empty();
        }
        List<Case> cases = DeskCases.of(desk.get());
        List<JsonNode> objects = new ArrayList<>();
        new StixBundle(organisation, StixBundle.VALIDITY, WarningLists.shipped())
                .of(cases, Opinion.of(others.all(clock.instant()), cases))
                .path("objects")
                .forEach(objects::add);
        return Optional.of(objects);
    }

    @Override
    public void told() {
        told = asked;
    }
}
