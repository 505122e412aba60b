package dev.weir.cli.command;

import dev.weir.broker.BrokerException;
import dev.weir.demo.DemoException;
import dev.weir.detector.RefusedException;
import dev.weir.flow.Printable;
import dev.weir.service.CommandException;
import dev.weir.topics.TopicException;
import dev.weir.yaml.YamlException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what failed: one line, and the stack trace only if asked for. */
public final class Failures {
    private static final int MAX_MESSAGE_LENGTH = 2_000;
    /** Their messages are written for the user; any other exception is a fault of Weir. */
    private static final List<Class<? extends Exception>> EXPLAINED = List.of(
            CommandException.class,
            DemoException.class,
            RefusedException.class,
            YamlException.class,
            BrokerException.class,
            TopicException.class);

    private Failures() {}

    public static int usage(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        String message = e instanceof UnmatchedArgumentException unmatched ? unknown(unmatched) : e.getMessage();
        line.getErr().println(name + ": " + printable(String.valueOf(message)) + " (" + name + " --help tells more)");
        return CommandLine.ExitCode.USAGE;
    }

    public static int execution(Exception e, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        RootCommand weir = (RootCommand) line.getCommandSpec().root().userObject();
        boolean debug = weir.session().debug();
        String name = line.getCommandSpec().qualifiedName();
        if (KafkaRefusal.isOne(e)) {
            // Without the stack trace: the exceptions in it may quote the settings.
            err.println(name + ": " + printable(KafkaRefusal.message(e)));
            err.flush();
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (EXPLAINED.stream().anyMatch(type -> type.isInstance(e))) {
            err.println(name + ": " + printable(String.valueOf(e.getMessage())));
        } else {
            err.println(name + ": failed inside with " + printable(String.valueOf(e))
                    + (debug ? "" : "; run it again with --debug to see where, and please report it"));
        }
        if (debug) {
            e.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The failure in a line that is safe to print. */
    public static String oneLine(Throwable e) {
        return printable(String.valueOf(e));
    }

    private static String unknown(UnmatchedArgumentException e) {
        List<String> near = e.getSuggestions();
        return String.join(" ", e.getUnmatched()) + " is not known here"
                + (near.isEmpty() ? "" : ": did you mean " + near.get(0) + "?");
    }

    private static String printable(String text) {
        return Printable.escape(text.strip().replace("\n", "; "), MAX_MESSAGE_LENGTH);
    }
}
