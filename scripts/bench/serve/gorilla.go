package main

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/go-playground/validator/v10"
	"github.com/gorilla/websocket"

	"github.com/wscontract/wscontract/scripts/bench/serve/contract"
)

// gorillaLoop reads and answers in the goroutine of the HTTP request, as
// gorilla's examples/echo does.
type gorillaLoop struct {
	answer func([]byte) ([]byte, error)
}

func pass(message []byte) ([]byte, error) { return message, nil }

var validate = validator.New(validator.WithRequiredStructEnabled())

// typed decodes, checks and encodes, as most servers do it today.
func typed(message []byte) ([]byte, error) {
	var m contract.Say
	if err := json.Unmarshal(message, &m); err != nil {
		return nil, err
	}
	if err := validate.Struct(m); err != nil {
		return nil, err
	}
	return json.Marshal(m)
}

func (s gorillaLoop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !admitted(w, r) {
		return
	}
	var upgrader websocket.Upgrader
	c, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer c.Close()
	for {
		kind, message, err := c.ReadMessage()
		if err != nil {
			return
		}
		answer, err := s.answer(message)
		if err != nil {
			return
		}
		if c.WriteMessage(kind, answer) != nil {
			return
		}
	}
}

func (gorillaLoop) broadcast(int) { panic("this form does not broadcast") }

// gorillaChatServer is gorilla's examples/chat: two goroutines, a channel of 256 and
// a ticker for each client, and one goroutine that knows them all. What a client
// says goes back to it alone.
//
// The example joins messages that wait with newlines into one frame, which
// clients have to take apart. Without join, each is a frame of its own.
type gorillaChatServer struct {
	join                 bool
	register, unregister chan *gorillaClient
	messages             chan []byte
}

type gorillaClient struct {
	hub  *gorillaChatServer
	conn *websocket.Conn
	send chan []byte
}

// The constants of the example.
const (
	writeWait  = 10 * time.Second
	pongWait   = 60 * time.Second
	pingPeriod = pongWait * 9 / 10
)

var chatUpgrader = websocket.Upgrader{ReadBufferSize: 1024, WriteBufferSize: 1024}

func newGorillaChat(join bool) server {
	s := &gorillaChatServer{join: join, register: make(chan *gorillaClient), unregister: make(chan *gorillaClient), messages: make(chan []byte)}
	go s.run()
	return s
}

func (s *gorillaChatServer) run() {
	clients := map[*gorillaClient]bool{}
	for {
		select {
		case c := <-s.register:
			clients[c] = true
		case c := <-s.unregister:
			if clients[c] {
				delete(clients, c)
				close(c.send)
			}
		case message := <-s.messages:
			for c := range clients {
				select {
				case c.send <- message:
				default:
					close(c.send)
					delete(clients, c)
				}
			}
		}
	}
}

func (s *gorillaChatServer) broadcast(n int) {
	for range n {
		s.messages <- stamped(time.Now().UnixNano())
	}
}

func (s *gorillaChatServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !admitted(w, r) {
		return
	}
	conn, err := chatUpgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	c := &gorillaClient{hub: s, conn: conn, send: make(chan []byte, 256)}
	s.register <- c
	go c.writePump()
	go c.readPump()
}

func (c *gorillaClient) readPump() {
	defer func() {
		c.hub.unregister <- c
		c.conn.Close()
	}()
	c.conn.SetReadLimit(512)
	c.conn.SetReadDeadline(time.Now().Add(pongWait))
	c.conn.SetPongHandler(func(string) error { return c.conn.SetReadDeadline(time.Now().Add(pongWait)) })
	for {
		_, message, err := c.conn.ReadMessage()
		if err != nil {
			return
		}
		c.send <- message
	}
}

func (c *gorillaClient) writePump() {
	ticker := time.NewTicker(pingPeriod)
	defer func() {
		ticker.Stop()
		c.conn.Close()
	}()
	for {
		select {
		case message, ok := <-c.send:
			c.conn.SetWriteDeadline(time.Now().Add(writeWait))
			if !ok {
				c.conn.WriteMessage(websocket.CloseMessage, []byte{})
				return
			}
			w, err := c.conn.NextWriter(websocket.TextMessage)
			if err != nil {
				return
			}
			w.Write(message)
			if c.hub.join {
				for range len(c.send) {
					w.Write([]byte{'\n'})
					w.Write(<-c.send)
				}
			}
			if w.Close() != nil {
				return
			}
		case <-ticker.C:
			c.conn.SetWriteDeadline(time.Now().Add(writeWait))
			if c.conn.WriteMessage(websocket.PingMessage, nil) != nil {
				return
			}
		}
	}
}
