package wsprometheus

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/wscontract/wscontract/runtime"
)

// A series is what each message of a channel needs, found once: to look up a
// metric by its labels takes longer than to count.
type series struct {
	connections                                                        prometheus.Gauge
	opened, slow, handled, receivedBytes, delivered, writes, sentBytes prometheus.Counter
	lasted, took, recipients, roundTrip                                prometheus.Observer
}

// of returns the series of a channel, which exist from now on.
func (m *Metrics) of(channel string) *series {
	if s, ok := m.channels.Load(channel); ok {
		return s.(*series)
	}
	s, _ := m.channels.LoadOrStore(channel, &series{
		connections:   m.connections.WithLabelValues(channel),
		opened:        m.opened.WithLabelValues(channel),
		slow:          m.slow.WithLabelValues(channel),
		lasted:        m.lasted.WithLabelValues(channel),
		handled:       m.received.WithLabelValues(channel, string(runtime.OutcomeHandled)),
		receivedBytes: m.receivedBytes.WithLabelValues(channel),
		took:          m.took.WithLabelValues(channel),
		delivered:     m.delivered.WithLabelValues(channel),
		writes:        m.writes.WithLabelValues(channel),
		sentBytes:     m.sentBytes.WithLabelValues(channel),
		recipients:    m.recipients.WithLabelValues(channel),
		roundTrip:     m.roundTrip.WithLabelValues(channel),
	})
	for _, outcome := range []runtime.Outcome{runtime.OutcomeInvalid, runtime.OutcomeFailed, runtime.OutcomePanicked, runtime.OutcomeRefused} {
		m.received.WithLabelValues(channel, string(outcome))
	}
	for _, why := range []runtime.DropReason{runtime.DroppedSlow, runtime.DroppedOldest, runtime.DroppedNewest, runtime.DroppedEnded} {
		m.dropped.WithLabelValues(channel, string(why))
	}
	return s.(*series)
}
