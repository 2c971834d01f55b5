package main

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/scripts/bench/serve/contract"
)

// TestMain lets the test's own binary be the servers.
func TestMain(m *testing.M) {
	if name := os.Getenv(envPeer); name != "" {
		serve(name)
		return
	}
	os.Exit(m.Run())
}

// Every peer does all that it is measured at: sends back what it gets, and
// reaches everybody with each broadcast.
func TestEveryPeerCanBeMeasured(t *testing.T) {
	for _, m := range measurements {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			for _, p := range m.peers {
				values, err := m.run(p, short)
				if err != nil {
					t.Error(err)
					continue
				}
				if len(values) != len(m.columns) {
					t.Fatalf("%s: %d values for %d columns", p.name, len(values), len(m.columns))
				}
				for i, v := range values {
					if v < 0 || math.IsNaN(v) || math.IsInf(v, 0) {
						t.Errorf("%s: %s is %v", p.name, m.columns[i].name, v)
					}
				}
			}
		})
	}
}

// What a server sends back is what it got, typed or not.
func TestEchoIsTheMessage(t *testing.T) {
	for _, p := range []peer{ours, gorillaEcho, gorillaTyped, melodyPeer, coderLoop, gwsPeer, centrifugePeer} {
		t.Run(p.name, func(t *testing.T) {
			c, err := launch(p)
			if err != nil {
				t.Fatal(err)
			}
			defer c.stop()
			f, err := connect(c, 1)
			if err != nil {
				t.Fatal(err)
			}
			defer f.close()
			var got string
			f.arrived = func(_ int, payload []byte) { got = string(payload) }
			if err := f.send(0, frame(p.say(echoMessage))); err != nil {
				t.Fatal(err)
			}
			if err := f.wait(patience, func() bool { return got != "" }); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(got, string(echoMessage)) {
				t.Errorf("sent %s, got %s", echoMessage, got)
			}
		})
	}
}

func TestNobodyComesInWithoutAToken(t *testing.T) {
	for _, p := range peers {
		t.Run(p.name, func(t *testing.T) {
			c, err := launch(p)
			if err != nil {
				t.Fatal(err)
			}
			defer c.stop()
			request := strings.Replace(string(handshake(c.addr.String())), token("ada"), "ada.0", 1)
			b, err := dial(c.addr, []byte(request))
			if err == nil {
				b.hangUp()
			}
			if err == nil || !strings.Contains(err.Error(), "401") {
				t.Errorf("got %v, want an answer of 401", err)
			}
		})
	}
}

func TestMessagesHaveTheirSize(t *testing.T) {
	if n := len(echoMessage); n != echoBytes {
		t.Errorf("%d bytes of %s, want %d", n, echoMessage, echoBytes)
	}
	now := int64(1764000000123456789)
	b := stamped(now)
	if n := len(b); n != broadcastBytes {
		t.Errorf("%d bytes of %s, want %d", n, b, broadcastBytes)
	}
	if at, rest, ok := stampOf(b); at != now || !ok || string(rest) != `,"urgent":false}` {
		t.Errorf("got %d, %q, %v of %s", at, rest, ok, b)
	}
	if err := contract.Channels.Room.ServerToClient.Validate(b); err != nil {
		t.Error(err)
	}
}

func TestNamesChooseWhatIsMeasured(t *testing.T) {
	results := chosen([]string{"broadcast", "gws", "wscontract"})
	if len(results) != 3 || len(results[0].peers) != 2 {
		t.Errorf("got %d measurements", len(results))
	}
	if results := chosen(nil); len(results) != len(measurements) || len(results[0].peers) != len(measurements[0].peers) {
		t.Errorf("nothing chosen is %d measurements", len(results))
	}
}

func TestMedianAndQuantile(t *testing.T) {
	if m := median([]float64{3, 1, 2}); m != 2 {
		t.Errorf("median of 1, 2, 3 is %v", m)
	}
	if m := median([]float64{4, 1, 2, 3}); m != 2.5 {
		t.Errorf("median of 1 to 4 is %v", m)
	}
	d := newDelays()
	for i := range 100 {
		d.of[i*100]++ // i ms
		d.total++
	}
	if q := d.quantile(0.99); q != 99 {
		t.Errorf("0.99 of 0 to 99 is %v", q)
	}
}

func TestProfileIsWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "p")
	c, err := launch(ours, envProfile+"="+file)
	if err != nil {
		t.Fatal(err)
	}
	c.stop()
	if info, err := os.Stat(file); err != nil || info.Size() == 0 {
		t.Errorf("no profile: %v", err)
	}
}
