package xooai.bench;

import java.io.IOException;
import xooai.codec.Codec;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.driver.ConnectSettings;
import xooai.driver.Trust;
import xooai.executor.Executor;
import xooai.executor.RemoteExecutor;

/// Our own client, in JSON.
final class RemoteClient implements Client {
    private final RemoteExecutor remote;
    private final DocArray<Text> docs;

    RemoteClient(Child server, Trust trust, DocArray<Text> docs) {
        this.remote = Executor.at(
                server.address().toString(),
                ConnectSettings.DEFAULT.withCodec(Codec.JSON).withTrust(trust));
        this.docs = docs;
    }

    @Override
    public Caller caller() {
        return () -> {
            DocArray<Text> answer = remote.post("pass", docs);
            if (answer.size() != docs.size()) {
                throw new IOException("the server answers " + answer);
            }
            return answer.size();
        };
    }

    @Override
    public void close() {
        remote.close();
    }
}
