package dev.weir.api.taxii;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.desk.Desk;
import dev.weir.sharing.intel.StixBundle;
import dev.weir.sharing.intel.WarningLists;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a TAXII 2.1 client asks for: the server, its one root, its one collection, and the objects in it. They are those of
 * {@link StixBundle}, made anew every other second at most, so that a verdict that flips is a revoked indicator to the next who asks. An object was
 * added when it was modified last.
 */
public final class TaxiiRoutes {
    /** What all paths begin with. */
    public static final String ROOT = "/taxii2";

    static final String TAXII = "application/taxii+json;version=2.1";
    private static final String STIX = "application/stix+json;version=2.1";
    private static final String COLLECTION =
            UUID.nameUUIDFromBytes(new byte[] {'w', 'e', 'i', 'r'}).toString();
    private static final int NOT_ACCEPTABLE = 406;
    private static final int MOST_BYTES = 1_000_000;
    private static final int FRESH_MILLIS = 2_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<Desk> desk;
    private final String organisation;
    private final Clock clock;
    private List<Added> made = List.of();
    private long madeAtMillis = Long.MIN_VALUE;

    /** An object and when it was added. */
    private record Added(JsonNode object, Instant at) {
        static Added of(JsonNode object) {
            return new Added(object, Instant.parse(object.path("modified").asText()));
        }

        String id() {
            return object.path("id").asText();
        }

        /** As STIX writes it, always to the millisecond, so that it sorts as text. */
        String time() {
            return object.path("modified").asText();
        }

        String place() {
            return time() + "_" + id();
        }
    }

    /** @param organisation who says so */
    public TaxiiRoutes(Supplier<Desk> desk, String organisation, Clock clock) {
        this.desk = desk;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** Which roots there are. */
    public void discovery(Context context) {
        ObjectNode answer =
                JSON.createObjectNode().put("title", organisation + " (Weir)").put("default", ROOT + "/weir/");
        answer.putArray("api_roots").add(ROOT + "/weir/");
        answer(context, answer);
    }

    /** What the root speaks. */
    public void root(Context context) {
        ObjectNode answer = JSON.createObjectNode().put("title", organisation);
        answer.putArray("versions").add(TAXII);
        answer(context, answer.put("max_content_length", MOST_BYTES));
    }

    /** Which collections there are. */
    public void collections(Context context) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("collections").add(collection());
        answer(context, answer);
    }

    /** The collection. */
    public void collection(Context context) {
        requireCollection(context);
        answer(context, collection());
    }

    private static ObjectNode collection() {
        ObjectNode answer = JSON.createObjectNode()
                .put("id", COLLECTION)
                .put("title", "Confirmed by analysts")
                .put("alias", "confirmed")
                .put("can_read", true)
                .put("can_write", false);
        answer.putArray("media_types").add(STIX);
        return answer;
    }

    /** A page of objects. */
    public void objects(Context context) {
        answer(context, page(context, Added::object));
    }

    /** A page of what is known of objects without them. */
    public void manifest(Context context) {
        answer(context, page(context, TaxiiRoutes::entry));
    }

    /** One object. */
    public void object(Context context) {
        ObjectNode answer = JSON.createObjectNode().put("more", false);
        answer.putArray("objects").add(one(context).object());
        answer(context, answer);
    }

    /** The one version of an object that is kept. */
    public void versions(Context context) {
        ObjectNode answer = JSON.createObjectNode().put("more", false);
        answer.putArray("versions").add(one(context).time());
        answer(context, answer);
    }

    private Added one(Context context) {
        String id = context.pathParam("object");
        return added(context).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse("there is no object of this id"));
    }

    private static ObjectNode entry(Added one) {
        return JSON.createObjectNode()
                .put("id", one.id())
                .put("date_added", one.time())
                .put("version", one.time())
                .put("media_type", STIX);
    }

    /** How an object is shown. */
    private interface View {
        JsonNode of(Added one);
    }

    private ObjectNode page(Context context, View view) {
        Selection wanted = Selection.of(context);
        ArrayNode shown = JSON.createArrayNode();
        ObjectNode answer = JSON.createObjectNode();
        Added last = null;
        for (Added one : added(context)) {
            boolean isBefore = wanted.next() != null && one.place().compareTo(wanted.next()) <= 0;
            if (isBefore || !wanted.has(one.object(), one.at())) {
                continue;
            }
            if (shown.size() == wanted.limit()) {
                answer.put("more", true).put("next", last == null ? "" : last.place());
                break;
            }
            if (last == null) {
                context.header("X-TAXII-Date-Added-First", one.time());
            }
            shown.add(view.of(one));
            last = one;
        }
        if (last != null) {
            context.header("X-TAXII-Date-Added-Last", last.time());
            answer.put("more", answer.has("more"));
            answer.set("objects", shown);
        }
        return answer;
    }

    private List<Added> added(Context context) {
        requireCollection(context);
        return all();
    }

    /** All objects, in the order in which they were added. */
    private synchronized List<Added> all() {
        long now = clock.millis();
        if (madeAtMillis == Long.MIN_VALUE || now - madeAtMillis >= FRESH_MILLIS) {
            List<Added> all = new ArrayList<>();
            new StixBundle(organisation, StixBundle.VALIDITY, WarningLists.shipped())
                    .of(DeskCases.of(desk.get()))
                    .path("objects")
                    .forEach(object -> all.add(Added.of(object)));
            all.sort(Comparator.comparing(Added::place));
            made = all;
            madeAtMillis = now;
        }
        return made;
    }

    private static void requireCollection(Context context) {
        String id = context.pathParam("collection");
        if (!id.equals(COLLECTION) && !id.equals("confirmed")) {
            throw new NotFoundResponse("there is no collection of this id");
        }
    }

    private static void answer(Context context, ObjectNode body) {
        String accepted = context.header("Accept");
        if (accepted != null && !isAcceptable(accepted)) {
            throw new HttpResponseException(NOT_ACCEPTABLE, "Accept must be " + TAXII, Map.of());
        }
        context.header("Content-Type", TAXII).result(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isAcceptable(String accepted) {
        for (String one : accepted.split(",", -1)) {
            String type = one.replace(" ", "").replaceAll(";q=[0-9.]*", "");
            if (type.equals(TAXII)
                    || type.equals("application/taxii+json")
                    || type.equals("application/*")
                    || type.equals("*/*")) {
                return true;
            }
        }
        return false;
    }
}
