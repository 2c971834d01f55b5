package runtime

import (
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/wscontract/wscontract/runtime/internal/quiet"
	"github.com/wscontract/wscontract/runtime/internal/socket"
	"github.com/wscontract/wscontract/runtime/internal/timer"
)

// A Server serves channels. It is an [http.Handler] that routes by the paths
// of the contract; mounted elsewhere, it needs [http.StripPrefix]. Channels are
// added with [Handle] or [Server.HandleRoute], also while it serves.
type Server struct {
	opts     Options
	log      *slog.Logger
	mux      *http.ServeMux
	upgrader *socket.Upgrader
	origins  []origin
	manager  *Manager
	stats    tally // of what belongs to no channel
	wheel    *timer.Wheel[conn]
	places   places
	quiet    quiet.Limiter

	mu       sync.Mutex
	hubs     map[string]*hub        // by channel name
	checks   map[string]*Validators // of channels that are still to come
	conns    map[*conn]struct{}     // not yet released
	active   int                    // connections, also those in their handshake
	draining bool
	told     bool          // that clients have to go, or somebody is about to
	idle     chan struct{} // closed when draining and nothing is active
}

// NewServer returns a server without channels.
func NewServer(opts Options) *Server {
	opts = opts.withDefaults()
	s := &Server{
		opts:     opts,
		log:      opts.Logger,
		mux:      http.NewServeMux(),
		upgrader: socket.NewUpgrader(opts.protocols(), opts.HandshakeTimeout),
		manager:  newManager(),
		hubs:     map[string]*hub{},
		checks:   map[string]*Validators{},
		conns:    map[*conn]struct{}{},
		idle:     make(chan struct{}),
		wheel:    timer.New(tickOf(&opts), (*conn).ring),
	}
	s.stats.metrics = guardMetrics(s, opts.Metrics)
	var bad []string
	s.origins, bad = parseOrigins(opts.AllowedOrigins)
	for _, text := range bad {
		s.log.Error("allowed origin is not an origin, such as https://app.example.com; it allows nothing", "origin", text)
	}
	s.mux.HandleFunc("/", s.serveUnknown)
	return s
}

// ServeHTTP answers a request to a channel with a WebSocket. To a WebSocket for
// a channel that does not exist, it says so with close code 4004, which is
// what a browser can see; a request for anything else is not found.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// Options returns the options with the defaults filled in. A limit that is 0
// is off; a CompressionThreshold of 0 compresses all.
func (s *Server) Options() Options { return s.opts }

// Connections returns the manager of the server's connections.
func (s *Server) Connections() *Manager { return s.manager }

// adopt takes a connection into the care of Shutdown and ClosePrincipal. A
// connection whose handshake has overlapped with one of them is refused.
func (s *Server) adopt(c *conn, a *arrival) *denial {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.draining {
		return &denial{why: RefusedDraining, code: CloseGoingAway, reason: "server is shutting down"}
	}
	if end, ok := s.manager.roster.enrol(a, c); !ok {
		return &denial{why: RefusedUnauthenticated, code: end.Code, reason: end.Reason}
	}
	s.conns[c] = struct{}{}
	return nil
}

// forget is the last that happens to a connection.
func (s *Server) forget(c *conn) {
	s.mu.Lock()
	delete(s.conns, c)
	s.mu.Unlock()
	if c.place != nil {
		s.release(*c.place)
	} else {
		s.release(place{})
	}
}

// retryAfter is what a refused client is told to wait.
const retryAfter = 5 * time.Second
