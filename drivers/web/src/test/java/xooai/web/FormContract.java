package xooai.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.Content;
import xooai.web.WebPeer.Answer;

/// What is done with forms that hold files.
public abstract class FormContract extends DeskContract {
    @Test
    void theFilesOfAFormAreDocsAndItsFieldsAreParameters() throws Exception {
        serve(withStore());
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png", picture(100_000));
        parts.put("name=\"file\"; filename=\"b.JPG\"\r\nContent-Type: application/octet-stream", picture(20));
        parts.put("name=\"top_k\"", "5".getBytes(UTF_8));
        parts.put("name=\"lang\"", "en".getBytes(UTF_8));

        Answer answer = form("look", parts);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("image/png " + Content.sign(picture(100_000)))
                .contains("image/jpeg " + Content.sign(picture(20)))
                .contains("top_k=5", "lang=en");
        assertThat(files()).as("what is small goes into no store").isOne();
    }

    @Test
    void aFormMayHoldTheRequestWhoseRefsNameItsFiles() throws Exception {
        serve(withStore());
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("name=\"seal\"; filename=\"s.png\"\r\nContent-Type: image/png", picture(30_000));
        parts.put("name=\"request\"\r\nContent-Type: application/json", """
            {"docs":[{"text":{"text":"hello"},"seal":{"ref":"cid:seal"},"pages":[{"ref":"cid:page"}]}]}\
            """.getBytes(UTF_8));
        parts.put("name=\"page\"; filename=\"p.png\"\r\nContent-Type: image/png", picture(40_000));

        assertThat(form("open", parts).text()).contains("hello " + Content.sign(picture(30_000)) + " 1 image/png");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"docs\":[{\"ref\":\"cid:b\"}]}|there is no part `b`",
                "{\"docs\":[{\"ref\":\"data:,x\"}]}|no ref in `request` names the part `a`",
                "{\"docs\":[|INVALID_ARGUMENT",
                "[]|INVALID_ARGUMENT"
            })
    void aRequestThatDoesNotFitItsFilesIs400(String request, String why) throws Exception {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("name=\"request\"", request.getBytes(UTF_8));
        parts.put("name=\"a\"; filename=\"a.png\"", picture(10));

        Answer answer = form("back", parts);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--b0undary",
                "--b0undary--\r\n",
                "--b0undary\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.png\"\r\n\r\nhalf",
                "--b0undary\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b0undary--\r\n",
                "--b0undary\r\nX: %s\r\n\r\nx\r\n--b0undary--\r\n",
                "plain"
            })
    void aFormThatIsNoneIsRefusedAndLeavesNothing(String body) throws Exception {
        serve(withStore());
        byte[] sent = body.replace("%s", "x".repeat(9_000)).getBytes(UTF_8);

        Answer answer = post("look", "multipart/form-data; boundary=b0undary", MEANT, sent);

        assertThat(answer.status()).isBetween(400, 431);
        assertThat(answer.text()).contains("\"error\"");
        assertThat(files()).isZero();
    }

    @Test
    void theFieldsOfAFormTakeNoMoreThanAMessageTogether() throws Exception {
        serve(withStore());
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            parts.put("name=\"f" + i + "\"", "x".repeat(LIMIT / 4).getBytes(UTF_8));
        }

        Answer answer = form("look", parts);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).contains("over the limit of " + LIMIT + " bytes");
    }

    @Test
    void aFormWhoseRequestNamesAnotherEndpointIs400() throws Exception {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("name=\"request\"", "{\"endpoint\":\"open\",\"docs\":[{\"ref\":\"cid:a\"}]}".getBytes(UTF_8));
        parts.put("name=\"a\"; filename=\"a.png\"", picture(10));

        assertThat(form("back", parts).text()).contains("the address names the endpoint `back` and the body `open`");
    }

    @Test
    void theParametersOfARequestAndTheFieldsBesideItAreAllTaken() throws Exception {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("name=\"request\"", "{\"params\":{\"a\":1,\"b\":2},\"docs\":[{\"ref\":\"cid:x\"}]}".getBytes(UTF_8));
        parts.put("name=\"b\"", "3".getBytes(UTF_8));
        parts.put("name=\"x\"; filename=\"a.png\"", picture(10));

        assertThat(form("look", parts).text()).contains("a=1", "b=3");
    }

    @Test
    void aFormOfMoreThanAThousandPartsIsRefused() throws Exception {
        serve(withStore());
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (int i = 0; i <= 1_000; i++) {
            parts.put("name=\"f" + i + "\"", new byte[] {'1'});
        }

        assertThat(form("look", parts).text()).contains("more than 1000 parts");
    }
}
