package conform

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/wscontract/wscontract/runtime"
)

// maxMessage is the limit of the server in the tests.
const maxMessage = 100_000

// target serves a channel that sends back every message, whatever it is.
func target(t *testing.T, opts runtime.Options) Target {
	opts.MaxMessageSize = maxMessage
	opts.Subprotocols = []string{"echo.v1"}
	opts.MessageRate, opts.ControlRate = -1, -1
	opts.Logger = slog.New(slog.DiscardHandler)
	raw := runtime.Codec[[]byte]{
		Decode:   func(data []byte) ([]byte, error) { return append([]byte(nil), data...), nil },
		Append:   func(b []byte, v []byte) ([]byte, error) { return append(b, v...), nil },
		Validate: func([]byte) error { return nil },
	}
	srv := runtime.NewServer(opts)
	runtime.Handle(srv, runtime.Channel[[]byte, []byte]{
		Route:          runtime.Route{Channel: "echo", Path: "/ws/echo"},
		ClientToServer: raw,
		ServerToClient: raw,
	}, runtime.Handler[[]byte, []byte]{
		OnMessage: func(ctx context.Context, c *runtime.Conn[[]byte], m []byte) error {
			if !utf8.Valid(m) { // from a binary message; the server sends text
				m = hex.AppendEncode(nil, m)
			}
			return c.Send(ctx, m)
		},
	})
	web := httptest.NewServer(srv)
	t.Cleanup(func() {
		srv.Close()
		web.Close()
	})
	return Target{Name: "wscontract", URL: web.URL + "/ws/echo", MaxMessage: maxMessage, Subprotocol: "echo.v1", Deflate: opts.Compression}
}

// notPassed are the cases in which our server does what the RFC tolerates, and why.
var notPassed = map[string]string{
	"close/code-1014":        "gorilla knows the codes up to 1013; 1014 is for gateways",
	"close/code-1014-reason": "the same",
}

func TestOurServer(t *testing.T) {
	for _, slow := range []bool{false, true} {
		name := "at once"
		if slow {
			name = "byte by byte"
		}
		t.Run(name, func(t *testing.T) {
			to := target(t, runtime.Options{Compression: true, CompressionThreshold: -1})
			to.Slow = slow
			for _, r := range Run(t.Context(), to, Cases(to)) {
				if r.Verdict != Passed && !(r.Verdict == Tolerated && notPassed[r.ID] != "") {
					t.Errorf("%s: %s: %s\nsent %s\ngot %+v", r.ID, r.Verdict, r.Why, r.Sent, r.Got)
				}
			}
		})
	}
}

func TestCasesAreDocumented(t *testing.T) {
	seen := map[string]bool{}
	cases := Cases(Target{MaxMessage: maxMessage, Deflate: true, Subprotocol: "x"})
	for _, c := range cases {
		if seen[c.ID] {
			t.Errorf("%s stands twice", c.ID)
		}
		seen[c.ID] = true
		if c.Section == "" || c.About == "" || c.Want.Status == nil && c.Want.End == nil {
			t.Errorf("%s lacks something", c.ID)
		}
	}
	docs, err := os.ReadFile("../../../docs/conformance.md")
	if err != nil {
		t.Fatal(err)
	}
	families := map[string]int{}
	for _, c := range cases {
		family, _, _ := strings.Cut(c.ID, "/")
		families[family]++
	}
	rows := []string{fmt.Sprintf("asks a server %d questions", len(cases))}
	for family, n := range families {
		rows = append(rows, fmt.Sprintf("| %s | %d |", family, n))
	}
	for _, row := range rows {
		if !strings.Contains(string(docs), row) {
			t.Errorf("docs/conformance.md does not say %q", row)
		}
	}
}

func TestReports(t *testing.T) {
	to := target(t, runtime.Options{})
	some := []Case{}
	for _, c := range Cases(to) {
		if c.ID == "framing/text-0" || c.ID == "handshake/no-key" || c.ID == "utf8/invalid-ff" {
			c.Also = nil
			some = append(some, c)
		}
	}
	some[0].Want.End = []uint16{1234} // what no server does
	report := Report{Runs: []RunReport{NewRunReport(to, Run(t.Context(), to, some))}}
	if got := report.Runs[0].Counts; got[Passed] != 2 || got[Differs] != 1 {
		t.Fatalf("counts are %v", got)
	}
	var page, data bytes.Buffer
	if err := report.WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	if err := report.WriteJSON(&data); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"wscontract", "framing/text-0", "ended with 1000, want 1234", "RFC"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	var back Report
	if err := json.Unmarshal(data.Bytes(), &back); err != nil || len(back.Runs[0].Results) != 3 || back.Runs[0].Results[0].Verdict != Differs {
		t.Errorf("the JSON is %s, %v", data.String(), err)
	}
}
