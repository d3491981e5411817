package xooai.designer.files;

/// A flow that comes with the program.
///
/// @param name its name
/// @param resource the flow file on the class path
/// @param title what it shows, for a person
public record Sample(String name, String resource, String title) {

    /// The input that comes with it, on the class path; it may be missing.
    public String inputResource() {
        return resource.substring(0, resource.lastIndexOf('/') + 1) + "input.json";
    }
}
