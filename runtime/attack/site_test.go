package attack_test

import (
	"bytes"
	"context"
	"errors"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/attack/hostile"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// raced tells that the race detector is on, which makes everything ten times
// slower.
var raced bool

// size is how many of something a test uses: few with -short and under the race
// detector.
func size(full, few int) int {
	if raced || testing.Short() {
		return few
	}
	return full
}

func TestMain(m *testing.M) {
	hostile.Trap = spring
	code := m.Run()
	if err := goleak.Find(); code == 0 && err != nil {
		os.Stderr.WriteString("goroutines are left: " + err.Error() + "\n")
		code = 1
	}
	os.Exit(code)
}

type (
	handler = runtime.Handler[hostile.Command, hostile.Event]
	conn    = runtime.Conn[hostile.Event]
	hub     = runtime.Hub[hostile.Event]
	client  = runtime.Client[hostile.Command, hostile.Event]
)

// echo repeats what was said, and is silent about the rest.
var echo = handler{OnMessage: func(ctx context.Context, c *conn, m hostile.Command) error {
	if m, ok := m.(hostile.Say); ok {
		return c.Send(ctx, hostile.Said{Text: m.Text, N: m.N})
	}
	return nil
}}

// A site is a server as a program would have it.
type site struct {
	*runtime.Server
	t       *testing.T
	handler http.Handler // the server, perhaps behind middleware
	web     *http.Server
	network wstest.Network
	logs    *logs
	ledger  *ledger
	stop    func()
}

// A setting changes a site before it is opened.
type setting func(*site)

// inMemory has no network but wstest's.
func inMemory(s *site) { s.network = wstest.Listen() }

// behind puts middleware in front of the server.
func behind(wrap func(http.Handler) http.Handler) setting {
	return func(s *site) { s.handler = wrap(s.handler) }
}

// web changes the HTTP server.
func web(change func(*http.Server)) setting { return func(s *site) { change(s.web) } }

// open starts a site, which ends with the test. A CloseTimeout that is not set
// is a second, since many attackers do not answer a close frame.
func open(t *testing.T, opts runtime.Options, settings ...setting) *site {
	t.Helper()
	s := &site{t: t, logs: new(logs), ledger: newLedger()}
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.NewTextHandler(s.logs, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
	if opts.Metrics == nil {
		opts.Metrics = s.ledger
	}
	if opts.CloseTimeout == 0 {
		opts.CloseTimeout = time.Second
	}
	s.Server = runtime.NewServer(opts)
	s.handler = s.Server
	s.web = &http.Server{ReadHeaderTimeout: 5 * time.Second, ErrorLog: log.New(s.logs, "", 0)}
	for _, set := range settings {
		set(s)
	}
	s.web.Handler = s.handler
	listener, ok := s.network.(net.Listener)
	if !ok {
		var err error
		if listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
			t.Fatal(err)
		}
		s.network = &tcp{url: "http://" + listener.Addr().String()}
	}
	var serving sync.WaitGroup
	serving.Go(func() { _ = s.web.Serve(listener) }) // until it is closed
	s.stop = sync.OnceFunc(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		defer cancel()
		if err := s.Shutdown(ctx); err != nil {
			t.Errorf("the server does not come to its end: %v", err)
		}
		_ = s.web.Close()
		serving.Wait()
		s.audit()
	})
	t.Cleanup(s.stop)
	return s
}

// tcp is the network of this machine.
type tcp struct {
	net.Dialer
	url string
}

func (n *tcp) URL() string { return n.url }

// serve serves the channel of the attacks.
func (s *site) serve(h handler) *hub { return runtime.Handle(s.Server, hostile.Channels.Hostile, h) }

const hostilePath = "/ws/hostile"

// dial connects an attacker, who is gone when the test ends.
func (s *site) dial(opts wstest.RawOptions) (*wstest.Raw, error) {
	return s.dialPath(hostilePath, opts)
}

func (s *site) dialPath(path string, opts wstest.RawOptions) (*wstest.Raw, error) {
	w, err := s.visit(path, opts)
	if err == nil {
		s.t.Cleanup(func() { _ = w.Close() })
	}
	return w, err
}

// visit is dialPath for the many: the caller has to close the connection.
func (s *site) visit(path string, opts wstest.RawOptions) (*wstest.Raw, error) {
	if opts.Conn == nil {
		address := strings.TrimPrefix(s.network.URL(), "http://")
		c, err := s.network.DialContext(context.Background(), "tcp", address)
		if err != nil {
			return nil, err
		}
		opts.Conn = c
	}
	return wstest.DialRaw(context.Background(), s.network.URL()+path, opts)
}

// raw is dial for an attacker who has to be let in.
func (s *site) raw() *wstest.Raw {
	s.t.Helper()
	w, err := s.dial(wstest.RawOptions{})
	if err != nil {
		s.t.Fatal(err)
	}
	return w
}

