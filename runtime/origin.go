package runtime

import (
	"net/http"
	"net/url"
	"strings"
)

// An origin is one entry of [Options.AllowedOrigins].
type origin struct {
	scheme, host string // lower case; the host without the scheme's default port
	subdomains   bool   // any host below this one, not the host itself
	any          bool
}

// parseOrigins also returns the entries that are not origins, and allow nothing.
func parseOrigins(list []string) (origins []origin, bad []string) {
	for _, text := range list {
		if text == "*" {
			origins = append(origins, origin{any: true})
			continue
		}
		scheme, rest, ok := strings.Cut(text, "://")
		host, subdomains := strings.CutPrefix(rest, "*.")
		o, valid := parseOrigin(scheme + "://" + host)
		if !ok || !valid {
			bad = append(bad, text)
			continue
		}
		o.subdomains = subdomains
		origins = append(origins, o)
	}
	return origins, bad
}

// parseOrigin reads the value of an Origin header. "null" is not an origin.
func parseOrigin(text string) (origin, bool) {
	u, err := url.Parse(text)
	if err != nil || u.Scheme == "" || u.Host == "" || u.User != nil ||
		strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return origin{}, false
	}
	scheme := strings.ToLower(u.Scheme)
	return origin{scheme: scheme, host: hostOf(u.Host, scheme)}, true
}

// hostOf returns a host and port in lower case, without the default port.
func hostOf(host, scheme string) string {
	host = strings.ToLower(host)
	switch scheme {
	case "http", "ws":
		return strings.TrimSuffix(host, ":80")
	case "https", "wss":
		return strings.TrimSuffix(host, ":443")
	}
	return host
}

// originAllowed reports whether the page that makes the request may do so. The
// server's own origin is told by the Host header: behind a proxy that ends TLS,
// the scheme is not known here.
func (s *Server) originAllowed(r *http.Request) bool {
	if s.opts.CheckOrigin != nil {
		return s.opts.CheckOrigin(r)
	}
	headers := r.Header.Values("Origin")
	switch len(headers) {
	case 0:
		return true
	case 1:
	default:
		return false
	}
	from, ok := parseOrigin(headers[0])
	for _, o := range s.origins {
		if o.any || ok && o.matches(from) {
			return true
		}
	}
	return ok && from.host == hostOf(r.Host, from.scheme)
}

func (o origin) matches(from origin) bool {
	if o.scheme != from.scheme {
		return false
	}
	if o.subdomains {
		return strings.HasSuffix(from.host, "."+o.host)
	}
	return from.host == o.host
}
