package main

import (
	"net/http"
	"sync"
	"time"

	"github.com/lxzan/gws"
)

// gwsServer is gws as its README shows it, with a Broadcaster.
type gwsServer struct {
	gws.BuiltinEventHandler
	upgrader *gws.Upgrader

	mu    sync.Mutex
	conns map[*gws.Conn]struct{}
}

func newGWS() server {
	s := &gwsServer{conns: map[*gws.Conn]struct{}{}}
	s.upgrader = gws.NewUpgrader(s, &gws.ServerOption{})
	return s
}

func (s *gwsServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !admitted(w, r) {
		return
	}
	c, err := s.upgrader.Upgrade(w, r)
	if err != nil {
		return
	}
	go c.ReadLoop() // so that the request can be collected
}

func (s *gwsServer) OnOpen(c *gws.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conns[c] = struct{}{}
}

func (s *gwsServer) OnClose(c *gws.Conn, _ error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, c)
}

func (s *gwsServer) OnMessage(c *gws.Conn, m *gws.Message) {
	defer m.Close()
	_ = c.WriteMessage(m.Opcode, m.Bytes())
}

func (s *gwsServer) broadcast(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range n {
		b := gws.NewBroadcaster(gws.OpcodeText, stamped(time.Now().UnixNano()))
		for c := range s.conns {
			_ = b.Broadcast(c)
		}
		b.Close()
	}
}
