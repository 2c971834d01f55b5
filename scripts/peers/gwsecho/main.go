// Gwsecho is a server on gws that sends back every message. It prints its
// address, and ends when its standard input does.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/lxzan/gws"
)

type echo struct{ gws.BuiltinEventHandler }

func (echo) OnPing(c *gws.Conn, payload []byte) { _ = c.WritePong(payload) }

func (echo) OnMessage(c *gws.Conn, m *gws.Message) {
	defer m.Close()
	// {"close":4321} asks for a close frame with that code.
	var ask struct{ Close uint16 }
	if json.Unmarshal(m.Bytes(), &ask) == nil && ask.Close != 0 {
		_ = c.WriteClose(ask.Close, []byte("as you wish"))
		return
	}
	_ = c.WriteMessage(m.Opcode, m.Bytes())
}

func main() {
	limit := flag.Int("max", 100_000, "largest message in `bytes`")
	flag.Parse()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	upgrader := gws.NewUpgrader(echo{}, &gws.ServerOption{
		CheckUtf8Enabled:   true,
		ReadMaxPayloadSize: *limit,
		PermessageDeflate:  gws.PermessageDeflate{Enabled: true, Threshold: 1},
	})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	fmt.Printf("ws://%s/\n", l.Addr())
	log.Fatal(http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := upgrader.Upgrade(w, r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		go func() {
			// Version 1.8.9 panics at a length with its highest bit set, which
			// would be the end of the whole server.
			defer func() {
				if recover() != nil {
					c.NetConn().Close()
				}
			}()
			c.ReadLoop()
		}()
	})))
}
