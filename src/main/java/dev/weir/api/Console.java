package dev.weir.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files of the console. They hold nothing that is not public; what they show they ask of the API. */
final class Console {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, String> FILES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "style.css", "text/css; charset=utf-8",
            "api.js", SCRIPT,
            "app.js", SCRIPT,
            "queue.js", SCRIPT,
            "pages.js", SCRIPT);

    private Console() {}

    static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        FILES.forEach((name, type) -> {
            byte[] content = read(name);
            String path = name.equals("index.html") ? "/" : "/console/" + name;
            routes.add(Route.get(path, Set.of(), context -> send(context, content, type)));
        });
        return routes;
    }

    private static void send(Context context, byte[] content, String type) {
        context.contentType(type).result(content);
    }

    private static byte[] read(String name) {
        try (InputStream file = Console.class.getResourceAsStream("console/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the file " + name + " of the console is missing in this build");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
