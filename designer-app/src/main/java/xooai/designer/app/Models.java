package xooai.designer.app;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.designer.design.Change;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.files.Dialogs;
import xooai.designer.files.FileChoices;
import xooai.designer.files.FileModel;
import xooai.designer.files.RemotePins;
import xooai.designer.files.RemoteTokens;
import xooai.designer.files.Samples;
import xooai.designer.files.Settings;
import xooai.designer.inspector.InspectorModel;
import xooai.designer.invoke.Engine;
import xooai.designer.invoke.InvokeModel;
import xooai.designer.palette.Catalog;
import xooai.designer.palette.NestedFlows;
import xooai.designer.palette.PaletteModel;
import xooai.designer.runs.ConfigVerdicts;
import xooai.designer.runs.Freshness;
import xooai.designer.runs.InputModel;
import xooai.designer.runs.ProblemsModel;
import xooai.designer.runs.RunsModel;
import xooai.designer.runs.RunsOnDisk;
import xooai.designer.shared.Notices;
import xooai.designer.stores.CacheModel;
import xooai.designer.stores.OpenStores;
import xooai.designer.stores.StoresModel;
import xooai.designer.tests.TestsModel;
import xooai.doc.DocArray;
import xooai.doc.Weight;
import xooai.flow.FlowSpec;
import xooai.flow.KeptOutputs;
import xooai.flow.NodeEvent;
import xooai.flow.NodeSpec;

/// Every model of one window, and how they hang together.
final class Models {
    private static final int SUGGESTED = 20;
    private static final long SUGGESTED_BYTES = 1 << 20;

    final DesignModel design = new DesignModel(Design.of(FlowSpec.named("flow")));
    final Settings settings;
    final Samples samples;
    final Catalog catalog;
    final PaletteModel palette;
    final FileModel files;
    final NestedFlows nested;
    final RemoteTokens tokens;
    final RemotePins pins;
    final StoresModel stores;
    final CacheModel cache;
    final Engine engine;
    final InvokeModel invoke;
    final InspectorModel inspector;
    final InputModel input;
    final KeptOutputs kept = new KeptOutputs();
    final RunsModel runs;
    final Freshness freshness;
    final ProblemsModel problems;
    final TestsModel tests;
    final RunsOnDisk keptRuns;
    final InsideMemory insides;

    Models(
            ClassLoader loader,
            Map<String, String> environment,
            Settings settings,
            FileChoices choices,
            Dialogs dialogs,
            Notices notices) {
        this.settings = settings;
        this.samples = new Samples(loader);
        this.catalog = new Catalog(loader);
        this.palette = new PaletteModel(catalog, samples.all());
        this.files = new FileModel(design, new FileModel.Around(samples, settings, choices, dialogs, notices));
        this.tokens = new RemoteTokens(settings.directory());
        this.pins = new RemotePins(settings.directory());
        catalog.setTokens(tokens::tokens);
        catalog.setPins(pins::pins);
        OpenStores open = new OpenStores(environment, settings.folders().content());
        this.stores = new StoresModel(settings, open);
        this.cache = new CacheModel(open);
        this.engine = new Engine(catalog::loader, files::directory, tokens::tokens, pins::pins, environment, open::in);
        catalog.setGateway(this::gateway);
        this.nested = new NestedFlows(
                files::directory, () -> design.file().spec(), catalog::known, design::descriptionsChanged);
        design.setDescribe(nested::known);
        catalog.listen(nested::othersChanged);
        catalog.listen(design::descriptionsChanged);
        design.listen(change -> {
            if (change instanceof Change.OfDesign changed) {
                nested.look(changed.after());
            }
        });
        this.invoke = new InvokeModel(engine, () -> design.design().spec());
        this.inspector = new InspectorModel(design, invoke);
        this.input = new InputModel(design);
        this.runs = new RunsModel(design, engine, input, kept);
        this.freshness = new Freshness(design, runs, engine, input, kept);
        this.problems =
                new ProblemsModel(design, runs, catalog::missing, new ConfigVerdicts(catalog::loaderOf, environment));
        this.tests = new TestsModel(design, engine, files::directory, notices);
        this.keptRuns = new RunsOnDisk(runs, settings.folders().state().resolve("runs"), this::key, notices);
        this.insides = new InsideMemory(this);
        invoke.setSuggest(this::lastInput);
        files.addOnOpen(opened -> {
            nested.forget();
            insides.forget();
            begin();
            keptRuns.load();
            input.reset(opened.input());
            problems.checkAnew();
        });
    }

    /// Another flow is seen: nothing is known yet of what it does.
    void begin() {
        nested.look(design.design());
        runs.clear();
        freshness.clear();
        tests.clear();
    }

    /// What tells what is seen from other flows, for what is kept of it elsewhere; null where nothing does.
    private @Nullable String key() {
        String file = files.key();
        String inside = design.levels().flow();
        return file == null || inside == null ? file : file + "#" + inside;
    }

    /// What a node was given in the run that is shown; what the flow is given for a node that starts from its
    /// input.
    @Nullable
    Object lastInput(String name) {
        NodeEvent event = runs.event(name);
        if (event != null && event.input() != null && isSmall(event.input())) {
            return Codec.JSON.readValue(Codec.JSON.writeDocs(event.input()), Limits.DEFAULT);
        }
        NodeSpec node = design.design().node(name);
        boolean starts = node != null && node.needs().isEmpty();
        return starts && input.form().value() instanceof List<?> docs && docs.size() <= SUGGESTED ? docs : null;
    }

    /// Docs that a person would look through; content at hand would be copied several times on its way into a form.
    private static boolean isSmall(DocArray<?> docs) {
        return docs.size() <= SUGGESTED && Weight.of(docs) <= SUGGESTED_BYTES;
    }

    private @Nullable String gateway() {
        return design.design().spec().gateway();
    }
}
