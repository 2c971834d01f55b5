package conform

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
)

// TestHolesOfGorillaShow asks gorilla/websocket as it is, whose holes the
// runtime closes. That says two things: the questions find mistakes, and what is
// closed was open.
func TestHolesOfGorillaShow(t *testing.T) {
	upgrader := websocket.Upgrader{EnableCompression: true, Subprotocols: []string{"echo.v1"}}
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer c.Close()
		c.SetReadLimit(maxMessage)
		for {
			kind, data, err := c.ReadMessage()
			if err != nil || c.WriteMessage(kind, data) != nil {
				return
			}
		}
	}))
	defer web.Close()
	to := Target{URL: web.URL, MaxMessage: maxMessage, Subprotocol: "echo.v1", Deflate: true}
	verdicts := map[string]Verdict{}
	families := map[string]int{}
	for _, r := range Run(t.Context(), to, Cases(to)) {
		verdicts[r.ID] = r.Verdict
		if r.Verdict == Differs {
			family, _, _ := strings.Cut(r.ID, "/")
			families[family]++
		}
	}
	for id, want := range map[string]Verdict{
		"framing/text-125":                 Passed,
		"framing/unmasked-text":            Passed,
		"utf8/valid-emoji":                 Passed,
		"utf8/invalid-surrogate-d800":      Differs,
		"utf8/invalid-cut-3-2-bytes":       Differs,
		"close/one-byte":                   Differs,
		"framing/length-text-1-in-16-bits": Tolerated,
		"framing/length-8000000000000000":  Tolerated, // without a close frame
		"limits/fragments-empty":           Tolerated,
		"handshake/subprotocol-lines":      Differs,
		"deflate/bomb":                     Differs,
		"deflate/marked-ping":              Differs,
		"deflate/marked-continuation":      Differs,
		"offers/server-bits-9":             Differs,
		"offers/unknown-parameter":         Differs,
	} {
		if verdicts[id] != want {
			t.Errorf("%s: %s, want %s", id, verdicts[id], want)
		}
	}
	if n := families["utf8"]; n != 2*len(invalidUTF8)+4 {
		t.Errorf("%d cases about UTF-8 differ; gorilla looks at none of %d", n, 2*len(invalidUTF8)+4)
	}
	for _, family := range []string{"reserved", "opcode", "fragments", "ping", "pong"} {
		if families[family] > 0 {
			t.Errorf("%d cases of %s differ, where gorilla is right", families[family], family)
		}
	}
}
