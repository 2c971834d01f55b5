package rule

import (
	"net/url"
	"strings"
)

// IsURL reports whether s is a URL with a scheme and something behind it.
func IsURL(s string) bool { return parseURL(s) != nil }

// IsHTTPURL reports whether s is a URL with a host and the scheme http or https.
func IsHTTPURL(s string) bool {
	u := parseURL(s)
	return u != nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}

// IsHTTPSURL reports whether s is a URL with a host and the scheme https.
func IsHTTPSURL(s string) bool {
	u := parseURL(s)
	return u != nil && u.Host != "" && u.Scheme == "https"
}

// parseURL returns nil for what IsURL does not accept.
func parseURL(s string) *url.URL {
	u, err := url.Parse(strings.ToLower(s))
	switch {
	case err != nil, u.Scheme == "":
		return nil
	case u.Scheme == "file":
		if u.Path == "" || u.Path == "/" {
			return nil
		}
	case u.Host == "" && u.Fragment == "" && u.Opaque == "":
		return nil
	}
	return u
}

// IsURI reports whether s, up to its fragment, is a URI or an absolute path.
func IsURI(s string) bool {
	s, _, _ = strings.Cut(s, "#")
	_, err := url.ParseRequestURI(s)
	return err == nil
}
