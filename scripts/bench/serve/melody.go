package main

import (
	"net/http"
	"time"

	"github.com/olahol/melody"
)

// melodyServer is melody as its README shows it.
type melodyServer struct{ m *melody.Melody }

func newMelody() server {
	m := melody.New()
	m.HandleMessage(func(s *melody.Session, message []byte) { _ = s.Write(message) })
	return melodyServer{m}
}

func (s melodyServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if admitted(w, r) {
		_ = s.m.HandleRequest(w, r)
	}
}

func (s melodyServer) broadcast(n int) {
	for range n {
		_ = s.m.Broadcast(stamped(time.Now().UnixNano()))
	}
}
