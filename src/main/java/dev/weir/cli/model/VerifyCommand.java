package dev.weir.cli.model;

import dev.weir.api.ApiClient;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Table;
import dev.weir.cli.command.Text;
import dev.weir.detector.Verification;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Rebuilds the model from the log beside the live one, and compares them byte by byte.",
            "Exit status 0 if they are identical, 1 if not."
        })
public final class VerifyCommand extends DetectorCommand<Verification> {
    @Override
    protected Verification ask(ApiClient detector) {
        return detector.verify();
    }

    @Override
    protected void print(Verification verification, PrintWriter out) {
        String at = " at version " + verification.modelVersion() + ", " + Text.count(verification.events(), "event")
                + " folded";
        if (verification.identical()) {
            out.println("identical" + at + ", digest " + verification.liveDigest());
            return;
        }
        out.println("DIFFERENT" + at);
        new Table(2)
                .row("live", verification.liveDigest())
                .row("rebuilt", verification.rebuiltDigest())
                .print(out);
        out.println("the log is the truth: stop this detector, move its state folder away, and start it again");
    }

    @Override
    protected int status(Verification verification) {
        return verification.identical() ? 0 : 1;
    }
}
