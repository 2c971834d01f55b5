package wsprometheus

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/wscontract/wscontract/runtime"
)

// Options say how the metrics look. The zero value is good.
type Options struct {
	// Namespace is the first word of all names. Default "wscontract".
	Namespace string
	// DurationBuckets are the upper bounds, in seconds, of the buckets of
	// message_duration_seconds. Default: 100 µs to 10 s.
	DurationBuckets []float64
	// NativeHistograms adds a native histogram to each of the histograms, for a
	// Prometheus that scrapes them: it has a resolution of a tenth, whatever
	// the values, and takes 160 buckets at most. A message then costs 0.4 µs in
	// place of 0.2; see BenchmarkMessage. Default false.
	NativeHistograms bool
}

// Buckets, in seconds and in connections.
var (
	messageBuckets    = []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}
	roundTripBuckets  = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}
	connectionBuckets = []float64{1, 10, 60, 5 * 60, 15 * 60, 3600, 4 * 3600, 12 * 3600, 24 * 3600, 7 * 24 * 3600}
	recipientBuckets  = []float64{0, 1, 10, 100, 1_000, 10_000, 100_000}
)

// Metrics counts for Prometheus. It is a [runtime.Metrics].
type Metrics struct {
	runtime.NoMetrics // for methods that are still to come

	connections                                   *prometheus.GaugeVec
	opened, closed, slow, refused                 *prometheus.CounterVec
	received, receivedBytes                       *prometheus.CounterVec
	delivered, dropped, writes, sentBytes, panics *prometheus.CounterVec
	lasted, took, recipients, roundTrip           *prometheus.HistogramVec

	channels sync.Map // of *series, by the name of the channel
}

// New registers the metrics, and returns what to put into
// [runtime.Options.Metrics]. One value may serve several servers. Where the
// metrics are registered already, by another call of New, those are used, and
// both count together; to keep servers apart, give each a registerer of its own:
//
//	prometheus.WrapRegistererWith(prometheus.Labels{"server": "admin"}, registerer)
//
// It panics when it cannot register, since somebody else has a metric of the
// same name.
func New(registerer prometheus.Registerer, opts Options) *Metrics {
	if opts.Namespace == "" {
		opts.Namespace = "wscontract"
	}
	if opts.DurationBuckets == nil {
		opts.DurationBuckets = messageBuckets
	}
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return register(registerer, prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: opts.Namespace, Name: name, Help: help,
		}, append([]string{"channel"}, labels...)))
	}
	histogram := func(name, help string, buckets []float64) *prometheus.HistogramVec {
		h := prometheus.HistogramOpts{Namespace: opts.Namespace, Name: name, Help: help, Buckets: buckets}
		if opts.NativeHistograms {
			h.NativeHistogramBucketFactor = 1.1
			h.NativeHistogramMaxBucketNumber = 160
			h.NativeHistogramMinResetDuration = time.Hour
		}
		return register(registerer, prometheus.NewHistogramVec(h, []string{"channel"}))
	}
	return &Metrics{
		connections: register(registerer, prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Namespace: opts.Namespace, Name: "connections", Help: "Connections that are open.",
		}, []string{"channel"})),
		opened: counter("connections_opened_total", "Connections that were opened."),
		closed: counter("connections_closed_total", "Connections that were closed, by close code and by who closed them.", "code", "side"),
		slow:   counter("connections_slow_total", "Connections that were closed because the client did not read."),
		lasted: histogram("connection_duration_seconds", "How long connections were open.", connectionBuckets),

		refused: counter("handshakes_refused_total", "Upgrade requests that did not become a connection.", "reason"),

		received:      counter("messages_received_total", "Messages of clients, by what became of them.", "outcome"),
		receivedBytes: counter("received_bytes_total", "Bytes of the messages of clients, decompressed."),
		took:          histogram("message_duration_seconds", "Time for decoding, checking and handling a message.", opts.DurationBuckets),

		delivered:  counter("messages_delivered_total", "Messages that were handed to the network."),
		dropped:    counter("messages_dropped_total", "Messages that were sent and will not be delivered.", "reason"),
		writes:     counter("writes_total", "Writes to the network, each of one message or more."),
		sentBytes:  counter("sent_bytes_total", "Bytes that were handed to the network, control frames included."),
		recipients: histogram("broadcast_recipients", "Connections that a broadcast was queued for.", recipientBuckets),
		roundTrip:  histogram("ping_round_trip_seconds", "Time from a ping to its answer.", roundTripBuckets),

		panics: counter("panics_total", "Panics of the program's callbacks, by which it was.", "where"),
	}
}

// register registers a collector, or returns the one that is registered in its
// place.
func register[C prometheus.Collector](registerer prometheus.Registerer, c C) C {
	err := registerer.Register(c)
	if err == nil {
		return c
	}
	if already, ok := errors.AsType[prometheus.AlreadyRegisteredError](err); ok {
		if c, ok := already.ExistingCollector.(C); ok {
			return c
		}
	}
	panic(fmt.Sprintf("wsprometheus: %v; choose another Namespace", err))
}

// Refused implements [runtime.Metrics], as do the other methods.
func (m *Metrics) Refused(channel string, why runtime.Refusal) {
	m.refused.WithLabelValues(channel, string(why)).Inc()
}

// Opened counts a connection.
func (m *Metrics) Opened(channel string) {
	s := m.of(channel)
	s.opened.Inc()
	s.connections.Inc()
}

// Closed counts its end.
func (m *Metrics) Closed(channel string, end runtime.Ending) {
	s := m.of(channel)
	s.connections.Dec()
	s.lasted.Observe(end.Lasted.Seconds())
	if end.Slow {
		s.slow.Inc()
	}
	side := "server"
	if end.Remote {
		side = "client"
	}
	m.closed.WithLabelValues(channel, end.Code, side).Inc()
}

// Received counts a message of a client. One that was refused took no time.
func (m *Metrics) Received(channel string, r runtime.Receipt) {
	s := m.of(channel)
	s.receivedBytes.Add(float64(r.Bytes))
	if r.Outcome == runtime.OutcomeHandled {
		s.handled.Inc()
	} else {
		m.received.WithLabelValues(channel, string(r.Outcome)).Inc()
	}
	if r.Outcome != runtime.OutcomeRefused {
		s.took.Observe(r.Took.Seconds())
	}
}

// Delivered counts a write.
func (m *Metrics) Delivered(channel string, messages, bytes int) {
	s := m.of(channel)
	s.delivered.Add(float64(messages))
	s.sentBytes.Add(float64(bytes))
	s.writes.Inc()
}

// Dropped counts messages that were sent in vain.
func (m *Metrics) Dropped(channel string, messages int, why runtime.DropReason) {
	m.dropped.WithLabelValues(channel, string(why)).Add(float64(messages))
}

// Broadcast counts a broadcast.
func (m *Metrics) Broadcast(channel string, recipients int) {
	m.of(channel).recipients.Observe(float64(recipients))
}

// Pinged measures the way to a client and back.
func (m *Metrics) Pinged(channel string, roundTrip time.Duration) {
	m.of(channel).roundTrip.Observe(roundTrip.Seconds())
}

// Panicked counts a panic.
func (m *Metrics) Panicked(channel, where string) {
	m.panics.WithLabelValues(channel, where).Inc()
}