// client connects a client that keeps every rule.
func (s *site) client() *client {
	s.t.Helper()
	return wstest.Connect(s.t, s.network, hostile.Channels.Hostile, runtime.DialOptions{})
}

// works checks that the server still serves those who keep the rules.
func (s *site) works() {
	s.t.Helper()
	c := s.client()
	wstest.Must(s.t, c.Send(context.Background(), hostile.Say{Text: "still there?", N: 1}))
	for wstest.Expect[hostile.Said](s.t, c).Text != "still there?" { // others may be heard before
	}
	_ = c.Close()
}

// emptied waits until every connection is gone, and has given back its place: that
// is the last it does.
func (s *site) emptied() {
	s.t.Helper()
	eventually(s.t, "every place is free", func() bool {
		health := httptest.NewRecorder()
		s.Health().ServeHTTP(health, httptest.NewRequest(http.MethodGet, "/", nil))
		return strings.Contains(health.Body.String(), `"connections":0}`)
	})
}

// audit checks that the books balance, once everything is over.
func (s *site) audit() {
	s.t.Helper()
	stats, booked := s.Stats(), s.ledger.totals()
	if stats.Sent != stats.Delivered+stats.Dropped {
		s.t.Errorf("sent %d, but delivered %d and dropped %d", stats.Sent, stats.Delivered, stats.Dropped)
	}
	if stats.Connections != 0 || s.Connections().Len() != 0 {
		s.t.Errorf("%d connections are left, the manager has %d", stats.Connections, s.Connections().Len())
	}
	stats.Sent = 0 // nobody tells Metrics
	if _, used := s.Options().Metrics.(*ledger); used && booked.Stats != stats {
		s.t.Errorf("metrics were told %+v, Stats are %+v", booked.Stats, stats)
	} else if used && booked.closed != stats.Opened {
		s.t.Errorf("%d connections were opened, %d were closed", stats.Opened, booked.closed)
	}
}

// A booking is what a ledger was told, together.
type booking struct {
	runtime.Stats
	closed uint64
}

// A ledger is metrics that count as Stats do.
type ledger struct {
	runtime.NoMetrics
	mu       sync.Mutex
	b        booking
	refusals map[runtime.Refusal]int
	codes    map[string]int // of endings
	drops    map[runtime.DropReason]int
	panics   map[string]int
}

func newLedger() *ledger {
	return &ledger{
		refusals: map[runtime.Refusal]int{},
		codes:    map[string]int{},
		drops:    map[runtime.DropReason]int{},
		panics:   map[string]int{},
	}
}

func (l *ledger) book(entry func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	entry()
}

func (l *ledger) totals() (b booking) {
	l.book(func() { b = l.b })
	return b
}

func (l *ledger) Refused(_ string, why runtime.Refusal) {
	l.book(func() { l.b.Refused++; l.refusals[why]++ })
}
func (l *ledger) Opened(string) { l.book(func() { l.b.Opened++ }) }
func (l *ledger) Closed(_ string, end runtime.Ending) {
	l.book(func() { l.b.closed++; l.codes[end.Code]++ })
}
func (l *ledger) Received(_ string, m runtime.Receipt) {
	l.book(func() {
		l.b.Received++
		switch m.Outcome {
		case runtime.OutcomeInvalid:
			l.b.Invalid++
		case runtime.OutcomeFailed, runtime.OutcomePanicked:
			l.b.Failed++
		}
	})
}
func (l *ledger) Delivered(_ string, n, _ int) { l.book(func() { l.b.Delivered += uint64(n) }) }
func (l *ledger) Dropped(_ string, n int, why runtime.DropReason) {
	l.book(func() { l.b.Dropped += uint64(n); l.drops[why] += n })
}
func (l *ledger) Panicked(_, where string) { l.book(func() { l.b.Panics++; l.panics[where]++ }) }

// count reads one number of a ledger's maps.
func count[K comparable](l *ledger, of map[K]int, key K) (n int) {
	l.book(func() { n = of[key] })
	return n
}

// logs keeps what a server logs.
type logs struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// eventually waits for a condition.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within 20 s: %s", what)
		}
	}
}

// endsWith waits for the end of an attacker's connection, which must have the
// code.
func endsWith(t *testing.T, w *wstest.Raw, code runtime.CloseCode) {
	t.Helper()
	if end := w.ReadEnd(); end.Code != uint16(code) {
		t.Errorf("closed with %v, want %v", end, code)
	}
}

// text makes a text frame.
func text(payload string) wstest.Frame {
	return wstest.Frame{Opcode: wstest.Text, Payload: []byte(payload)}
}

// errSprung is the error of a callback that an attack has made fail.
var errSprung = errors.New("secret")
