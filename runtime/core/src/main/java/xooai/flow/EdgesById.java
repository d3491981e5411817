package xooai.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.Weight;
import xooai.doc.XooaiException;

/// A merge of branches that do not go in step: each chunk of the docs at which they parted is joined when each
/// branch has given all of its docs, or has ended; docs that are new come last, in order of `needs`. So the
/// answer has the docs, and the order, of a merge of everything at once, in the chunks of the base.
///
/// A branch that is ahead waits for room, so that a slow reader slows it. But a branch may need to take in more
/// before it gives anything, and get no more while another one waits here: when all of them wait, one more
/// chunk is let in, up to a limit past which the stream fails.
final class EdgesById implements Edges {
    private static final int MOST_DOCS = 256;

    private final Meeting meeting;
    private final Pulse pulse;
    private final BooleanSupplier stuck;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Branch> branches = new ArrayList<>();
    private final Branch base = new Branch();
    private final Deque<DocArray<Doc>> parted = new ArrayDeque<>();
    private @Nullable DocArray<Doc> head;
    private boolean reading;
    private boolean gaveNew;
    private volatile boolean left;
    private volatile @Nullable CallError failure;
    private @Nullable CallError last;

    /// A doc that waits for the others, and how many came before it in its branch.
    private record Kept(long number, Slot<Doc> slot) {}

    /// What waits of one branch. Of the base, only how much.
    private static final class Branch {
        final Map<String, Kept> kept = new HashMap<>();
        /// Docs whose id came before in the same branch: they count as new.
        final List<Kept> again = new ArrayList<>();
        /// The ids of the head that have not come yet.
        final Set<String> missing = new HashSet<>();
        int docs;
        long weight;
        long number;
        boolean ended;
        volatile boolean held;

        boolean hasRoom(int heavy, long mostDocs, long mostWeight) {
            return docs == 0 || (docs < mostDocs && weight + heavy <= mostWeight);
        }

        void add(Slot<Doc> slot) {
            String id = String.valueOf(slot.id());
            Kept doc = new Kept(number++, slot);
            if (kept.putIfAbsent(id, doc) != null) {
                again.add(doc);
            }
            missing.remove(id);
        }

        DocArray<Doc> take(DocArray<Doc> wanted) {
            List<Slot<Doc>> taken = new ArrayList<>(wanted.size());
            for (Slot<Doc> slot : wanted.slots()) {
                Kept doc = kept.remove(String.valueOf(slot.id()));
                if (doc != null) {
                    taken.add(doc.slot());
                }
            }
            DocArray<Doc> docs = DocArray.ofSlots(taken);
            gone(docs);
            return docs;
        }

        DocArray<Doc> takeAll() {
            List<Kept> all = new ArrayList<>(kept.values());
            all.addAll(again);
            all.sort(Comparator.comparingLong(Kept::number));
            clear();
            return DocArray.ofSlots(all.stream().map(Kept::slot).toList());
        }

        void came(DocArray<Doc> chunk, int heavy) {
            docs += chunk.size();
            weight += heavy;
        }

        /// Weighs about what was put in: the chunk's own weight is not known any more.
        void gone(DocArray<Doc> chunk) {
            docs -= chunk.size();
            weight = docs == 0 ? 0 : Math.max(0, weight - Weight.of(chunk));
        }

        void clear() {
            kept.clear();
            again.clear();
            docs = 0;
            weight = 0;
        }
    }

    /// @param pulse hears of whatever happens here, and of all that `stuck` depends on
    /// @param stuck whether no node between the base and here can go on without more of its input, or more room
    EdgesById(Meeting meeting, Pulse pulse, BooleanSupplier stuck) {
        this.meeting = meeting;
        this.pulse = pulse;
        this.stuck = stuck;
        for (int i = 0; i < meeting.branches(); i++) {
            branches.add(new Branch());
        }
    }

    @Override
    public boolean put(int branch, DocArray<Doc> chunk) {
        Branch into = branches.get(branch);
        return put(into, chunk, () -> chunk.slots().forEach(into::add));
    }

    @Override
    public void putBase(DocArray<Doc> chunk) {
        put(base, chunk, () -> parted.add(chunk));
    }

    private boolean put(Branch writer, DocArray<Doc> chunk, Runnable add) {
        int heavy = Weight.of(chunk);
        if (!tryPut(writer, chunk, heavy, false, add)) {
            writer.held = true;
            pulse.run();
            try {
                awaitRoom(writer, chunk, heavy, add);
            } finally {
                writer.held = false;
            }
        }
        return !left;
    }

