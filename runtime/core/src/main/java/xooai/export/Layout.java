package xooai.export;

import xooai.executor.Executors;

/// Where a flow jar keeps what.
final class Layout {
    /// The flow.
    static final String FLOW = "META-INF/xooai/flow.json";

    /// The flows that it uses, all in one folder.
    static final String FLOWS = "META-INF/xooai/flows/";

    /// The index of executors.
    static final String EXECUTORS = Executors.INDEX;

    /// The parts that flow jars are made of, on the class path of what exports.
    static final String PARTS = "META-INF/xooai/parts/";

    /// The platform that a library was packaged for alone, where native code for others was left out of it.
    static final String PLATFORM = "META-INF/xooai/platform";

    /// Which services have which providers.
    static final String SERVICES = "META-INF/services/";

    /// Texts of licences that jars of ours bring for libraries that have none in their own: named by licence or
    /// library.
    static final String LIBRARIES = "META-INF/licences/";

    /// The licences of libraries, apart by library.
    static final String LICENSES = "META-INF/licenses/";

    /// The first class of a flow jar.
    static final String MAIN_CLASS = "xooai.launch.FlowMain";

    private Layout() {}

    /// The entry of a class.
    static String entryOf(String internalName) {
        return internalName + ".class";
    }

    /// The folder of an entry, with its final slash; empty for the root.
    static String folderOf(String entry) {
        return entry.substring(0, entry.lastIndexOf('/') + 1);
    }
}
