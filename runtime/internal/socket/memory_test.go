package socket

import (
	"bufio"
	"bytes"
	"compress/flate"
	"io"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A memory is a network connection on which the peer has sent everything, and
// then closed. What is written is kept.
type memory struct {
	io.Reader
	sent bytes.Buffer
}

func (m *memory) Write(p []byte) (int, error)      { return m.sent.Write(p) }
func (m *memory) Close() error                     { return nil }
func (m *memory) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (m *memory) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (m *memory) SetDeadline(time.Time) error      { return nil }
func (m *memory) SetReadDeadline(time.Time) error  { return nil }
func (m *memory) SetWriteDeadline(time.Time) error { return nil }

// A hijackable is a response whose connection is a memory.
type hijackable struct {
	*httptest.ResponseRecorder
	conn net.Conn
}

func (h *hijackable) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return h.conn, bufio.NewReadWriter(bufio.NewReaderSize(h.conn, 16), bufio.NewWriterSize(h.conn, 16)), nil
}

var upgrader = NewUpgrader(nil, time.Second)

// accept makes a connection on which a peer sends some bytes. It offers to
// compress.
func accept(t testing.TB, cfg Config, sent io.Reader) (*Conn, *memory) {
	t.Helper()
	m := &memory{Reader: sent}
	return acceptOn(t, cfg, m), m
}

