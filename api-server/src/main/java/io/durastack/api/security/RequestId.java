package io.durastack.api.security;

import io.durastack.workflows.id.Ids;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * The id of a request: the client's own where it is sane, else a new one. It is in every answer,
 * log line and operation.
 */
public final class RequestId {

    /** The header that carries it, both ways. */
    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = "durastack.requestId";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The id of this request; the same whenever it is asked. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String sent = request.getHeader(HEADER);
        String id = sent != null && SANE.matcher(sent).matches() ? sent : Ids.next().toString();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }
}
