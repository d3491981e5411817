package xooai.designer.invoke;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.Sizes;
import xooai.store.StoreRef;
import xooai.store.Transfers;

/// The content that moves in one call. Threads that move it tell how far it is and never wait; a view asks once a
/// frame.
public final class Moving implements Transfers {
    private final Runnable changed;
    private final Set<Item> going = new LinkedHashSet<>();

    /// Nothing moves yet.
    ///
    /// @param changed is run on the thread that moves something, often: it returns at once
    public Moving(Runnable changed) {
        this.changed = changed;
    }

    @Override
    public Transfer begin(Way way, String what, long size) {
        Item item = new Item(way, what, size);
        synchronized (going) {
            going.add(item);
        }
        changed.run();
        return item;
    }

    /// What moves now; null for nothing.
    public @Nullable Moved now() {
        List<Item> items;
        synchronized (going) {
            items = new ArrayList<>(going);
        }
        if (items.isEmpty()) {
            return null;
        }
        long moved = items.stream().mapToLong(item -> item.position).sum();
        boolean known = items.stream().allMatch(item -> item.size > 0);
        long total = known ? items.stream().mapToLong(item -> item.size).sum() : -1;
        String what = items.size() == 1
                ? items.getFirst().words()
                : items.getFirst().verb() + " " + items.size() + " contents";
        double fraction = known ? Math.min(1, (double) moved / total) : -1;
        return new Moved(what + ": " + Sizes.ofTotal(moved, total), fraction);
    }

    private final class Item implements Transfer {
        private final Way way;
        private final String what;
        private final long size;
        private volatile long position;

        Item(Way way, String what, long size) {
            this.way = way;
            this.what = what;
            this.size = size;
        }

        @Override
        public void at(long now) {
            position = now;
            changed.run();
        }

        @Override
        public void end() {
            synchronized (going) {
                going.remove(this);
            }
            changed.run();
        }

        private String verb() {
            return switch (way) {
                case READ -> "Reading";
                case PUT -> "Sending";
                case GET -> "Fetching";
            };
        }

        private String words() {
            StoreRef stored = StoreRef.parse(what);
            return verb() + " "
                    + (stored == null ? what.substring(what.lastIndexOf('/') + 1) : "from " + stored.store());
        }
    }
}
