package attack_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

// strange is a page of an attacker. It connects to the address in its query, with the
// user's cookies, which the browser sends by itself, and reports what it met.
const strange = `<!doctype html><script>
const query = new URLSearchParams(location.search);
const socket = new WebSocket(query.get("target"));
const report = (what) => { location.href = query.get("report") + encodeURIComponent(what); };
socket.onopen = () => report("let in");
socket.onclose = (end) => report("closed with " + end.code);
</script>`

// TestH13ForeignPagesInChromium has a user who is signed in visit pages of strangers,
// in a real browser: at another port of the same host, whose requests have the user's
// cookie, since cookies know no ports; and at a name that has the host's in it. The
// page of the server itself is let in.
func TestH13ForeignPagesInChromium(t *testing.T) {
	if raced {
		t.Skip("a browser is slow, and knows nothing of races")
	}
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("there is no chromium; scripts/browser installs it")
		}
		t.Skip("there is no chromium; scripts/browser installs it")
	}
	var withCookie atomic.Int32 // WebSocket requests that had the cookie
	s := open(t, runtime.Options{RequireAuth: true, Authenticate: func(r *http.Request) (any, error) {
		if token := runtime.Token(r, "session"); token != "s3cr3t" {
			return nil, runtime.ErrUnauthenticated
		}
		return "ada", nil
	}}, behind(func(next http.Handler) http.Handler {
		mux := http.NewServeMux()
		mux.HandleFunc("GET /login", func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "session", Value: "s3cr3t", Path: "/", HttpOnly: true})
			http.Redirect(w, r, r.FormValue("next"), http.StatusFound)
		})
		mux.HandleFunc("GET /page", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, strange) })
		mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
			if _, err := r.Cookie("session"); err == nil {
				withCookie.Add(1)
			}
			next.ServeHTTP(w, r)
		})
		return mux
	}))
	s.serve(echo)
	reports := make(chan string, 1)
	stranger := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/page":
			fmt.Fprint(w, strange)
		case "/report":
			reports <- r.FormValue("what")
		}
	}))
	defer stranger.Close()
	host := strings.TrimPrefix(s.network.URL(), "http://")
	port := func(url string) string { return url[strings.LastIndex(url, ":"):] }
	for _, test := range []struct {
		name, page string
		want       string
		cookie     bool // must be among the request's, to show that it is not what is missing
	}{
		{"its own", s.network.URL() + "/page", "let in", true},
		{"another port", stranger.URL + "/page", "closed with 1006", true},
		{"a name with the host's in it", "http://127.0.0.1.evil.localhost" + port(stranger.URL) + "/page", "closed with 1006", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			withCookie.Store(0)
			page := test.page + "?target=ws://" + host + hostilePath + "&report=" + stranger.URL + "/report?what="
			page = strings.Replace(page, "/report?what=", "%2Freport%3Fwhat%3D", 1)
			start := s.network.URL() + "/login?next=" + strings.NewReplacer("%", "%25", "&", "%26", "?", "%3F").Replace(page)
			profile, err := os.MkdirTemp("", "attack")
			if err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(profile) // a process of the browser may still write there
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			browser := exec.CommandContext(ctx, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir="+profile,
				"--remote-debugging-port=0", start) // which keeps it running
			browser.Cancel = func() error { return browser.Process.Signal(os.Interrupt) }
			browser.WaitDelay = 5 * time.Second
			if err := browser.Start(); err != nil {
				t.Fatal(err)
			}
			defer func() { cancel(); _ = browser.Wait() }()
			select {
			case got := <-reports:
				if got != test.want {
					t.Errorf("the page was %s, want %s", got, test.want)
				}
			case <-ctx.Done():
				t.Fatal("the page has not reported")
			}
			if got := withCookie.Load() > 0; got != test.cookie {
				t.Errorf("the request had the user's cookie: %v", got)
			}
		})
	}
}