    private void awaitRoom(Branch writer, DocArray<Doc> chunk, int heavy, Runnable add) {
        while (true) {
            int seen = pulse.count();
            if (tryPut(writer, chunk, heavy, false, add)) {
                return;
            }
            // Each looked at by itself: what was true of all at once is known only when nothing happened meanwhile.
            if (isDry() && stuck.getAsBoolean() && pulse.count() == seen) {
                tryPut(writer, chunk, heavy, true, add);
                return;
            }
            try {
                pulse.awaitOther(seen);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    /// @param stalled whether more is let in than there is room for
    /// @return whether it is in, or not wanted any more
    private boolean tryPut(Branch writer, DocArray<Doc> chunk, int heavy, boolean stalled, Runnable add) {
        lock();
        try {
            if (left) {
                return true;
            }
            checkLast();
            if (!writer.hasRoom(
                    heavy, stalled ? Integer.MAX_VALUE : MOST_DOCS, stalled ? MOST_KEPT_WEIGHT : MOST_WEIGHT)) {
                if (stalled) {
                    throw new XooaiException(Code.RESOURCE_EXHAUSTED, meeting.tooMuch("more than "));
                }
                return false;
            }
            writer.came(chunk, heavy);
            add.run();
            change();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void end(int branch) {
        ended(branches.get(branch));
    }

    @Override
    public void endBase() {
        ended(base);
    }

    private void ended(Branch branch) {
        lock.lock();
        try {
            branch.ended = true;
            change();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void fail(CallError why) {
        lock.lock();
        try {
            if (failure == null) {
                failure = why;
                clear();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void endWith(CallError why) {
        lock.lock();
        try {
            last = why;
            change();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void leave() {
        lock.lock();
        try {
            left = true;
            clear();
        } finally {
            lock.unlock();
        }
    }

    private void clear() {
        branches.forEach(Branch::clear);
        base.clear();
        parted.clear();
        head = null;
        change();
    }

    private void change() {
        changed.signalAll();
        pulse.run();
    }

    @Override
    public Joins.@Nullable Joined next() {
        List<DocArray<Doc>> chunks = new ArrayList<>(branches.size());
        DocArray<Doc> before;
        lock();
        try {
            while (!isReady()) {
                checkLast();
                await();
            }
            DocArray<Doc> settled = head;
            if (settled == null && gaveNew) {
                return null;
            }
            for (Branch branch : branches) {
                chunks.add(settled == null ? branch.takeAll() : branch.take(settled));
            }
            gaveNew = settled == null;
            before = settled == null ? DocArray.empty() : settled;
            base.gone(before);
            head = null;
            change();
        } finally {
            lock.unlock();
        }
        return gaveNew && chunks.stream().allMatch(DocArray::isEmpty) ? null : meeting.join(chunks, before);
    }

    /// Whether the next chunk can be joined, or all have ended.
    private boolean isReady() {
        if (head == null && !parted.isEmpty()) {
            head = parted.poll();
            for (Branch branch : branches) {
                branch.missing.clear();
                head.slots().forEach(slot -> branch.missing.add(String.valueOf(slot.id())));
                branch.missing.removeAll(branch.kept.keySet());
            }
        }
        boolean ended = branches.stream().allMatch(branch -> branch.ended);
        return head == null
                ? base.ended && ended
                : branches.stream().allMatch(branch -> branch.ended || branch.missing.isEmpty());
    }

    /// Waits for a change; the caller asks again what it was.
    @SuppressWarnings("WaitNotInLoop")
    private void await() {
        reading = true;
        pulse.run();
        try {
            changed.await();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            reading = false;
        }
        check();
    }

    @Override
    public boolean isDry() {
        lock.lock();
        try {
            return reading && failure == null && !left && !isReady();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isHeld(int branch) {
        return branches.get(branch).held;
    }

    private void lock() {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        if (failure != null) {
            lock.unlock();
            check();
        }
    }

    private XooaiException interrupted(InterruptedException e) {
        CallError why = failure;
        if (why != null) {
            return new XooaiException(why, e);
        }
        Thread.currentThread().interrupt();
        return new XooaiException(Code.CANCELLED, "the thread was interrupted", e);
    }

    private void checkLast() {
        CallError why = last;
        if (why != null) {
            throw new XooaiException(why);
        }
    }

    private void check() {
        CallError why = failure;
        if (why != null) {
            throw new XooaiException(why);
        }
    }
}
