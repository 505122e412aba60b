package dev.weir.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path folder;

    private Tokens open(Instant now) {
        return Tokens.open(folder.resolve("tokens.json"), "local", "owner", Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void token_isKeptOverARestartInAFileThatHasOnlyItsHashAndOnlyItsOwnerReads() throws Exception {
        Tokens.Created made = open(NOW).create("alice", Role.ANALYST);

        assertThat(open(NOW).callerOf(made.secret())).hasValue(new Caller("alice", Role.ANALYST, false));
        Path file = folder.resolve("tokens.json");
        assertThat(Files.readString(file))
                .doesNotContain(made.secret())
                .contains(made.token().sha256());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(made.secret()).hasSize(64);
    }

    @Test
    void session_endsByItselfAndIsNoTokenInTheList() {
        Tokens tokens = open(NOW);
        Tokens.Created session = tokens.openSession(new Caller("alice", Role.ANALYST, false));

        assertThat(tokens.list()).isEmpty();
        assertThat(open(NOW.plus(Tokens.SESSION).minusSeconds(1)).callerOf(session.secret()))
                .isPresent();
        assertThat(open(NOW.plus(Tokens.SESSION)).callerOf(session.secret())).isEmpty();
    }

    @Test
    void revoking_endsTheSessionsOfTheNameToo() {
        Tokens tokens = open(NOW);
        Tokens.Created token = tokens.create("alice", Role.ANALYST);
        Tokens.Created session =
                tokens.openSession(tokens.callerOf(token.secret()).orElseThrow());

        assertThat(tokens.revoke(token.token().id())).isPresent();

        assertThat(tokens.callerOf(token.secret())).isEmpty();
        assertThat(tokens.callerOf(session.secret())).isEmpty();
        assertThat(tokens.revoke(token.token().id())).isEmpty();
    }

    @Test
    void code_isGoodOnceAndOnlyTheNewest() {
        Tokens tokens = open(NOW);
        String old = tokens.newCode();
        String code = tokens.newCode();

        assertThat(tokens.redeem(old)).isEmpty();
        assertThat(tokens.redeem(code)).isPresent();
        assertThat(tokens.redeem(code)).isEmpty();
    }

    @Test
    void damagedFile_letsNobodyIn() throws Exception {
        Files.writeString(folder.resolve("tokens.json"), "[{\"id\":\"a\",\"role\":\"god\"}]");

        assertThatThrownBy(() -> open(NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tokens.json");
    }

    @Test
    void name_thatCannotBe_isRefused() {
        Tokens tokens = open(NOW);

        for (String wrong : new String[] {"", " ", "a\u001b[2J", "\u202ebob", "x".repeat(65)}) {
            assertThatThrownBy(() -> tokens.create(wrong, Role.VIEWER)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
