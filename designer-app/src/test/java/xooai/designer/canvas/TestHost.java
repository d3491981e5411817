package xooai.designer.canvas;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Wire;

/// A window around a canvas that remembers what it was asked.
final class TestHost implements CanvasHost {
    final List<SearchRequest> searches = new ArrayList<>();
    final List<String> inspected = new ArrayList<>();
    final List<String> renamed = new ArrayList<>();
    final List<String> opened = new ArrayList<>();
    final List<String> messages = new ArrayList<>();
    final List<URI> browsed = new ArrayList<>();
    final List<Wire> changes = new ArrayList<>();
    final List<Wire> peeks = new ArrayList<>();
    int menus;
    String clipboard = "";

    @Override
    public void search(SearchRequest request) {
        searches.add(request);
    }

    @Override
    public void inspect(String node) {
        inspected.add(node);
    }

    @Override
    public void rename(String node) {
        renamed.add(node);
    }

    @Override
    public void openInside(String node) {
        opened.add(node);
    }

    @Override
    public void menu(double screenX, double screenY) {
        menus++;
    }

    @Override
    public void changeType(Wire wire, double screenX, double screenY) {
        changes.add(wire);
    }

    @Override
    public void peek(Wire wire, double screenX, double screenY) {
        peeks.add(wire);
    }

    @Override
    public void browse(URI address) {
        browsed.add(address);
    }

    @Override
    public void message(String text) {
        messages.add(text);
    }

    @Override
    public void copy(String text) {
        clipboard = text;
    }

    @Override
    public String pasted() {
        return clipboard;
    }

    @Nullable
    String lastMessage() {
        return messages.isEmpty() ? null : messages.getLast();
    }
}
