package socket

import (
	"crypto/tls"
	"io"
	"net"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
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

// TestFarewellEndsInTime has a peer that begins a message, which may take longer
// than a farewell.
func TestFarewellEndsInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ours, theirs := net.Pipe()
		var peer sync.WaitGroup
		defer peer.Wait()
		defer theirs.Close()
		peer.Go(func() { _, _ = io.Copy(io.Discard, theirs) })
		c := acceptOn(t, Config{ReadTimeout: time.Hour}, ours)
		peer.Go(func() {
			for _, b := range masked(byte(Text), "the first of many fragments") {
				time.Sleep(time.Second)
				if _, err := theirs.Write([]byte{b}); err != nil {
					return
				}
			}
		})
		began := time.Now()
		c.Farewell(nil, policyViolation, "", 10*time.Second)
		if took := time.Since(began); took != 10*time.Second {
			t.Errorf("it took %v, want 10 s", took)
		}
	})
}
