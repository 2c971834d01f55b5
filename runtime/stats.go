package runtime

import "sync/atomic"

// Stats counts what has happened on one channel, or on all. A message for ten
// clients counts ten times.
//
//	Sent   = Delivered + Dropped + those that still wait
//	Opened = connections that ended + those that there are, also in OnConnect
type Stats struct {
	// Connections is how many there are whose OnConnect has returned.
	Connections int
	// Opened are the connections since the start, before OnConnect is asked.
	Opened uint64
	// Refused are the upgrade requests that did not become a connection.
	Refused uint64

	// Received are the messages of clients.
	Received uint64
	// Invalid are those that were not JSON, or broke their contract.
	Invalid uint64
	// Failed are those whose OnMessage returned an error or panicked.
	Failed uint64
	// Panics are those of all callbacks and hooks.
	Panics uint64

	// Sent are the messages for connections that were open.
	Sent uint64
	// Delivered are those that were handed to the network.
	Delivered uint64
	// Dropped are those that were not: a client was too slow, or its
	// connection ended first.
	Dropped uint64
}

func (s *Stats) add(t Stats) {
	s.Connections += t.Connections
	s.Opened += t.Opened
	s.Refused += t.Refused
	s.Received += t.Received
	s.Invalid += t.Invalid
	s.Failed += t.Failed
	s.Panics += t.Panics
	s.Sent += t.Sent
	s.Delivered += t.Delivered
	s.Dropped += t.Dropped
}

// A tally counts for [Stats] and for [Metrics] at the same time. There is one
// for each channel, and one without a name for what belongs to none.
type tally struct {
	channel string
	metrics Metrics

	opened, refused, received, invalid, failed, panics atomic.Uint64
	sent, delivered, dropped                           atomic.Uint64
}

func (t *tally) isRefused(why Refusal) {
	t.refused.Add(1)
	t.metrics.Refused(t.channel, why)
}

func (t *tally) isOpened() {
	t.opened.Add(1)
	t.metrics.Opened(t.channel)
}

func (t *tally) isReceived(r Receipt) {
	t.received.Add(1)
	switch r.Outcome {
	case OutcomeInvalid:
		t.invalid.Add(1)
	case OutcomeFailed, OutcomePanicked:
		t.failed.Add(1)
	}
	t.metrics.Received(t.channel, r)
}

func (t *tally) isDelivered(messages, bytes int) {
	t.delivered.Add(uint64(messages))
	t.metrics.Delivered(t.channel, messages, bytes)
}

// isDropped counts nothing for no messages.
func (t *tally) isDropped(messages int, why DropReason) {
	if messages > 0 {
		t.dropped.Add(uint64(messages))
		t.metrics.Dropped(t.channel, messages, why)
	}
}

func (t *tally) isPanicked(where string) {
	t.panics.Add(1)
	t.metrics.Panicked(t.channel, where)
}

// statistics returns the counts. Where one is never larger than another, that
// other is read later.
func (t *tally) statistics() Stats {
	s := Stats{
		Refused:   t.refused.Load(),
		Invalid:   t.invalid.Load(),
		Failed:    t.failed.Load(),
		Panics:    t.panics.Load(),
		Delivered: t.delivered.Load(),
		Dropped:   t.dropped.Load(),
	}
	s.Received = t.received.Load()
	s.Sent = t.sent.Load()
	s.Opened = t.opened.Load()
	return s
}

func (h *hub) statistics() Stats {
	connections := h.group.len()
	s := h.stats.statistics()
	s.Connections = connections
	return s
}

// Stats returns the counts of all channels together, with the requests that
// were for none.
func (s *Server) Stats() Stats {
	sum := s.stats.statistics()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, h := range s.hubs {
		sum.add(h.statistics())
	}
	return sum
}
