package xooai.executor;

import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.XooaiException;
import xooai.driver.Exchange;
import xooai.driver.OpenCall;

/// Passes a call on to where it is answered: chunks over there on a thread of its own, chunks back on this one.
final class Relay {
    private final Exchange exchange;
    private final OpenCall call;

    Relay(Exchange exchange, OpenCall call) {
        this.exchange = exchange;
        this.call = call;
    }

    Response run() {
        Thread forth = Thread.ofVirtual().name("xooai-relay").unstarted(this::forth);
        if (exchange.kind().streamsIn()) {
            forth.start();
        }
        try {
            for (DocArray<Doc> chunk = call.receive(); chunk != null; chunk = call.receive()) {
                exchange.send(chunk);
            }
            return call.response();
        } finally {
            forth.interrupt();
        }
    }

    private void forth() {
        try {
            DocArray<Doc> chunk = exchange.receive();
            while (chunk != null && call.send(chunk)) {
                chunk = exchange.receive();
            }
            if (chunk == null) {
                call.end();
            }
        } catch (XooaiException e) {
            // A call that has ended interrupts this thread.
            if (e.code() != Code.CANCELLED) {
                exchange.context().cancel(e.error());
            }
        } catch (RuntimeException e) {
            exchange.context().cancel(CallError.of(Code.INTERNAL, String.valueOf(e.getMessage())));
        }
    }
}
