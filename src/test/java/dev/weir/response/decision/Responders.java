package dev.weir.response.decision;

import dev.weir.flow.Host;
import dev.weir.response.AddressSet;
import dev.weir.response.ResponseBook;
import dev.weir.response.guard.GuardSettings;
import dev.weir.response.guard.Guards;
import dev.weir.response.guard.OwnAddresses;
import dev.weir.response.guard.ProtectedAssets;
import dev.weir.response.guard.Surroundings;
import dev.weir.response.playbook.Playbook;
import dev.weir.response.playbook.Playbooks;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Responders for tests. */
final class Responders {
    static final String CONTAIN_ALL = "rules: [{name: all, then: contain, mode: act}]";

    private Responders() {}

    static Responder of(String playbook) {
        return of(Playbooks.of(playbook), GuardSettings.defaults(), Surroundings.NONE);
    }

    static Responder of(Playbook playbook, GuardSettings settings, Surroundings surroundings) {
        return of(playbook, settings, surroundings, DecisionSettings.defaults());
    }

    static Responder of(
            Playbook playbook, GuardSettings settings, Surroundings surroundings, DecisionSettings decisions) {
        ResponseBook book = new ResponseBook();
        AddressSet own = OwnAddresses.find(List.of());
        ProtectedAssets assets =
                new ProtectedAssets(playbook.protectedAssets(), own, surroundings, settings.serverClients());
        return new Responder(playbook, new Guards(settings, assets, book, surroundings), book, decisions);
    }

    /** A network whose hosts have been seen. */
    static final class Seen implements Surroundings {
        final Map<String, Long> clients = new TreeMap<>();
        long activeHosts = 10_000;

        @Override
        public OptionalLong clientsOf(Host host) {
            Long count = clients.get(host.text());
            return count == null ? OptionalLong.empty() : OptionalLong.of(count);
        }

        @Override
        public OptionalLong activeHosts() {
            return OptionalLong.of(activeHosts);
        }
    }
}
