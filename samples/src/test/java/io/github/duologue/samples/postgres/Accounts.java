package io.github.duologue.samples.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** The application under test: the accounts of a bank, kept in PostgreSQL. */
class Accounts {
  private final DataSource bank;

  Accounts(DataSource bank) {
    this.bank = bank;
  }

  OptionalLong balance(String owner) throws SQLException {
    try (Connection database = bank.getConnection();
        PreparedStatement select =
            database.prepareStatement("SELECT balance FROM account WHERE owner = ?")) {
      return balance(select, owner);
    }
  }

  /** Looks several up, with one statement; who has no account is left out. */
  Map<String, Long> balances(List<String> owners) throws SQLException {
    Map<String, Long> balances = new LinkedHashMap<>();
    try (Connection database = bank.getConnection();
        PreparedStatement select =
            database.prepareStatement("SELECT balance FROM account WHERE owner = ?")) {
      for (String owner : owners) {
        balance(select, owner).ifPresent(balance -> balances.put(owner, balance));
      }
    }
    return balances;
  }

  private static OptionalLong balance(PreparedStatement select, String owner) throws SQLException {
    select.setString(1, owner);
    try (ResultSet found = select.executeQuery()) {
      return found.next() ? OptionalLong.of(found.getLong("balance")) : OptionalLong.empty();
    }
  }

  Map<String, Long> richest(int most) throws SQLException {
    Map<String, Long> balances = new LinkedHashMap<>();
    try (Connection database = bank.getConnection();
        PreparedStatement select =
            database.prepareStatement(
                "SELECT owner, balance FROM account ORDER BY balance DESC LIMIT ?")) {
      select.setLong(1, most);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          balances.put(found.getString("owner"), found.getLong("balance"));
        }
      }
    }
    return balances;
  }

  /** Moves an amount from one account to another: wholly, or not at all. */
  void transfer(long amount, String from, String to) throws SQLException {
    try (Connection database = bank.getConnection()) {
      database.setAutoCommit(false);
      try {
        add(database, -amount, from);
        add(database, amount, to);
        database.commit();
      } catch (SQLException problem) {
        rollBack(database, problem);
        throw problem;
      }
    }
  }

  static void add(Connection database, long amount, String owner) throws SQLException {
    try (PreparedStatement update =
        database.prepareStatement("UPDATE account SET balance = balance + ? WHERE owner = ?")) {
      update.setLong(1, amount);
      update.setString(2, owner);
      if (update.executeUpdate() != 1) {
        throw new SQLException(owner + " has no account");
      }
    }
  }

  private static void rollBack(Connection database, SQLException problem) {
    try {
      database.rollback();
    } catch (SQLException another) {
      problem.addSuppressed(another);
    }
  }
}
