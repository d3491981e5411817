package xooai.web;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.BearerToken;
import xooai.driver.Exposure;
import xooai.driver.HostNames;
import xooai.driver.ServeSettings;

/// Who may ask: checks of every request, whatever its path and method.
///
/// A web page of another site, or one whose name was made to point at this machine, is refused by `Host`,
/// `Origin` and `Sec-Fetch-Site`; everybody else by the token, where there is one.
public final class Guard {
    private final HostNames names;
    private final Set<String> origins;
    private final BearerToken token;

    /// @param exposure where the server is bound
    /// @param settings which further names it has, and its token
    public Guard(Exposure exposure, ServeSettings settings) {
        this.names = new HostNames(exposure, settings);
        this.origins = settings.hosts().stream().map(HostNames::ofSetting).collect(Collectors.toSet());
        this.token = new BearerToken(settings.token());
    }

    /// Lets a request pass.
    ///
    /// @param open whether the path tells nothing and needs no token
    /// @throws Refusal when it may not, or [XooaiException]
    public void check(WebExchange exchange, boolean open) {
        String host = exchange.header("Host");
        names.check(host, exchange::reached);
        checkSite(exchange, Objects.requireNonNull(host));
        if (!open) {
            checkToken(exchange);
        }
    }

    private void checkSite(WebExchange exchange, String host) {
        String site = exchange.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw Refusal.of(
                    Code.PERMISSION_DENIED,
                    "`Sec-Fetch-Site: " + HostNames.shown(site) + "`: pages of other sites are refused");
        }
        String origin = exchange.header("Origin");
        if (origin != null && !isSame(origin.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT))) {
            throw Refusal.of(
                    Code.PERMISSION_DENIED,
                    "`Origin: " + HostNames.shown(origin) + "`: pages of other sites are refused");
        }
    }

    private boolean isSame(String origin, String host) {
        if (!origin.startsWith("http://") && !origin.startsWith("https://")) {
            return false;
        }
        String authority = origin.substring(origin.indexOf("//") + 2);
        String name = HostNames.of(authority);
        return authority.equals(host) || (name != null && origins.contains(name));
    }

    private void checkToken(WebExchange exchange) {
        try {
            token.check(exchange.headers("Authorization"));
        } catch (XooaiException e) {
            throw new Refusal(e.code().http(), e.error(), Map.of("WWW-Authenticate", "Bearer"));
        }
    }
}
