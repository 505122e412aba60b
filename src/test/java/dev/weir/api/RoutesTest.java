package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.access.Role;
import dev.weir.api.access.Tokens;
import dev.weir.api.network.OtherInstances;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route with every role, without a token, with a wrong one, and from a page of another site. */
class RoutesTest {
    private static final Tokens TOKENS = Tokens.inMemory("local", "owner", Clock.systemUTC());
    private static final ApiParts PARTS = new ApiParts(new FakeDetector(), Optional.empty(), TOKENS, Audit.NONE);
    private static final Map<Role, String> SECRETS = new EnumMap<>(Role.class);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = ApiServer.start(PARTS, ApiSettings.defaults());
        for (Role role : Role.values()) {
            SECRETS.put(role, TOKENS.create("some " + role.word(), role).secret());
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<Route> routes() {
        try (EventStream events = new EventStream(Optional.empty(), new FakeDetector())) {
            return ApiServer.routes(PARTS, FakeDetector.keptStatus(), events, new OtherInstances(Optional.empty()));
        }
    }

    static Stream<Arguments> cells() {
        return routes().stream()
                .flatMap(route -> Stream.of(Role.values())
                        .map(role -> Arguments.of(route.method() + " " + route.path(), role, route)));
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("cells")
    void route_withARole_isOpenToThoseOfTheTableAlone(String name, Role role, Route route) throws Exception {
        int status = send(route, "Authorization", "Bearer " + SECRETS.get(role));

        if (route.roles().isEmpty() || route.roles().contains(role)) {
            assertThat(status).isNotEqualTo(403);
            assertThat(status == 401).as("401").isEqualTo(route.path().equals("/login") && status == 401);
        } else {
            assertThat(status).isEqualTo(403);
        }
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("cells")
    void route_withoutAToken_isOpenOnlyIfItIsForEverybody(String name, Role role, Route route) throws Exception {
        if (role == Role.VIEWER && !route.roles().isEmpty()) {
            assertThat(send(route, "X-None", "none")).isEqualTo(401);
            assertThat(send(route, "Authorization", "Bearer " + "0".repeat(64))).isEqualTo(401);
            assertThat(send(route, "Authorization", "Basic bG9jYWw6bG9jYWw=")).isEqualTo(401);
            assertThat(send(route, "Cookie", "weir-session=abc")).isEqualTo(401);
        }
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("cells")
    void route_fromAPageOfAnotherSite_isForbidden(String name, Role role, Route route) throws Exception {
        if (role == Role.OPERATOR) {
            assertThat(send(route, "Authorization", "Bearer " + SECRETS.get(role), "Sec-Fetch-Site", "cross-site"))
                    .isEqualTo(403);
        }
    }

    @Test
    void everyRouteOfTheApi_needsATokenButHealthAndLogIn() {
        Set<String> open = Set.of(
                "GET /api/v1/health", "GET /api/v1/openapi.json", "POST /api/v1/session", "DELETE /api/v1/session");

        assertThat(routes())
                .filteredOn(route -> route.path().startsWith("/api"))
                .allSatisfy(route -> assertThat(route.roles().isEmpty())
                        .isEqualTo(open.contains(route.method() + " " + route.path())));
    }

    @Test
    void session_opensAndCloses() throws Exception {
        HttpResponse<String> login = HTTP.send(
                HttpRequest.newBuilder(uri("/api/v1/session"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"token\":\"" + SECRETS.get(Role.ANALYST) + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(login.statusCode()).isEqualTo(201);
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
        String pair = cookie.substring(0, cookie.indexOf(';'));

        assertThat(get("/api/v1/session", "Cookie", pair).body())
                .isEqualTo("{\"name\":\"some analyst\",\"role\":\"analyst\"}");
        HttpRequest logout = HttpRequest.newBuilder(uri("/api/v1/session"))
                .header("Cookie", pair)
                .DELETE()
                .build();
        assertThat(HTTP.send(logout, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(204);

        assertThat(get("/api/v1/session", "Cookie", pair).statusCode()).isEqualTo(401);
    }

    @Test
    void link_logsInOnce() throws Exception {
        String code = TOKENS.newCode();

        HttpResponse<String> first = get("/login?code=" + code, "X-None", "none");

        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(first.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/"));
        assertThat(first.headers().firstValue("Set-Cookie")).isPresent();
        assertThat(get("/login?code=" + code, "X-None", "none").statusCode()).isEqualTo(401);
    }

    @Test
    void token_isToldOnceAndWorthNothingAfterItIsRevoked() throws Exception {
        Tokens.Created made = TOKENS.create("bob", Role.VIEWER);
        String bearer = "Bearer " + made.secret();
        assertThat(get("/api/v1/status", "Authorization", bearer).statusCode()).isEqualTo(200);
        String list = get("/api/v1/tokens", "Authorization", "Bearer local").body();
        assertThat(list)
                .contains("\"name\":\"bob\"")
                .doesNotContain(made.secret(), made.token().sha256());

        HttpRequest revoke = HttpRequest.newBuilder(
                        uri("/api/v1/tokens/" + made.token().id()))
                .header("Authorization", "Bearer local")
                .DELETE()
                .build();
        HTTP.send(revoke, HttpResponse.BodyHandlers.discarding());

        assertThat(get("/api/v1/status", "Authorization", bearer).statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(uri(path)).headers(headers).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int send(Route route, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(route.path().replaceAll("[{<]\\w+[}>]", "none")))
                .headers(headers)
                .header("Content-Type", "application/json");
        if (route.method().equals(HandlerType.POST)) {
            request.POST(BodyPublishers.ofString("{"));
        } else if (route.method().equals(HandlerType.DELETE)) {
            request.DELETE();
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
