package attack_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// TestH5Origins has pages of other origins connect, with names that look like
// those that may.
func TestH5Origins(t *testing.T) {
	s := open(t, runtime.Options{AllowedOrigins: []string{
		"https://app.example.com", "https://*.tenants.example", "https://port.example:8443", "not an origin", "",
	}})
	s.serve(echo)
	const host = "ws.example.com"
	for _, test := range []struct {
		origin  []string
		allowed bool
	}{
		{nil, true}, // not a browser
		{[]string{"https://app.example.com"}, true},
		{[]string{"HTTPS://APP.Example.COM"}, true},
		{[]string{"https://app.example.com:443"}, true},
		{[]string{"https://a.tenants.example"}, true},
		{[]string{"https://a.b.tenants.example"}, true},
		{[]string{"https://port.example:8443"}, true},
		{[]string{"http://ws.example.com"}, true}, // its own; a proxy may end TLS
		{[]string{"https://ws.example.com"}, true},

		{[]string{"https://evil.example"}, false},
		{[]string{"null"}, false},
		{[]string{""}, false},
		{[]string{"*"}, false},
		{[]string{"https://app.example.com.evil.example"}, false},
		{[]string{"https://app.example.com.evil"}, false},
		{[]string{"https://evil-app.example.com"}, false},
		{[]string{"https://evilapp.example.com"}, false},
		{[]string{"https://sub.app.example.com"}, false},
		{[]string{"https://app.example.com:8443"}, false},
		{[]string{"http://app.example.com"}, false},
		{[]string{"https://app.example.com@evil.example"}, false},
		{[]string{"https://user@app.example.com"}, false},
		{[]string{"https://app.example.com/path"}, false},
		{[]string{"https://app.example.com?x"}, false},
		{[]string{"https://app.example.com#x"}, false},
		{[]string{"https://app.example.com\\.evil.example"}, false},
		{[]string{"https://app.example.com%2eevil.example"}, false},
		{[]string{"https://app.example.com."}, false},
		{[]string{"https://аpp.example.com"}, false}, // a Cyrillic а
		{[]string{"https://app.example.com https://evil.example"}, false},
		{[]string{"https://app.example.com", "https://evil.example"}, false},
		{[]string{"https://evil.example", "https://app.example.com"}, false},
		{[]string{"https://tenants.example"}, false},
		{[]string{"https://eviltenants.example"}, false},
		{[]string{"https://tenants.example.evil"}, false},
		{[]string{"https://port.example"}, false},
		{[]string{"https://ws.example.com:444"}, false},
		{[]string{"https://ws.example.com.evil.example"}, false},
		{[]string{"file://"}, false},
		{[]string{"chrome-extension://app.example.com"}, false},
		{[]string{"javascript:alert(1)"}, false},
		{[]string{"not an origin"}, false},
		{[]string{"//app.example.com"}, false},
		{[]string{"app.example.com"}, false},
	} {
		header := http.Header{"Host": {host}}
		if test.origin != nil {
			header["Origin"] = test.origin
		}
		w, err := s.dial(wstest.RawOptions{Header: header})
		if test.allowed {
			if err != nil {
				t.Errorf("origin %q: %v", test.origin, err)
				continue
			}
			_ = w.Close()
			continue
		}
		if refused, ok := errors.AsType[*wstest.HandshakeError](err); !ok || refused.Response.StatusCode != http.StatusForbidden {
			t.Errorf("origin %q: %v, want 403", test.origin, err)
		}
	}
}