// acceptOn makes a connection of a network connection.
func acceptOn(t testing.TB, cfg Config, network net.Conn) *Conn {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header = http.Header{
		"Connection": {"Upgrade"}, "Upgrade": {"websocket"}, "Sec-Websocket-Version": {"13"},
		"Sec-Websocket-Key": {"dGhlIHNhbXBsZSBub25jZQ=="}, "Sec-Websocket-Extensions": {"permessage-deflate"},
	}
	c, err := upgrader.Upgrade(&hijackable{httptest.NewRecorder(), network}, r, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// masked makes a frame of a client, with a key of zeros. first is the first byte.
func masked(first byte, payload string) []byte {
	sealed := Seal(0, append(make([]byte, HeaderRoom), payload...))
	head := 2 + int(extended(sealed[1]))
	frame := append([]byte{first}, sealed[1:head]...)
	frame[1] |= maskBit
	return append(append(frame, 0, 0, 0, 0), payload...)
}

// deflated returns the payload of a compressed message.
func deflated(s string) string {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	_, _ = io.WriteString(w, s)
	_ = w.Flush()
	return strings.TrimSuffix(b.String(), "\x00\x00\xff\xff")
}

const compressedText = finalBit | rsv1Bit | byte(Text)

// allocated returns how many bytes f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestBombIsStoppedBeforeItIsLarge(t *testing.T) {
	const limit = 64 << 10
	// A megabyte of zeros, and then the same block again and again.
	block := deflated(strings.Repeat("\x00", 1<<20))
	bomb := masked(compressedText, strings.Repeat(block+"\x00\x00\xff\xff", 60)+block)
	if len(bomb) > limit {
		t.Fatalf("the bomb has %d bytes; gorilla would stop it", len(bomb))
	}
	least := uint64(math.MaxUint64)
	for range 5 { // the first fills the pools
		c, _ := accept(t, Config{MaxMessage: limit, Compress: true}, bytes.NewReader(bomb))
		var err error
		used := allocated(func() {
			if _, err = c.Next(); err == nil {
				_, err = c.Read(nil)
			}
		})
		if fault, ok := err.(*Fault); !ok || fault.Code != tooBig {
			t.Errorf("got %v, want 1009", err)
		}
		if used > 8*limit {
			t.Errorf("%d bytes were allocated for a limit of %d", used, limit)
		}
		least = min(least, used)
	}
	if least > 4*limit {
		t.Errorf("%d bytes were allocated for a limit of %d, with full pools", least, limit)
	}
}

func TestLimitIsThatOfTheMessage(t *testing.T) {
	const limit = 10_000
	noise := make([]byte, limit+1) // cannot be compressed
	for i, x := 0, uint32(1); i < len(noise); i++ {
		x = x*1664525 + 1013904223
		noise[i] = 'a' + byte(x>>24)%26
	}
	for _, test := range []struct {
		name string
		data []byte
		code uint16 // 0 for none
	}{
		{"compressed", masked(compressedText, deflated(strings.Repeat("x", limit))), 0},
		{"hardly compressed", masked(compressedText, deflated(string(noise[:limit]))), 0},
		{"one too many", masked(compressedText, deflated(strings.Repeat("x", limit+1))), tooBig},
		{"one too many, hardly compressed", masked(compressedText, deflated(string(noise))), tooBig},
		{"plain", masked(finalBit|byte(Text), strings.Repeat("x", limit)), 0},
		{"plain, far too many", masked(finalBit|byte(Text), strings.Repeat("x", 2*limit)), tooBig},
		{"plain, one too many", masked(finalBit|byte(Text), strings.Repeat("x", limit+1)), tooBig},
	} {
		c, _ := accept(t, Config{MaxMessage: limit, Compress: true}, bytes.NewReader(test.data))
		_, err := c.Next()
		var got []byte
		if err == nil {
			got, err = c.Read(nil)
		}
		fault, _ := err.(*Fault)
		switch {
		case test.code == 0 && (err != nil || len(got) != limit):
			t.Errorf("%s: %d bytes, %v", test.name, len(got), err)
		case test.code != 0 && (fault == nil || fault.Code != test.code):
			t.Errorf("%s: %v, want %d", test.name, err, test.code)
		}
	}
}

// TestCompressionCostsNoMemoryPerConnection holds 1,000 connections that have
// read and sent compressed messages to what they cost without, and those that
// are within one to a bound.
func TestLimitBeyondAllMemoryIsNone(t *testing.T) {
	for name, frame := range map[string][]byte{
		"plain":      masked(finalBit|byte(Text), "hello"),
		"compressed": masked(compressedText, deflated("hello")),
	} {
		for _, limit := range []int64{math.MaxInt64, math.MaxInt64 - 1, math.MaxInt64 / 2, math.MaxInt64 / 4} {
			c, _ := accept(t, Config{MaxMessage: limit, Compress: true}, bytes.NewReader(frame))
			if _, err := c.Next(); err != nil {
				t.Fatal(err)
			}
			if got, err := c.Read(nil); string(got) != "hello" || err != nil {
				t.Errorf("%s, at most %d bytes: %q, %v", name, limit, got, err)
			}
		}
	}
}

func TestCompressionCostsNoMemoryPerConnection(t *testing.T) {
	const n = 1000
	message := NewMessage(append(make([]byte, HeaderRoom), strings.Repeat("hello ", 100)...), 0)
	whole := masked(compressedText, deflated(strings.Repeat("hello ", 1000)))
	for _, test := range []struct {
		name   string
		data   []byte
		within bool
		most   uint64 // bytes per connection
	}{
		{"silent", whole, false, 8 << 10},
		{"within a message", whole[:len(whole)-1], true, 8 << 10},
	} {
		conns := make([]*Conn, n)
		data := test.data
		before := heap()
		for i := range conns {
			c, _ := accept(t, Config{MaxMessage: 64 << 10, Compress: true}, bytes.NewReader(data))
			if _, err := c.Next(); err != nil {
				t.Fatal(err)
			}
			if !test.within {
				if got, err := c.Read(nil); err != nil || len(got) != 6000 {
					t.Fatal(len(got), err)
				}
				if err := c.Write(message.For(c), Now(), 0); err != nil {
					t.Fatal(err)
				}
			}
			conns[i] = c
		}
		after := heap()
		runtime.KeepAlive(conns)
		if each := (after - min(before, after)) / n; each > test.most {
			t.Errorf("%s: a connection has %d bytes, want at most %d", test.name, each, test.most)
		} else {
			t.Logf("%s: a connection has %d bytes", test.name, each)
		}
	}
}

// heap returns what is in use.
func heap() uint64 {
	runtime.GC()
	runtime.GC() // the pools
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
