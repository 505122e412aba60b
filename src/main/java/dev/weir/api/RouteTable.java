package dev.weir.api;

import static dev.weir.api.access.Role.ANY;
import static dev.weir.api.access.Role.DETECT;
import static dev.weir.api.access.Role.OPERATE;
import static dev.weir.api.access.Role.SEE;
import static dev.weir.api.access.Role.TEACH;

import dev.weir.api.network.OneAtATime;
import dev.weir.api.taxii.TaxiiRoutes;
import java.util.List;
import java.util.Set;

/** Lists every route of the API, with the roles that may use it. */
final class RouteTable {
    private RouteTable() {}

    static List<Route> of(
            ApiRoutes api,
            DetectRoutes detect,
            DeskRoutes desk,
            ExportRoutes exports,
            PreviewRoutes previews,
            FeedbackRoutes feedback,
            LessonRoutes lessons,
            ResponseRoutes responses,
            AllowRoutes allow,
            SessionRoutes sessions,
            TaxiiRoutes taxii,
            EventStream events) {
        String root = Route.ROOT;
        String collections = TaxiiRoutes.ROOT + "/weir/collections";
        String objects = collections + "/{collection}/objects";
        return List.of(
                Route.get("/healthz", Set.of(), api::healthz),
                Route.get("/readyz", Set.of(), api::readyz),
                Route.get("/metrics", Set.of(), api::metrics),
                Route.get("/login", Set.of(), sessions::logInByCode),
                Route.get(root + "/health", Set.of(), api::readyz),
                Route.get(root + "/openapi.json", Set.of(), new OpenApi()::show),
                Route.get(root + "/metrics", SEE, api::metrics),
                Route.get(ApiRoutes.STATUS, SEE, api::status),
                Route.postFlows(root + "/detect", DETECT, detect::one),
                Route.postFlows(root + "/detect/batch", DETECT, detect::batch),
                Route.get(root + "/alerts", SEE, desk::alerts),
                Route.get(root + "/alerts/export", SEE, exports::alerts),
                Route.get(root + "/alerts/summary", SEE, desk::summary),
                Route.post(root + "/alerts/assign", TEACH, feedback::assign),
                Route.get(root + "/alerts/<id>", SEE, desk::alert),
                Route.get(root + "/kinds", SEE, desk::kinds),
                Route.get(root + "/feedback", SEE, desk::verdicts),
                Route.get(root + "/feedback/{id}", SEE, desk::verdict),
                Route.post(root + "/feedback", TEACH, feedback::give),
                Route.post(root + "/feedback/preview", TEACH, previews::verdict),
                Route.delete(root + "/feedback/{id}", TEACH, feedback::takeBack),
                Route.get(root + "/allowlist", SEE, allow::list),
                Route.post(root + "/allowlist", TEACH, allow::allow),
                Route.delete(root + "/allowlist/{id}", TEACH, allow::disallow),
                Route.get(root + "/review", SEE, new OneAtATime(api::review)),
                Route.get(root + "/events", SEE, events::open),
                Route.get(root + "/dead-letters", SEE, desk::deadLetters),
                Route.get(root + "/checkpoints", SEE, api::checkpoints),
                Route.post(root + "/checkpoints", OPERATE, api::takeCheckpoint),
                Route.post(root + "/rollback", OPERATE, previews.orElse(api::rollBack)),
                Route.post(root + "/unlearn", OPERATE, lessons::unlearn),
                Route.post(root + "/bisect", OPERATE, lessons::bisect),
                Route.post(root + "/hunt", TEACH, lessons::hunt),
                Route.post(root + "/drift", TEACH, lessons::drift),
                Route.post(root + "/prove", TEACH, lessons::prove),
                Route.get(root + "/blame", SEE, lessons::blame),
                Route.get(root + "/diff", SEE, api::difference),
                Route.post(root + "/verify", OPERATE, new OneAtATime(api::verify)),
                Route.get(root + "/model", SEE, api::exportModel),
                Route.post(root + "/model", OPERATE, api::installModel),
                Route.get(root + "/model/history", SEE, desk::history),
                Route.get(root + "/responses", SEE, responses::list),
                Route.post(root + "/responses/approve", TEACH, responses::approve),
                Route.post(root + "/responses/undo", TEACH, responses::undo),
                Route.get(root + "/audit", TEACH, new OneAtATime(api::audit)),
                Route.get(root + "/tokens", OPERATE, sessions::list),
                Route.post(root + "/tokens", OPERATE, sessions::create),
                Route.delete(root + "/tokens/{id}", OPERATE, sessions::revoke),
                Route.get(TaxiiRoutes.ROOT, SEE, taxii::discovery),
                Route.get(TaxiiRoutes.ROOT + "/weir", SEE, taxii::root),
                Route.get(collections, SEE, taxii::collections),
                Route.get(collections + "/{collection}", SEE, taxii::collection),
                Route.get(collections + "/{collection}/manifest", SEE, taxii::manifest),
                Route.get(objects, SEE, taxii::objects),
                Route.get(objects + "/{object}", SEE, taxii::object),
                Route.get(objects + "/{object}/versions", SEE, taxii::versions),
                Route.post(root + "/session", Set.of(), sessions::logIn),
                Route.get(root + "/session", ANY, sessions::who),
                Route.delete(root + "/session", Set.of(), sessions::logOut));
    }
}
