package xooai.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xooai.codec.Request;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.DocArray;
import xooai.doc.Image;
import xooai.doc.Slot;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.executor.RemoteExecutor;
import xooai.store.DirectoryStore;

/// What every driver does alike where a store fails, or a ref into it lies.
public abstract class StoreTroubleContract extends SharedStoreContract {
    @ParameterizedTest
    @EnumSource
    void contentThatIsNotWhatItsSignatureSaysIsDataLossThatNamesTheDoc(Taking taking) {
        theirs.read(in -> new FilterInputStream(in) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = in.read(into, offset, length);
                if (count > 0) {
                    into[offset] ^= 1;
                }
                return count;
            }
        });

        CallError error = taking.errorOf(remote, picture(LARGE));

        assertThat(error.code()).isEqualTo(Code.DATA_LOSS);
        assertThat(error.docId()).isEqualTo("picture0");
        assertThat(error.message()).contains("store://media/", "its signature is");
        theirs.read(null);
        assertThat(said(remote.post("study", picture(LARGE)))).startsWith("sha256:");
    }

    /// How an endpoint takes its docs.
    enum Taking {
        ONE_BY_ONE("study"),
        ALL_AT_ONCE("studyAll");

        private final String endpoint;

        Taking(String endpoint) {
            this.endpoint = endpoint;
        }

        CallError errorOf(RemoteExecutor remote, DocArray<Image> docs) {
            return Contract.errorOf(() -> remote.post(endpoint, docs).slot(0).get());
        }
    }

    @Test
    void aRefIntoAStoreThatIsNotKnownIsRefused() {
        for (String ref : List.of(
                "store://other/" + "0".repeat(64),
                "store://media/../../etc/passwd",
                "store://media/" + "0".repeat(63),
                "store://media@evil/" + "0".repeat(64),
                "store:media",
                "store://MEDIA/" + "0".repeat(64))) {
            CallError error = Taking.ONE_BY_ONE.errorOf(remote, pictures(new Image(Content.at(ref, null, 10, null))));

            assertThat(error.code()).as(ref).isEqualTo(Code.PERMISSION_DENIED);
            assertThat(error.message()).contains("refused, ");
        }
    }

    @Test
    void aSignatureOfOtherContentIsRefused() {
        String ref = remote.<Image>post("paint", DocArray.of(Text.of("" + LARGE)))
                .slot(0)
                .get()
                .content()
                .ref();

        CallError error = Taking.ONE_BY_ONE.errorOf(
                remote, pictures(new Image(Content.at(String.valueOf(ref), Content.sign(new byte[1]), 1, null))));

        assertThat(error.code()).isEqualTo(Code.PERMISSION_DENIED);
        assertThat(error.message()).contains("its signature is said to be another one");
    }

    @Test
    void contentThatWasDeletedBetweenPutAndGetIsNotFoundAndARetrySucceeds() throws IOException {
        DocArray<Image> picture = picture(LARGE);
        remote.post("glance", picture);
        try (DirectoryStore store = DirectoryStore.open(folder.resolve("store"), BOUNDS)) {
            store.clear();
        }
        DocArray<Image> asRef = pictures(new Image(Content.at(
                "store://media/" + Content.sign(Gallery.painted(LARGE)).substring(7),
                Content.sign(Gallery.painted(LARGE)),
                LARGE,
                null)));

        CallError error = Taking.ALL_AT_ONCE.errorOf(remote, asRef);

        assertThat(error.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(error.docId()).isEqualTo("picture0");
        assertThat(said(remote.post("study", picture))).startsWith("sha256:");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "PERMISSION_DENIED"})
    void aStoreThatFailsFailsTheCallAndARetrySucceeds(Code code) {
        XooaiException failure = new XooaiException(code, "Tried to reach " + theirs + ": it failed as told");
        ours.fail(failure);
        CallError here = errorOf(() -> remote.post("study", picture(LARGE)));
        ours.fail(null);
        theirs.fail(failure);
        CallError there = Taking.ONE_BY_ONE.errorOf(remote, picture(LARGE));
        theirs.fail(null);

        assertThat(List.of(here.code(), there.code())).containsOnly(code);
        assertThat(here.message()).contains("it failed as told");
        assertThat(here.message()).contains(ours.toString());
        assertThat(there.message()).contains("Tried to reach `media`: it failed as told");
        assertThat(said(remote.post("study", picture(LARGE)))).startsWith("sha256:");
    }

    @Test
    void anAnswerThatTheStoreDoesNotTakeIsAnErrorOfItsDoc() {
        theirs.fail(new XooaiException(Code.RESOURCE_EXHAUSTED, theirs + " is full"));

        DocArray<Image> answer = remote.post("paint", DocArray.of(Text.of("" + LARGE), Text.of("10")));

        assertThat(answer.slots()).extracting(Slot::isOk).containsExactly(false, true);
        assertThat(answer.errors().getFirst().message()).contains("`media` is full");
    }

    /// Gives some bytes and then stands still until its reader is interrupted.
    private static final class Stuck extends InputStream {
        private int left = LARGE / 2;

        @Override
        public int read() throws IOException {
            return read(new byte[1], 0, 1);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = Math.min(length, left);
            left -= count;
            if (count > 0) {
                return count;
            }
            try {
                new CountDownLatch(1).await();
                throw new AssertionError("nobody counts down");
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
    }

    private CallError errorOfAHurriedCall(DocArray<Image> docs) {
        return errorOf(() -> remote.post("study", docs, call -> call.deadline(Duration.ofMillis(500))));
    }

    @Test
    void aStoreThatStandsStillEndsWithTheCallsDeadline() {
        theirs.read(in -> new Stuck());

        assertThat(errorOfAHurriedCall(picture(LARGE)).code()).isEqualTo(Code.DEADLINE_EXCEEDED);
    }

    @Test
    void aPutThatStandsStillEndsWithTheCallsDeadline() {
        Content stuck = Content.at("stuck", null, -1, null).from(ref -> new Stuck());

        assertThat(errorOfAHurriedCall(pictures(new Image(stuck))).code()).isEqualTo(Code.DEADLINE_EXCEEDED);
        assertThat(ours.bytes()).isLessThan(LARGE);
    }

    @Test
    void aRefOfTheCallerIsNeverReadAsAFileOfTheServer() throws IOException {
        Path secret = Files.write(folder.resolve("secret"), Gallery.painted(10));
        DocArray<Image> hostile = pictures(new Image(Content.at(secret.toString(), Content.sign(new byte[0]), 1, null)
                .from(ref -> {
                    throw new XooaiException(Code.PERMISSION_DENIED, "not of this machine");
                })));

        for (String endpoint : List.of("pass", "copy")) {
            DocArray<?> answer = sentAsTheyAre(endpoint, hostile);

            assertThat(((Image) answer.slot(0).get()).content().ref()).isEqualTo(secret.toString());
        }
    }

    /// Sends docs as they are, as a foreign caller may.
    private DocArray<?> sentAsTheyAre(String endpoint, DocArray<Image> docs) {
        try (Context context = Context.of(LONG)) {
            return connect(transport().connecting())
                    .call(gallery.name(), Request.of(endpoint, docs), Image.class, context)
                    .docs();
        }
    }
}
