package xooai.web;

import org.junit.jupiter.api.Nested;
import xooai.driver.ServeSettings;
import xooai.driver.Service;

/// What every driver that speaks a version of HTTP does with files that are uploaded and downloaded as they are.
public abstract class FilesContract {

    /// Serves that.
    protected abstract WebPeer serve(Service service, ServeSettings settings) throws Exception;

    @Nested
    class Uploads extends UploadContract {
        @Override
        protected WebPeer serve(Service service, ServeSettings settings) throws Exception {
            return FilesContract.this.serve(service, settings);
        }
    }

    @Nested
    class Forms extends FormContract {
        @Override
        protected WebPeer serve(Service service, ServeSettings settings) throws Exception {
            return FilesContract.this.serve(service, settings);
        }
    }

    @Nested
    class Downloads extends DownloadContract {
        @Override
        protected WebPeer serve(Service service, ServeSettings settings) throws Exception {
            return FilesContract.this.serve(service, settings);
        }
    }
}
