package dev.trackside.plugin.history.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import dev.trackside.plugin.history.Sql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTests {

    private static final String FIRST = "CREATE TABLE a (x INTEGER); CREATE TABLE b (y INTEGER);";
    private static final String SECOND = "ALTER TABLE a ADD COLUMN z TEXT DEFAULT 'new'; DROP TABLE b;";

    @TempDir
    Path folder;

    @Test
    void anOlderFileIsBroughtToTheNewestVersionWithWhatIsInIt() throws Exception {
        Path file = folder.resolve("history.db");
        Database.open(file, new Schema(List.of(FIRST))).close();
        Sql.run(file, "INSERT INTO a VALUES (1)");

        Database.open(file, new Schema(List.of(FIRST, SECOND))).close();

        assertThat(Sql.rows(file, "SELECT * FROM a")).containsExactly("1|new");
        assertThat(Sql.rows(file, "PRAGMA user_version")).containsExactly("2");
        assertThat(Sql.rows(file, "SELECT name FROM sqlite_master")).containsExactly("a");
    }

    @Test
    void aChangeThatFailsLeavesTheFileAsItWas() throws Exception {
        Path file = folder.resolve("history.db");
        Database.open(file, new Schema(List.of(FIRST))).close();

        assertThatThrownBy(() -> Database.open(file, new Schema(List.of(FIRST, "DROP TABLE a; DROP TABLE nothing;"))))
                .isInstanceOf(SQLException.class);

        assertThat(Sql.rows(file, "PRAGMA user_version")).containsExactly("1");
        assertThat(Sql.rows(file, "SELECT name FROM sqlite_master")).containsExactly("a", "b");
    }

    @Test
    void aNewerFileIsRefused() throws Exception {
        Path file = folder.resolve("history.db");
        Database.open(file, new Schema(List.of(FIRST, SECOND))).close();

        assertThatThrownBy(() -> Database.open(file, new Schema(List.of(FIRST))))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("in version 2, and this Trackside knows versions up to 1");
    }
}
