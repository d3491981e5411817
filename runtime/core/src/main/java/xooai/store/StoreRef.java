package xooai.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// A ref to content that is in a store: `store://media/` and the 64 digits of its signature.
///
/// It holds no address and no key: whoever receives it looks the name up among the stores that were given to it.
///
/// @param store the store's name, the same for all who share it
/// @param signature the content's signature
public record StoreRef(String store, String signature) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern FORM = Pattern.compile("store://([a-z0-9][a-z0-9-]{0,62})/([0-9a-f]{64})");

    /// The scheme of such refs.
    public static final String SCHEME = "store";

    /// Checks the name of a store.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when it is none
    public static String checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "`" + name + "` is no name of a store: expected 1 to 63 small letters, digits and `-`");
        }
        return name;
    }

    /// The ref that this text is, or null when it is another one. One that begins like it and has another form is
    /// another one: nothing in it is decoded, and no path is followed.
    public static @Nullable StoreRef parse(@Nullable String ref) {
        if (ref == null || !ref.startsWith("store:")) {
            return null;
        }
        Matcher matcher = FORM.matcher(ref);
        return matcher.matches() ? new StoreRef(matcher.group(1), Signature.ofDigits(matcher.group(2))) : null;
    }

    @Override
    public String toString() {
        return SCHEME + "://" + store + "/" + Signature.digits(signature);
    }
}
