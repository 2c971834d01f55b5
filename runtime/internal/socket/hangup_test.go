package socket

import (
	"crypto/tls"
	"net"
	"net/http/httptest"
	"sync/atomic"
	"testing"
)

// A counted connection counts the bytes that are written.
type counted struct {
	net.Conn
	written atomic.Int64
}

func (c *counted) Write(p []byte) (int, error) {
	c.written.Add(int64(len(p)))
	return c.Conn.Write(p)
}

// TestHangUpWaitsForNobody has a peer that reads nothing: what TLS says at the
// end would have to wait for it.
func TestHangUpWaitsForNobody(t *testing.T) {
	web := httptest.NewTLSServer(nil) // for its certificate
	defer web.Close()
	ours, theirs := net.Pipe()
	defer theirs.Close()
	below := &counted{Conn: ours}
	secure := tls.Server(below, web.TLS)
	shaken := make(chan error, 1)
	go func() {
		client := tls.Client(theirs, &tls.Config{InsecureSkipVerify: true})
		shaken <- client.Handshake()
		_, _ = client.Read(make([]byte, 1)) // tickets that the server still sends
	}()
	if err := secure.Handshake(); err != nil {
		t.Fatal(err)
	}
	if err := <-shaken; err != nil {
		t.Fatal(err)
	}
	before := below.written.Load()
	c := &Conn{stream: newStream(secure, nil, 0, 0)}
	if err := c.HangUp(); err != nil {
		t.Error(err)
	}
	if n := below.written.Load() - before; n != 0 {
		t.Errorf("%d bytes were written", n)
	}
	if _, err := below.Read(make([]byte, 1)); err == nil {
		t.Error("the network connection is open")
	}
}
