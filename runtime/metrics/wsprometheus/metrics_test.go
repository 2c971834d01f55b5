package wsprometheus_test

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	dto "github.com/prometheus/client_model/go"

	"github.com/wscontract/wscontract/examples/chat/chat"
	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/metrics/wsprometheus"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// behave makes a server do something of everything.
func behave(t *testing.T, m runtime.Metrics) {
	t.Helper()
	srv := wstest.NewServer(t, runtime.Options{
		Metrics:           m,
		HeartbeatInterval: 50 * time.Millisecond,
	})
	runtime.Handle(srv.Server, chat.Channels.Chat, runtime.Handler[chat.Command, chat.Event]{
		OnMessage: func(ctx context.Context, c *runtime.Conn[chat.Event], m chat.Command) error {
			switch m := m.(type) {
			case chat.Say:
				switch m.Text {
				case "fail":
					return errors.New("on purpose")
				case "panic":
					panic("on purpose")
				}
				c.Hub().Broadcast(ctx, chat.Welcome{Room: m.Text})
			}
			return nil
		},
	})
	opts := func() runtime.DialOptions {
		var hello chat.Chat
		hello.Params.Room, hello.Query.Nick = "lobby", "ada"
		return runtime.DialOptions{Handshake: hello, NetDial: srv.DialContext}
	}
	stranger := opts()
	stranger.Header = http.Header{"Origin": {"https://evil.example"}}
	if _, err := runtime.Dial(t.Context(), srv.URL(), chat.Channels.Chat, stranger); err == nil {
		t.Fatal("the stranger was let in")
	}
	for _, last := range []string{"close", "panic"} {
		c := wstest.Connect(t, srv, chat.Channels.Chat, opts())
		for _, text := range []string{"hi", "fail", "hi"} {
			wstest.Must(t, c.Send(t.Context(), chat.Say{Text: text}))
			if text == "hi" {
				wstest.Expect[chat.Welcome](t, c)
			} else {
				wstest.ExpectError[*runtime.ServerError](t, c)
			}
		}
		// The client answers pings while it receives.
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		_, _ = c.Receive(ctx)
		cancel()
		if last == "panic" {
			wstest.Must(t, c.Send(t.Context(), chat.Say{Text: "panic"}))
			wstest.ExpectClose(t, c, runtime.CloseInternal)
		} else {
			wstest.Must(t, c.Close())
		}
	}
	raw, err := srv.DialContext(t.Context(), "", "")
	wstest.Must(t, err)
	w, err := wstest.DialRaw(t.Context(), srv.URL()+"/ws/rooms/lobby?nick=bob", wstest.RawOptions{Conn: raw})
	wstest.Must(t, err)
	wstest.Must(t, w.Send(wstest.Frame{Opcode: wstest.Text, Payload: []byte(`{"type":"?"}`)}))
	if _, err := w.ReadFrame(); err != nil {
		t.Fatal(err)
	}
	wstest.Must(t, w.Close())
	wstest.Must(t, srv.Shutdown(t.Context()))
}

// gather returns the metrics by name.
func gather(t *testing.T, g prometheus.Gatherer) map[string]*dto.MetricFamily {
	t.Helper()
	families, err := g.Gather()
	wstest.Must(t, err)
	byName := map[string]*dto.MetricFamily{}
	for _, f := range families {
		byName[f.GetName()] = f
	}
	return byName
}

func TestNamesKeepTheConventions(t *testing.T) {
	for _, native := range []bool{false, true} {
		registry := prometheus.NewPedanticRegistry()
		behave(t, wsprometheus.New(registry, wsprometheus.Options{NativeHistograms: native}))
		problems, err := testutil.GatherAndLint(registry)
		if err != nil || len(problems) > 0 {
			t.Errorf("native=%v: %v, %v", native, problems, err)
		}
		for name, f := range gather(t, registry) {
			if h := f.GetMetric()[0].GetHistogram(); h != nil && native != (h.GetSchema() != 0) {
				t.Errorf("%s: native=%v, and the schema is %d", name, native, h.GetSchema())
			}
		}
	}
}

