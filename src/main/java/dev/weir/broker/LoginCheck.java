package dev.weir.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.scram.ScramCredentialCallback;
import org.jspecify.annotations.Nullable;

/**
 * Gives the broker the proof of a user's password, from {@link BrokerUsers}. Kafka would keep this in its metadata
 * log, where nobody could put the first user into a folder that has been in use.
 */
public final class LoginCheck implements AuthenticateCallbackHandler {
    /** Setting of the broker that names its folder. */
    static final String FOLDER_SETTING = "weir.broker.folder";

    private @Nullable BrokerUsers users;

    /** Kafka makes it, by its name. */
    public LoginCheck() {}

    @Override
    public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> jaas) {
        users = new BrokerUsers(Path.of(String.valueOf(settings.get(FOLDER_SETTING))));
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        String name = "";
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback asked) {
                name = asked.getDefaultName();
            } else if (callback instanceof ScramCredentialCallback wanted) {
                Objects.requireNonNull(users).credential(name).ifPresent(wanted::scramCredential);
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
