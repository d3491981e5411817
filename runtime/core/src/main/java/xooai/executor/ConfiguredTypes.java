package xooai.executor;

import xooai.doc.DocSchema;

/// A configuration that says what docs its executor takes or gives, where the class alone cannot: implemented by
/// the record that the executor's constructor takes.
///
/// Asked before there is any executor, so it looks at the configuration alone and answers at once.
public interface ConfiguredTypes {

    /// What an endpoint takes.
    ///
    /// @param declared what its method says
    default DocSchema takes(String endpoint, DocSchema declared) {
        return declared;
    }

    /// What an endpoint gives.
    ///
    /// @param declared what its method says
    default DocSchema gives(String endpoint, DocSchema declared) {
        return declared;
    }
}
