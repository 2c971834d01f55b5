package runtime

import (
	"context"
	"net/http"
	"slices"
	"strings"
)

// Token returns the token that a client gives with its upgrade request, for
// [Options.Authenticate] to check, or "" when there is none. It looks for it, in
// this order,
//
//   - in the header "Authorization: Bearer TOKEN", which programs can send,
//   - in the subprotocols, where [Options.TokenSubprotocol] says so, which is the
//     only header that a page in a browser can set,
//   - in the query, as access_token or token; proxies log queries, so such tokens
//     should be good for a minute and one use,
//   - in the cookies of these names. A browser sends them by itself, also for
//     pages of others: it is the check of the origin that keeps those out.
//
// This package writes no token to the log, not even when the text of an error or
// a panic has it.
func Token(r *http.Request, cookies ...string) string {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	if ok && strings.EqualFold(scheme, "Bearer") {
		return strings.TrimSpace(token)
	}
	if token, ok := r.Context().Value(tokenKey{}).(string); ok {
		return token
	}
	query := r.URL.Query()
	for _, name := range tokenQueries {
		if token := query.Get(name); token != "" {
			return token
		}
	}
	for _, name := range cookies {
		if c, err := r.Cookie(name); err == nil && c.Value != "" {
			return c.Value
		}
	}
	return ""
}

// tokenQueries are the keys of a query in which a token may stand.
var tokenQueries = []string{"access_token", "token"}

// tokenKey is the key of the token from the subprotocols in the context of the
// request that Authenticate gets. The connection's context does not have it.
type tokenKey struct{}

// offered returns the subprotocols that a client offers, in its order.
func offered(r *http.Request) (list []string) {
	for _, header := range r.Header.Values("Sec-WebSocket-Protocol") {
		for name := range strings.SplitSeq(header, ",") {
			if name = strings.TrimSpace(name); name != "" {
				list = append(list, name)
			}
		}
	}
	return list
}

// splitToken takes the token out of the subprotocols that a client offers:
//
//	chat.v1, bearer, TOKEN  →  chat.v1, bearer
//	chat.v1, bearer.TOKEN   →  chat.v1
//
// What is left may be answered. A browser wants one of them back.
func splitToken(list []string, carrier string) (left []string, token string) {
	if i := slices.Index(list, carrier); i >= 0 && i+1 < len(list) {
		return slices.Delete(slices.Clone(list), i+1, i+2), list[i+1]
	}
	for i, name := range list {
		if token, ok := strings.CutPrefix(name, carrier+"."); ok && token != "" {
			return slices.Delete(slices.Clone(list), i, i+1), token
		}
	}
	return list, ""
}

// withToken returns the request for Authenticate, which knows the token from the
// subprotocols, and the one to be answered, which does not.
func (o *Options) withToken(r *http.Request) (ask, answer *http.Request) {
	if o.TokenSubprotocol == "" {
		return r, r
	}
	left, token := splitToken(offered(r), o.TokenSubprotocol)
	if token == "" {
		return r, r
	}
	copied := *r
	copied.Header = r.Header.Clone()
	copied.Header.Del("Sec-WebSocket-Protocol")
	if len(left) > 0 {
		copied.Header.Set("Sec-WebSocket-Protocol", strings.Join(left, ", "))
	}
	return r.WithContext(context.WithValue(r.Context(), tokenKey{}, token)), &copied
}
