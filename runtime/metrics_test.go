package runtime_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

// meter keeps what it is told, as lines, with how often or how much.
type meter struct {
	runtime.NoMetrics
	mu    sync.Mutex
	lines map[string]int
}

func (m *meter) count(n int, format string, args ...any) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.lines == nil {
		m.lines = map[string]int{}
	}
	m.lines[fmt.Sprintf(format, args...)] += n
}

func (m *meter) Refused(ch string, why runtime.Refusal) { m.count(1, "%s refused %s", ch, why) }
func (m *meter) Opened(ch string)                       { m.count(1, "%s opened", ch) }
func (m *meter) Closed(ch string, e runtime.Ending) {
	m.count(1, "%s closed %s remote=%v slow=%v", ch, e.Code, e.Remote, e.Slow)
}
func (m *meter) Received(ch string, r runtime.Receipt) {
	if r.Took <= 0 {
		m.count(1, "a message took no time")
	}
	m.count(1, "%s received %s %d B", ch, r.Outcome, r.Bytes)
}
func (m *meter) Delivered(ch string, messages, bytes int) {
	m.count(messages, "%s delivered", ch)
	if bytes == 0 {
		m.count(1, "a write without bytes")
	}
}
func (m *meter) Dropped(ch string, messages int, why runtime.DropReason) {
	m.count(messages, "%s dropped %s", ch, why)
}
func (m *meter) Broadcast(ch string, n int)        { m.count(n, "%s broadcast", ch) }
func (m *meter) Pinged(ch string, _ time.Duration) { m.count(1, "%s pinged", ch) }
func (m *meter) Panicked(ch string, where string)  { m.count(1, "%s panicked %s", ch, where) }
func (m *meter) get(line string) int               { m.mu.Lock(); defer m.mu.Unlock(); return m.lines[line] }
func (m *meter) all() (lines []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, line := range slices.Sorted(maps.Keys(m.lines)) {
		lines = append(lines, fmt.Sprintf("%d × %s", m.lines[line], line))
	}
	return lines
}

func TestMetricsTellWhatHappened(t *testing.T) {
	m := new(meter)
	r := newRig(t, runtime.Options{Metrics: m, Authenticate: func(r *http.Request) (any, error) {
		switch r.Header.Get("Who") {
		case "nobody":
			return nil, runtime.ErrUnauthenticated
		case "banned":
			return nil, runtime.ErrForbidden
		case "panic":
			panic("on purpose")
		}
		return nil, nil
	}})
	hub := runtime.Handle(r.Server, channel("chat"), handler{
		OnMessage: func(ctx context.Context, c *conn, m Say) error {
			switch m.Text {
			case "fail":
				return errors.New("on purpose")
			case "panic":
				panic("on purpose")
			}
			return c.Send(ctx, Heard{Text: m.Text})
		},
	})
	for _, test := range []struct {
		path   string
		header http.Header
	}{
		{"/ws/chat", nil},
		{"/ws/chat", upgrade("Origin", "https://evil.example")},
		{"/ws/chat", upgrade("Who", "nobody")},
		{"/ws/chat", upgrade("Who", "banned")},
		{"/ws/chat", upgrade("Who", "panic")},
		{"/ws/nothing", upgrade()},
		{"/ws/nothing", upgrade("Origin", "https://evil.example")},
		{"/elsewhere", nil}, // not for a channel: somebody else's 404
	} {
		resp, _ := r.request(http.MethodGet, test.path, test.header)
		resp.Body.Close()
	}
	w := r.dialRaw("/ws/chat", "")
	for _, text := range []string{"hi", "fail"} {
		w.write(frame(0x81, fmt.Sprintf(`{"text":%q}`, text)))
		w.text()
	}
	w.write(frame(0x81, `{}`))
	w.text()
	eventually(t, "there is a client", func() bool { return hub.Len() == 1 })
	hub.Broadcast(t.Context(), Heard{Text: "all"})
	w.text()
	w.write(frame(0x81, `{"text":"panic"}`))
	w.closed()
	for _, code := range []string{"\x03\xe8", "\x10\x68", "\x11\x51"} { // 1000, 4200, 4433: what a client makes up
		w := r.dialRaw("/ws/chat", "")
		w.write(frame(0x88, code))
		w.closed()
	}
	want := []string{
		"1 ×  refused origin",
		"1 ×  refused unknown_channel",
		"1 × chat broadcast",
		"1 × chat closed 1000 remote=true slow=false",
		"1 × chat closed 1011 remote=false slow=false",
		"2 × chat closed other remote=true slow=false",
		"4 × chat delivered",
		"4 × chat opened",
		"1 × chat panicked Authenticate",
		"1 × chat panicked OnMessage",
		"1 × chat received failed 15 B",
		"1 × chat received handled 13 B",
		"1 × chat received invalid 2 B",
		"1 × chat received panicked 16 B",
		"1 × chat refused error",
		"1 × chat refused forbidden",
		"1 × chat refused handshake",
		"1 × chat refused origin",
		"1 × chat refused unauthenticated",
	}
	eventually(t, "everything is told", func() bool {
		return m.get("chat closed other remote=true slow=false") == 2 && m.get("chat delivered") == 4 && m.get("chat received panicked 16 B") == 1 && m.get(" refused unknown_channel") == 1
	})
	if got := m.all(); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	settled(t, hub)
	eventually(t, "all have left", func() bool { return hub.Len() == 0 })
	wantStats := runtime.Stats{Opened: 4, Refused: 5, Received: 4, Invalid: 1, Failed: 2, Panics: 2, Sent: 4, Delivered: 4}
	if got := hub.Stats(); got != wantStats {
		t.Errorf("the stats of the channel are %+v, want %+v", got, wantStats)
	}
	wantStats.Refused += 2
	if got := r.Stats(); got != wantStats {
		t.Errorf("the stats of the server are %+v, want %+v", got, wantStats)
	}
}

