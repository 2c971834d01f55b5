package main

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// coderEcho reads and answers in the goroutine of the HTTP request.
type coderEcho struct{}

func (coderEcho) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !admitted(w, r) {
		return
	}
	c, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer c.CloseNow()
	for {
		kind, message, err := c.Read(r.Context())
		if err != nil {
			return
		}
		if c.Write(r.Context(), kind, message) != nil {
			return
		}
	}
}

func (coderEcho) broadcast(int) { panic("this form does not broadcast") }

// coderChatServer is coder's examples/chat: a channel for each client, from which the
// goroutine of the HTTP request writes, and CloseRead, which starts another.
// The channel holds 256 messages instead of 16, as that of gorilla's example.
type coderChatServer struct {
	mu      sync.Mutex
	clients map[chan []byte]struct{}
}

func newCoderChat() server { return &coderChatServer{clients: map[chan []byte]struct{}{}} }

func (s *coderChatServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !admitted(w, r) {
		return
	}
	c, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer c.CloseNow()
	ctx := c.CloseRead(context.Background())
	send := make(chan []byte, 256)
	s.mu.Lock()
	s.clients[send] = struct{}{}
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.clients, send)
		s.mu.Unlock()
	}()
	for {
		select {
		case message := <-send:
			if writeTimeout(ctx, c, message) != nil {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

func writeTimeout(ctx context.Context, c *websocket.Conn, message []byte) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	return c.Write(ctx, websocket.MessageText, message)
}

func (s *coderChatServer) broadcast(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range n {
		message := stamped(time.Now().UnixNano())
		for send := range s.clients {
			select {
			case send <- message:
			default: // the example closes the client; the count of deliveries shows it here
			}
		}
	}
}
