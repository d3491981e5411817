package xooai.designer.palette;

import org.jspecify.annotations.Nullable;
import xooai.designer.files.Sample;
import xooai.driver.EndpointDescription;
import xooai.flow.NodeSpec;

/// One row of the palette.
public sealed interface PaletteRow {

    /// What it says first.
    String title();

    /// The head of a group.
    ///
    /// @param address the address that the group is of, or null
    /// @param busy whether something is being asked
    record Group(String title, @Nullable String address, boolean busy) implements PaletteRow {}

    /// Something that a flow can be made of.
    ///
    /// @param detail whose it is
    /// @param types what it takes and gives, such as `Text → Text`; empty until that is known
    /// @param node the node that it becomes
    /// @param endpoint what its endpoint says of itself, or null until that is known
    record Item(
            String title,
            String detail,
            String types,
            NodeSpec node,
            @Nullable EndpointDescription endpoint) implements PaletteRow {}

    /// A flow to begin with.
    record SampleItem(String title, Sample sample) implements PaletteRow {}

    /// What there is to say of a group.
    ///
    /// @param failed whether something went wrong
    record Note(String title, boolean failed) implements PaletteRow {}
}
