package dev.trackside.runtime.loading;

import dev.trackside.runtime.jar.ChangedJarException;
import dev.trackside.runtime.jar.PluginJar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plugins whose packages the plugins of a unit see, because they require them; and those that these require in turn. */
final class Requirements {

    private final PluginUnit unit;
    private @Nullable List<PluginUnit> units;
    private @Nullable List<FoundPlugin> ofHost;

    Requirements(PluginUnit unit) {
        this.unit = unit;
    }

    /**
     * Keeps the jars of required plugins: their classes may be asked for at any time, and their own loaders are not made where other instances take
     * their place.
     *
     * @throws ChangedJarException if one is another file than the one that was seen
     * @throws IOException if one cannot be read any more
     */
    void hold() throws IOException {
        resolve();
        List<PluginUnit> others = units;
        if (others != null) {
            for (PluginUnit other : others) {
                for (PluginJar jar : other.jars()) {
                    jar.hold();
                }
            }
        }
    }

    /** A class of a required plugin; null if none has it. */
    @Nullable
    Class<?> find(String name) {
        resolve();
        List<PluginUnit> others = units;
        if (others != null) {
            for (PluginUnit other : others) {
                Class<?> type = PluginClassLoader.own(other.loader(), name);
                if (type != null) {
                    return type;
                }
            }
        }
        List<FoundPlugin> hosts = ofHost;
        if (hosts != null) {
            for (FoundPlugin plugin : hosts) {
                Class<?> type = ofHost(plugin, name);
                if (type != null) {
                    return type;
                }
            }
        }
        return null;
    }

    /** Of a plugin on the class path its own jar is shared, not all that stands beside it there. */
    private static @Nullable Class<?> ofHost(FoundPlugin plugin, String name) {
        Object wanted = plugin.location();
        if (wanted == null) {
            return null;
        }
        try {
            Class<?> type = Class.forName(name, false, plugin.loader());
            return wanted.equals(FoundPlugin.locationOf(type)) ? type : null;
        } catch (ClassNotFoundException absent) {
            return null;
        }
    }

    private synchronized void resolve() {
        if (units != null) {
            return;
        }
        Set<PluginUnit> seen = new LinkedHashSet<>();
        Set<FoundPlugin> hosts = new LinkedHashSet<>();
        List<FoundPlugin> open = new ArrayList<>(unit.required());
        while (!open.isEmpty()) {
            FoundPlugin plugin = open.remove(0);
            PluginUnit other = plugin.unit();
            if (other == null) {
                hosts.add(plugin);
            } else if (other != unit && seen.add(other)) {
                open.addAll(other.required());
            }
        }
        units = List.copyOf(seen);
        ofHost = List.copyOf(hosts);
    }
}
