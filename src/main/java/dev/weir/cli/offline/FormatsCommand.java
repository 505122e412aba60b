package dev.weir.cli.offline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.ingest.Formats;
import dev.weir.ingest.record.Format;
import dev.weir.ingest.record.Meaning;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "formats",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the formats in which flows are read, by what each is found, and what it cannot tell.",
            "The format is found by itself, record by record; there is nothing to set."
        })
public final class FormatsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(list().toPrettyString());
        } else {
            for (Format format : Formats.all()) {
                out.println(format.name());
                out.println("  found by     " + format.foundBy().replace("`", ""));
                out.println("  cannot tell  " + format.cannotTell().replace("`", ""));
            }
        }
        out.flush();
        return 0;
    }

    private static ArrayNode list() {
        ArrayNode list = new ObjectMapper().createArrayNode();
        for (Format format : Formats.all()) {
            ObjectNode entry = list.addObject()
                    .put("format", format.name())
                    .put("found_by", format.foundBy())
                    .put("cannot_tell", format.cannotTell());
            ArrayNode fields = entry.putArray("fields");
            for (Meaning meaning : Meaning.values()) {
                if (format.tells(meaning)) {
                    fields.add(meaning.name().toLowerCase(Locale.ROOT));
                }
            }
        }
        return list;
    }
}
