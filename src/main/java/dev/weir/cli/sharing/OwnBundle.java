package dev.weir.cli.sharing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.service.CommandException;
import dev.weir.service.Session;
import dev.weir.sharing.intel.Case;
import dev.weir.sharing.intel.IntelStore;
import dev.weir.sharing.intel.Opinion;
import dev.weir.sharing.intel.StixBundle;
import dev.weir.sharing.intel.WarningLists;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known here as a STIX bundle: confirmed addresses, and opinions on indicators that were imported. */
final class OwnBundle {
    private OwnBundle() {}

    /** @param organisation who says so; null for that of the settings */
    static ObjectNode of(Session session, @Nullable String organisation, Duration validity) {
        String by = organisation == null ? session.settings().output().organisation() : organisation;
        List<Case> cases = session.runningDetector().ask(api -> new JudgedAlerts(api).cases());
        Path folder = session.dataDirectory().intel();
        try {
            List<Opinion> opinions =
                    Opinion.of(new IntelStore(folder).all(Clock.systemUTC().instant()), cases);
            return new StixBundle(by, validity, WarningLists.shipped()).of(cases, opinions);
        } catch (IOException e) {
            throw new CommandException(folder + " cannot be read (" + e + ")", e);
        }
    }
}