func TestServerIsCounted(t *testing.T) {
	registry := prometheus.NewPedanticRegistry()
	behave(t, wsprometheus.New(registry, wsprometheus.Options{}))
	err := testutil.GatherAndCompare(registry, strings.NewReader(`
# HELP wscontract_broadcast_recipients Connections that a broadcast was queued for.
# TYPE wscontract_broadcast_recipients histogram
wscontract_broadcast_recipients_bucket{channel="chat",le="0"} 0
wscontract_broadcast_recipients_bucket{channel="chat",le="1"} 4
wscontract_broadcast_recipients_bucket{channel="chat",le="10"} 4
wscontract_broadcast_recipients_bucket{channel="chat",le="100"} 4
wscontract_broadcast_recipients_bucket{channel="chat",le="1000"} 4
wscontract_broadcast_recipients_bucket{channel="chat",le="10000"} 4
wscontract_broadcast_recipients_bucket{channel="chat",le="100000"} 4
wscontract_broadcast_recipients_bucket{channel="chat",le="+Inf"} 4
wscontract_broadcast_recipients_sum{channel="chat"} 4
wscontract_broadcast_recipients_count{channel="chat"} 4
# HELP wscontract_connections Connections that are open.
# TYPE wscontract_connections gauge
wscontract_connections{channel="chat"} 0
# HELP wscontract_connections_opened_total Connections that were opened.
# TYPE wscontract_connections_opened_total counter
wscontract_connections_opened_total{channel="chat"} 3
# HELP wscontract_connections_slow_total Connections that were closed because the client did not read.
# TYPE wscontract_connections_slow_total counter
wscontract_connections_slow_total{channel="chat"} 0
# HELP wscontract_handshakes_refused_total Upgrade requests that did not become a connection.
# TYPE wscontract_handshakes_refused_total counter
wscontract_handshakes_refused_total{channel="chat",reason="origin"} 1
# HELP wscontract_messages_received_total Messages of clients, by what became of them.
# TYPE wscontract_messages_received_total counter
wscontract_messages_received_total{channel="chat",outcome="failed"} 2
wscontract_messages_received_total{channel="chat",outcome="handled"} 4
wscontract_messages_received_total{channel="chat",outcome="invalid"} 1
wscontract_messages_received_total{channel="chat",outcome="panicked"} 1
wscontract_messages_received_total{channel="chat",outcome="refused"} 0
# HELP wscontract_panics_total Panics of the program's callbacks, by which it was.
# TYPE wscontract_panics_total counter
wscontract_panics_total{channel="chat",where="OnMessage"} 1
`),
		"wscontract_broadcast_recipients", "wscontract_connections", "wscontract_connections_opened_total",
		"wscontract_connections_slow_total", "wscontract_handshakes_refused_total", "wscontract_messages_received_total",
		"wscontract_panics_total")
	if err != nil {
		t.Error(err)
	}
	all := gather(t, registry)
	for name, want := range map[string]uint64{
		"wscontract_message_duration_seconds":    8,
		"wscontract_connection_duration_seconds": 3,
	} {
		if got := all[name].GetMetric()[0].GetHistogram().GetSampleCount(); got != want {
			t.Errorf("%s has %d observations, want %d", name, got, want)
		}
	}
	if n := all["wscontract_ping_round_trip_seconds"].GetMetric()[0].GetHistogram().GetSampleCount(); n == 0 {
		t.Error("no ping was answered")
	}
	closed := 0.0
	for _, m := range all["wscontract_connections_closed_total"].GetMetric() {
		closed += m.GetCounter().GetValue()
	}
	if closed != 3 {
		t.Errorf("%v connections were closed, want 3", closed)
	}
	// 4 welcomes, 2 answers to failures, 1 to the invalid message.
	if got := all["wscontract_messages_delivered_total"].GetMetric()[0].GetCounter().GetValue(); got != 7 {
		t.Errorf("%v messages were delivered, want 7", got)
	}
	for _, name := range []string{"wscontract_received_bytes_total", "wscontract_sent_bytes_total", "wscontract_writes_total"} {
		if all[name].GetMetric()[0].GetCounter().GetValue() < 7 {
			t.Errorf("%s is %v", name, all[name].GetMetric()[0])
		}
	}
}

