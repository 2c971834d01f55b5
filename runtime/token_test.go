package runtime_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/runtime"
)

const secret = "eyJhbGciOi.J9x-y_z~0.secret"

func TestToken(t *testing.T) {
	for _, test := range []struct {
		name        string
		query       string
		header      []string
		token, echo string
	}{
		{name: "none"},
		{name: "header", header: []string{"Authorization", "Bearer " + secret}, token: secret},
		{name: "header in lower case", header: []string{"Authorization", "bearer  " + secret}, token: secret},
		{name: "another scheme", header: []string{"Authorization", "Basic " + secret}},
		{name: "query", query: "?access_token=" + secret, token: secret},
		{name: "query with another name", query: "?token=" + url.QueryEscape(secret+"/+"), token: secret + "/+"},
		{name: "cookie", header: []string{"Cookie", "session=" + secret}, token: secret},
		{name: "another cookie", header: []string{"Cookie", "other=" + secret}},
		{name: "subprotocol", header: []string{"Sec-WebSocket-Protocol", "bearer, " + secret}, token: secret, echo: "bearer"},
		{name: "subprotocol beside ours", header: []string{"Sec-WebSocket-Protocol", "chat.v1, bearer, " + secret}, token: secret, echo: "chat.v1"},
		{name: "subprotocol before ours", header: []string{"Sec-WebSocket-Protocol", "bearer," + secret + ",chat.v1"}, token: secret, echo: "chat.v1"},
		{name: "subprotocol in one word", header: []string{"Sec-WebSocket-Protocol", "bearer." + secret}, token: secret},
		{name: "subprotocol in one word beside ours", header: []string{"Sec-WebSocket-Protocol", "chat.v1, bearer." + secret}, token: secret, echo: "chat.v1"},
		{name: "a token that is called as ours", header: []string{"Sec-WebSocket-Protocol", "bearer, chat.v1"}, token: "chat.v1", echo: "bearer"},
		{name: "name without a token", header: []string{"Sec-WebSocket-Protocol", "chat.v1, bearer"}, echo: "chat.v1"},
		{name: "unknown subprotocols", header: []string{"Sec-WebSocket-Protocol", "soap, wamp"}},
		{name: "header goes first", query: "?token=no", header: []string{"Authorization", "Bearer " + secret, "Sec-WebSocket-Protocol", "bearer, no", "Cookie", "session=no"}, token: secret, echo: "bearer"},
		{name: "subprotocol before query", query: "?token=no", header: []string{"Sec-WebSocket-Protocol", "bearer, " + secret}, token: secret, echo: "bearer"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := make(chan string, 1)
			r := newRig(t, runtime.Options{
				Subprotocols: []string{"chat.v1"}, TokenSubprotocol: "bearer",
				Authenticate: func(r *http.Request) (any, error) { got <- runtime.Token(r, "session"); return nil, nil },
			})
			conns := make(chan *conn, 1)
			runtime.Handle(r.Server, channel("chat"), handler{OnConnect: func(ctx context.Context, c *conn) error {
				if strings.Contains(fmt.Sprint(ctx), secret) {
					t.Error("the connection's context has the token")
				}
				conns <- c
				return nil
			}})
			resp, body := r.request("GET", "/ws/chat"+test.query, upgrade(test.header...))
			if resp.StatusCode != 101 {
				t.Fatalf("%s: %s", resp.Status, body)
			}
			if got := <-got; got != test.token {
				t.Errorf("the token is %q, want %q", got, test.token)
			}
			if got := resp.Header.Get("Sec-WebSocket-Protocol"); got != test.echo {
				t.Errorf("the server answers %q, want %q", got, test.echo)
			}
			if got := (<-conns).Subprotocol(); got != test.echo {
				t.Errorf("Subprotocol is %q, want %q", got, test.echo)
			}
			if strings.Contains(fmt.Sprint(resp.Header), secret) {
				t.Errorf("the answer has the token: %v", resp.Header)
			}
		})
	}
}

func TestNoSecretReachesTheLog(t *testing.T) {
	for name, end := range map[string]func(text string) error{
		"fine":      func(string) error { return nil },
		"refused":   func(text string) error { return fmt.Errorf("%s: %w", text, runtime.ErrUnauthenticated) },
		"forbidden": func(text string) error { return fmt.Errorf("%s: %w", text, runtime.ErrForbidden) },
		"failed":    func(text string) error { return errors.New("cannot check " + text) },
		"panicked":  func(text string) error { panic("cannot check " + text) },
	} {
		for carrier, give := range map[string]func() (query string, header []string){
			"header":              func() (string, []string) { return "", []string{"Authorization", "Bearer " + secret} },
			"password":            func() (string, []string) { return "", []string{"Authorization", "Basic " + secret} },
			"query":               func() (string, []string) { return "?token=" + secret, nil },
			"escaped":             func() (string, []string) { return "?token=" + url.QueryEscape(secret+" /"), nil },
			"another":             func() (string, []string) { return "?key=" + secret, nil },
			"cookie":              func() (string, []string) { return "", []string{"Cookie", "session=" + secret} },
			"subprotocol":         func() (string, []string) { return "", []string{"Sec-WebSocket-Protocol", "bearer, " + secret} },
			"one word":            func() (string, []string) { return "", []string{"Sec-WebSocket-Protocol", "bearer." + secret} },
			"unknown subprotocol": func() (string, []string) { return "", []string{"Sec-WebSocket-Protocol", secret} },
		} {
			r := newRig(t, runtime.Options{TokenSubprotocol: "bearer", Authenticate: func(r *http.Request) (any, error) {
				// What a careless program puts into its errors.
				text := fmt.Sprint(runtime.Token(r, "session"), " ", r.URL, " ", r.URL.Query(), " ", r.Header)
				return nil, end(text)
			}})
			runtime.Handle(r.Server, channel("chat"), handler{})
			query, header := give()
			for _, path := range []string{"/ws/chat", "/ws/nothing", "/elsewhere"} {
				resp, body := r.request("GET", path+query, upgrade(header...))
				resp.Body.Close()
				if strings.Contains(body, secret) {
					t.Errorf("%s, %s: the answer has the secret: %s", name, carrier, body)
				}
			}
			if resp, _ := r.request("GET", "/ws/chat"+query, upgrade(append(header, "Origin", "https://evil.example")...)); resp.StatusCode != 403 {
				t.Errorf("another origin: %s", resp.Status)
			}
			eventually(t, "it is logged", func() bool { return strings.Contains(r.logs.String(), "unknown channel") })
			if l := r.logs.String(); strings.Contains(l, secret) || strings.Contains(l, url.QueryEscape(secret+" /")) {
				t.Errorf("%s, %s: the log has the secret:\n%s", name, carrier, l)
			}
			if l := r.logs.String(); name == "failed" && !strings.Contains(l, "cannot check [hidden]") && !strings.Contains(l, "cannot check  /ws") {
				t.Errorf("%s: the log does not say what failed:\n%s", carrier, l)
			}
		}
	}
}
