package io.stockrule.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/// Opens single connections, without a pool: to see whether a database lets us in.
record Login(Optional<String> user, Optional<String> password) {
    private static final int CONNECT_SECONDS = 3;
    private static final int LOGIN_SECONDS = 5;

    Login(String user, String password) {
        this(Optional.of(user), Optional.of(password));
    }

    Connection connect(String url) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setURL(url);
        user.ifPresent(source::setUser);
        password.ifPresent(source::setPassword);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(LOGIN_SECONDS);
        return source.getConnection();
    }

    @Override
    public String toString() {
        return "Login[user=%s]".formatted(user);
    }
}
