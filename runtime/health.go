package runtime

import (
	"encoding/json"
	"net/http"
)

// health is what [Server.Health] answers.
type health struct {
	Status      string `json:"status"`
	Connections int    `json:"connections"`
}

// Health returns a handler for the checks of a load balancer. While the server
// takes connections it answers 200, and from the beginning of [Server.Shutdown]
// or [Server.Close] on 503:
//
//	{"status":"serving","connections":12}
//	{"status":"draining","connections":7}
//
// A server that is full serves on: it refuses new connections by itself, and
// says when to come back. Connections in their handshake count.
//
// The handler needs no authentication and tells nothing else. It is not a part of
// [Server.ServeHTTP]; mount it where only those may look who should:
//
//	mux.Handle("GET /healthz", srv.Health())
func (s *Server) Health() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		draining, active := s.draining, s.active
		s.mu.Unlock()
		status, h := http.StatusOK, health{"serving", active}
		if draining {
			status, h.Status = http.StatusServiceUnavailable, "draining"
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(h) // whoever asked and is gone needs no answer
	})
}
