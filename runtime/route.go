package runtime

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Routes returns the channels in the order of their names, with the server's
// defaults where the contract is silent.
func (s *Server) Routes() []Route {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.routes()
}

// routes is Routes with the lock held.
func (s *Server) routes() []Route {
	routes := make([]Route, 0, len(s.hubs))
	for _, h := range s.hubs {
		routes = append(routes, h.Route)
	}
	slices.SortFunc(routes, func(a, b Route) int { return cmp.Compare(a.Channel, b.Channel) })
	return routes
}

// resolve fills in what the contract leaves to the server.
func (s *Server) resolve(r Route) Route {
	if r.Path == "" {
		r.Path = strings.TrimSuffix(s.opts.Prefix, "/") + "/" + r.Channel
	}
	if r.Auth == AuthDefault && s.opts.RequireAuth {
		r.Auth = AuthRequired
	}
	r.MaxSize = cmp.Or(r.MaxSize, s.opts.MaxMessageSize)
	r.Rate = cmp.Or(r.Rate, s.opts.MessageRate)
	r.Overflow = cmp.Or(r.Overflow, s.opts.Overflow)
	return r
}

// register adds a channel, or panics: a channel that cannot be served is a
// mistake in the program, as with [http.ServeMux].
func (s *Server) register(h *hub) {
	if h.Channel == "" {
		panic("runtime: a channel needs a name")
	}
	if h.Auth == AuthRequired && s.opts.Authenticate == nil {
		panic(fmt.Sprintf("runtime: channel %q requires authentication; set Options.Authenticate", h.Channel))
	}
	pattern, names := muxPattern(h.Path)

	s.mu.Lock()
	defer s.mu.Unlock()
	if old, ok := s.hubs[h.Channel]; ok {
		panic(fmt.Sprintf("runtime: channel %q at %s is already served at %s; serve each channel once", h.Channel, h.Path, old.Path))
	}
	for _, route := range s.routes() {
		other, _ := muxPattern(route.Path)
		if conflict(pattern, other) {
			panic(fmt.Sprintf("runtime: channel %q at %s conflicts with channel %q at %s: a request could be for both",
				h.Channel, h.Path, route.Channel, route.Path))
		}
	}
	if why := tryHandle(http.NewServeMux(), pattern); why != "" {
		panic(fmt.Sprintf("runtime: channel %q has a path that cannot be served, %s: %s", h.Channel, h.Path, why))
	}
	if check := s.checks[h.Channel]; check != nil {
		h.check.Store(check)
	}
	s.manager.addHub(h)
	s.hubs[h.Channel] = h
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		for i, name := range names {
			r.SetPathValue(name, r.PathValue(placeholder(i)))
		}
		r.Pattern = h.Path
		s.serveChannel(w, r, h)
	})
}

// muxPattern turns a path of a contract into a pattern of [http.ServeMux], and
// returns the names of its parameters. Parameters are numbered, since the mux
// wants Go identifiers, and a path that ends in a slash stands for itself only.
//
//	/ws/rooms/{room-id}/  →  /ws/rooms/{p0}/{$}
func muxPattern(path string) (pattern string, names []string) {
	var b strings.Builder
	rest := path
	for {
		before, after, found := strings.Cut(rest, "{")
		name, tail, closed := strings.Cut(after, "}")
		if !found || !closed {
			b.WriteString(rest)
			break
		}
		rest = tail
		b.WriteString(before + "{" + placeholder(len(names)) + "}")
		names = append(names, name)
	}
	if strings.HasSuffix(path, "/") {
		b.WriteString("{$}")
	}
	return b.String(), names
}

func placeholder(i int) string { return "p" + strconv.Itoa(i) }

// conflict reports whether the mux would refuse two patterns beside each other.
func conflict(a, b string) bool {
	mux := http.NewServeMux()
	return tryHandle(mux, a) == "" && tryHandle(mux, b) != ""
}

// tryHandle returns why the mux refuses a pattern, or "".
func tryHandle(mux *http.ServeMux, pattern string) (why string) {
	defer func() {
		if r := recover(); r != nil {
			why = fmt.Sprint(r)
		}
	}()
	mux.HandleFunc(pattern, func(http.ResponseWriter, *http.Request) {})
	return ""
}