// The package comment lists the metrics and their labels.
func TestDocumentationListsTheMetrics(t *testing.T) {
	registry := prometheus.NewRegistry()
	m := wsprometheus.New(registry, wsprometheus.Options{})
	m.Opened("chat")
	m.Refused("chat", runtime.RefusedOrigin)
	m.Panicked("chat", "OnMessage")
	m.Closed("chat", runtime.Ending{Code: "1000"})
	comment := readFile(t, "doc.go")
	listed := 0
	for line := range strings.Lines(comment) {
		if strings.HasPrefix(line, "//\twscontract_") {
			listed++
		}
	}
	all := gather(t, registry)
	if listed != len(all) {
		t.Errorf("%d metrics are listed, there are %d", listed, len(all))
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		f := all[name]
		_, rest, ok := strings.Cut(comment, "//\t"+name+" ")
		line, _, _ := strings.Cut(rest, "\n")
		if !ok || !strings.Contains(line, strings.ToLower(f.GetType().String())) {
			t.Errorf("%s, a %v, is not listed", name, f.GetType())
		}
		for _, label := range f.GetMetric()[0].GetLabel() {
			if l := label.GetName(); l != "channel" && !strings.Contains(line, l) {
				t.Errorf("%s: label %s is not listed", name, l)
			}
		}
	}
}

func TestRegisteringTwiceCountsTogether(t *testing.T) {
	for name, registerer := range map[string]func(*prometheus.Registry) prometheus.Registerer{
		"plain": func(r *prometheus.Registry) prometheus.Registerer { return r },
		"wrapped": func(r *prometheus.Registry) prometheus.Registerer {
			return prometheus.WrapRegistererWith(prometheus.Labels{"server": "a"}, r)
		},
	} {
		registry := prometheus.NewPedanticRegistry()
		for range 2 {
			wsprometheus.New(registerer(registry), wsprometheus.Options{}).Opened("chat")
		}
		if n := gather(t, registry)["wscontract_connections"].GetMetric()[0].GetGauge().GetValue(); n != 2 {
			t.Errorf("%s: %v connections, want 2", name, n)
		}
	}
}

func TestServersCanBeKeptApart(t *testing.T) {
	registry := prometheus.NewPedanticRegistry()
	for _, server := range []string{"a", "b"} {
		wsprometheus.New(prometheus.WrapRegistererWith(prometheus.Labels{"server": server}, registry), wsprometheus.Options{}).Opened("chat")
	}
	wsprometheus.New(registry, wsprometheus.Options{Namespace: "other"}).Opened("chat")
	if n := testutil.CollectAndCount(registry, "wscontract_connections", "other_connections"); n != 3 {
		t.Errorf("%d series, want 3", n)
	}
}

func TestForeignMetricOfTheSameNamePanics(t *testing.T) {
	registry := prometheus.NewRegistry()
	registry.MustRegister(prometheus.NewCounter(prometheus.CounterOpts{Namespace: "wscontract", Name: "writes_total", Help: "something else"}))
	defer func() {
		if text, _ := recover().(string); !strings.Contains(text, "choose another Namespace") {
			t.Errorf("panicked with %q", text)
		}
	}()
	wsprometheus.New(registry, wsprometheus.Options{})
}

// A message costs one Received and one Delivered.
func BenchmarkMessage(b *testing.B) {
	for name, opts := range map[string]wsprometheus.Options{
		"classic": {},
		"native":  {NativeHistograms: true},
	} {
		m := wsprometheus.New(prometheus.NewRegistry(), opts)
		receipt := runtime.Receipt{Bytes: 115, Outcome: runtime.OutcomeHandled, Took: 3 * time.Microsecond}
		m.Received("chat", receipt)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				m.Received("chat", receipt)
				m.Delivered("chat", 1, 117)
			}
		})
		b.Run(name+" parallel", func(b *testing.B) {
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					m.Received("chat", receipt)
					m.Delivered("chat", 1, 117)
				}
			})
		})
	}
}