// panicking are metrics all of whose methods panic.
type panicking struct{}

func (panicking) Refused(string, runtime.Refusal)         { panic("Refused") }
func (panicking) Opened(string)                           { panic("Opened") }
func (panicking) Closed(string, runtime.Ending)           { panic("Closed") }
func (panicking) Received(string, runtime.Receipt)        { panic("Received") }
func (panicking) Delivered(string, int, int)              { panic("Delivered") }
func (panicking) Dropped(string, int, runtime.DropReason) { panic("Dropped") }
func (panicking) Broadcast(string, int)                   { panic("Broadcast") }
func (panicking) Pinged(string, time.Duration)            { panic("Pinged") }
func (panicking) Panicked(string, string)                 { panic("Panicked") }

func TestPanicsOfMetricsDisturbNobody(t *testing.T) {
	r := newRig(t, runtime.Options{
		Metrics:           panicking{},
		HeartbeatInterval: 20 * time.Millisecond,
		HeartbeatTimeout:  5 * time.Second,
		QueueBytes:        1 << 10,
		MaxConnections:    2,
	})
	block := make(chan struct{})
	hub := runtime.Handle(r.Server, channel("chat"), handler{OnMessage: func(ctx context.Context, c *conn, m Say) error {
		switch m.Text {
		case "panic":
			panic("on purpose")
		case "flood":
			for c.Send(ctx, Heard{Text: strings.Repeat("x", 1<<20)}) == nil {
			}
			close(block)
		}
		c.Hub().Broadcast(ctx, Heard{Text: m.Text})
		return nil
	}})
	bystander := r.dial(channel("chat"))
	for _, text := range []string{"panic", "flood"} {
		w := r.dialRaw("/ws/chat", "")
		eventually(t, "both are there", func() bool { return hub.Len() == 2 })
		if _, err := runtime.Dial(t.Context(), r.url(), channel("chat"), runtime.DialOptions{}); err == nil {
			t.Error("a third was let in")
		}
		w.write(frame(0x81, fmt.Sprintf(`{"text":%q}`, text)))
		if text == "flood" {
			<-block
			w.Close()
		}
		eventually(t, "it is gone", func() bool { return r.places() == 1 })
	}
	eventually(t, "the client was asked for an answer", func() bool { return strings.Contains(r.logs.String(), "method=Pinged") })
	for {
		send(t, bystander, Say{Text: "still here"})
		if receive(t, bystander).Text == "still here" {
			break
		}
	}
	bystander.Close()
	eventually(t, "all methods were called", func() bool {
		for _, method := range []string{"Refused", "Opened", "Closed", "Received", "Delivered", "Dropped", "Broadcast", "Pinged", "Panicked"} {
			if !strings.Contains(r.logs.String(), "method="+method+" panic="+method) {
				return false
			}
		}
		return true
	})
	if s := r.Stats(); s.Sent != s.Delivered+s.Dropped || s.Refused != 2 || s.Panics < 9 {
		t.Errorf("got %+v", s)
	}
}

