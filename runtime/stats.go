package runtime

import "sync/atomic"

// Stats counts what was sent to clients of one channel. A message for ten
// clients counts ten times.
//
//	Sent = Delivered + Dropped + those that still wait
type Stats struct {
	// Connections is how many there are.
	Connections int
	// Sent are the messages for connections that were open.
	Sent uint64
	// Delivered are those that were handed to the network.
	Delivered uint64
	// Dropped are those that were not: a client was too slow, or its
	// connection ended first.
	Dropped uint64
}

type counters struct{ sent, delivered, dropped atomic.Uint64 }

func (h *hub) statistics() Stats {
	return Stats{
		Connections: h.group.len(),
		Delivered:   h.stats.delivered.Load(),
		Dropped:     h.stats.dropped.Load(),
		Sent:        h.stats.sent.Load(), // last, so that it is never the smaller
	}
}

// Stats returns the counts of all channels together.
func (s *Server) Stats() Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	var sum Stats
	for _, h := range s.hubs {
		st := h.statistics()
		sum.Connections += st.Connections
		sum.Sent += st.Sent
		sum.Delivered += st.Delivered
		sum.Dropped += st.Dropped
	}
	return sum
}
