package dev.weir.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of the console. They hold nothing that is not public; what they show they ask of the API. */
final class Console {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final List<String> SCRIPTS = List.of(
            "api.js",
            "words.js",
            "chart.js",
            "app.js",
            "queue.js",
            "alert.js",
            "review.js",
            "responses.js",
            "model.js",
            "health.js",
            "hunt.js");

    private Console() {}

    static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(file("/", "index.html", "text/html; charset=utf-8"));
        routes.add(file("/console/style.css", "style.css", "text/css; charset=utf-8"));
        routes.add(file("/console/icon.svg", "icon.svg", "image/svg+xml"));
        routes.add(file("/favicon.ico", "icon.svg", "image/svg+xml"));
        SCRIPTS.forEach(name -> routes.add(file("/console/" + name, name, SCRIPT)));
        return routes;
    }

    private static Route file(String path, String name, String type) {
        byte[] content = read(name);
        return Route.get(path, Set.of(), context -> send(context, content, type));
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