func TestMetricsOfSlowClients(t *testing.T) {
	for policy, line := range map[runtime.Overflow]string{
		runtime.OverflowClose:      "chat dropped close",
		runtime.OverflowDropOldest: "chat dropped drop-oldest",
		runtime.OverflowDropNewest: "chat dropped drop-newest",
	} {
		m := new(meter)
		r := newRig(t, runtime.Options{Metrics: m, SendBuffer: 16 << 10, QueueBytes: 64 << 10, WriteTimeout: time.Minute, QueueAge: time.Minute, Overflow: policy})
		hub := runtime.Handle(r.Server, channel("chat"), handler{})
		w := r.dialRaw("/ws/chat", "")
		eventually(t, "it is there", func() bool { return hub.Len() == 1 })
		for i := range 12_000 {
			hub.Broadcast(t.Context(), kilobyte(i))
		}
		w.Close()
		eventually(t, "it is gone", func() bool { return hub.Len() == 0 })
		s := settled(t, hub)
		if n := m.get(line); n == 0 {
			t.Errorf("%s: no line %q in\n%s", policy, line, strings.Join(m.all(), "\n"))
		}
		if n := m.get("chat delivered"); uint64(n) != s.Delivered {
			t.Errorf("%s: delivered %d, Stats say %d", policy, n, s.Delivered)
		}
		if n := m.get(line) + m.get("chat dropped ended"); policy != runtime.OverflowClose && uint64(n) != s.Dropped {
			t.Errorf("%s: dropped %d, Stats say %d", policy, n, s.Dropped)
		}
		if n := m.get("chat closed 4408 remote=false slow=true"); policy == runtime.OverflowClose && n != 1 {
			t.Errorf("no slow client was closed:\n%s", strings.Join(m.all(), "\n"))
		}
	}
}

func TestMetricsHaveTheTimeOfPings(t *testing.T) {
	m := new(meter)
	r := newRig(t, runtime.Options{Metrics: m, HeartbeatInterval: 10 * time.Millisecond})
	runtime.Handle(r.Server, channel("chat"), handler{})
	r.dial(channel("chat"))
	eventually(t, "a ping was answered", func() bool { return m.get("chat pinged") > 0 })
}

func TestHealth(t *testing.T) {
	r := newRig(t, runtime.Options{})
	runtime.Handle(r.Server, channel("chat"), handler{})
	web := httptest.NewServer(r.Health())
	defer web.Close()
	check := func(status int, want string) {
		t.Helper()
		resp, err := http.Get(web.URL)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, _ := io.ReadAll(resp.Body)
		if got := strings.TrimSpace(string(body)); resp.StatusCode != status || got != want || !json.Valid(body) {
			t.Errorf("%d %s, want %d %s", resp.StatusCode, got, status, want)
		}
	}
	check(200, `{"status":"serving","connections":0}`)
	c := r.dial(channel("chat"))
	check(200, `{"status":"serving","connections":1}`)
	c.Close()
	if err := r.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	check(503, `{"status":"draining","connections":0}`)
}
