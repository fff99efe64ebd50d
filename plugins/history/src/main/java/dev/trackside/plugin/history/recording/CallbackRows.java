package dev.trackside.plugin.history.recording;

import dev.trackside.RunSummary;
import dev.trackside.plugin.history.database.Statements;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the callbacks of a session: who they are once, their figures as they come. */
final class CallbackRows {

    private final Statements sql;
    private final long session;
    private final RunRecordFile record;
    private final Map<String, String> parameters;
    private final Map<String, Long> known = new HashMap<>();

    CallbackRows(Statements sql, long session, RunRecordFile record, Map<String, String> parameters) {
        this.sql = sql;
        this.session = session;
        this.record = record;
        this.parameters = parameters;
    }

    void write(List<RunSummary.Callback> callbacks) throws SQLException {
        int position = 0;
        for (RunSummary.Callback callback : callbacks) {
            position++;
            Long row = known.get(callback.id());
            if (row == null) {
                row = insert(callback, position);
                known.put(callback.id(), row);
            }
            sql.update(
                    "UPDATE callbacks SET position = ?, calls = ?, dropped = ?, detached = ?, cost_ns = ?, cost_share = ?,"
                            + " cost_error = ?, cost_timed = ? WHERE callback = ?",
                    position,
                    callback.calls(),
                    callback.dropped(),
                    callback.detached().orElse(null),
                    callback.cost().time().toNanos(),
                    finite(callback.cost().share()),
                    finite(callback.cost().error()),
                    callback.cost().timed(),
                    row);
        }
    }

    private static double finite(double share) {
        return Double.isFinite(share) ? share : 0;
    }

    private long insert(RunSummary.Callback callback, int position) throws SQLException {
        String id = callback.id();
        String plugin = record.text(id, "plugin");
        sql.update(
                "INSERT INTO callbacks (session, position, id, plugin, type, phase, origin, version, sha256, why)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                session,
                position,
                id,
                plugin == null ? id : plugin,
                callback.type(),
                callback.phase().name().toLowerCase(Locale.ROOT),
                callback.origin(),
                record.text(id, "version"),
                record.text(id, "sha256"),
                record.text(id, "why"));
        long row = sql.lastRow();
        Map<String, String> options = record.options(id);
        int number = 0;
        for (Map.Entry<String, String> option : (options == null ? fromParameters(id) : options).entrySet()) {
            number++;
            sql.update("INSERT INTO options VALUES (?, ?, ?, ?)", row, number, option.getKey(), option.getValue());
        }
        return row;
    }

    private Map<String, String> fromParameters(String id) {
        String start = "plugins." + id + ".";
        Map<String, String> options = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (name.startsWith(start)) {
                options.put(name.substring(start.length()), value);
            }
        });
        return options;
    }
}
