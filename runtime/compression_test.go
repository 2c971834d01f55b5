package runtime_test

import (
	"bytes"
	"compress/flate"
	"context"
	"io"
	"math"
	"net"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/wscontract/wscontract/runtime"
)

const deflateOffer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"

// deflated returns the payload of a compressed message.
func deflated(s string) string {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	_, _ = io.WriteString(w, s)
	_ = w.Flush()
	return strings.TrimSuffix(b.String(), "\x00\x00\xff\xff")
}

// inflated is the reverse.
func inflated(t *testing.T, s string) string {
	t.Helper()
	b, err := io.ReadAll(flate.NewReader(strings.NewReader(s + "\x00\x00\xff\xff\x01\x00\x00\xff\xff")))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestLargestLimitOfAClient(t *testing.T) {
	r := newRig(t, runtime.Options{Compression: true, CompressionThreshold: -1, MaxMessageSize: math.MaxInt64})
	runtime.Handle(r.Server, channel("chat"), echo)
	for _, compression := range []bool{false, true} {
		c, err := runtime.Dial(t.Context(), r.url(), channel("chat"), runtime.DialOptions{Compression: compression, MaxMessageSize: math.MaxInt64})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		text := strings.Repeat("again ", 200)
		send(t, c, Say{Text: text})
		if got := receive(t, c); got.Text != text {
			t.Errorf("got %+v", got)
		}
	}
}

func TestCompressionIsOffByDefault(t *testing.T) {
	r := newRig(t, runtime.Options{})
	runtime.Handle(r.Server, channel("chat"), echo)
	resp, _ := r.request("GET", "/ws/chat", upgrade("Sec-WebSocket-Extensions", "permessage-deflate"))
	if got := resp.Header.Get("Sec-WebSocket-Extensions"); resp.StatusCode != 101 || got != "" {
		t.Errorf("answered with %s and %q", resp.Status, got)
	}
	w := r.dialRaw("/ws/chat", deflateOffer)
	w.write(frame(0xC1, deflated(`{"text":"x"}`)))
	if got := w.closed(); got != "1002 RSV1 set" {
		t.Errorf("a compressed message: %s", got)
	}
}

func TestBroadcastIsCompressedForThoseWhoAgreed(t *testing.T) {
	r := newRig(t, runtime.Options{Compression: true, CompressionThreshold: 100})
	hub := runtime.Handle(r.Server, channel("chat"), handler{})
	packs, plain := r.dialRaw("/ws/chat", deflateOffer), r.dialRaw("/ws/chat", "")
	eventually(t, "both are connected", func() bool { return r.Connections().Len() == 2 })
	for _, text := range []string{strings.Repeat("the same ", 100), "short"} {
		hub.Broadcast(t.Context(), Heard{Text: text})
		want := `{"text":"` + text + `"}`
		first, payload, err := packs.readFirst()
		if err != nil {
			t.Fatal(err)
		}
		if len(text) > 100 {
			if first != 0xC1 || len(payload) > len(want)/4 {
				t.Errorf("the frame begins with %#x and has %d bytes", first, len(payload))
			}
			payload = inflated(t, payload)
		} else if first != 0x81 {
			t.Errorf("a short message begins with %#x", first)
		}
		if payload != want {
			t.Errorf("who agreed got %.60q", payload)
		}
		if got := plain.text(); got != want {
			t.Errorf("who did not agree got %.60q", got)
		}
	}
}

// readFirst is read with the whole first byte.
func (w *raw) readFirst() (first byte, payload string, err error) {
	b, err := w.br.Peek(1)
	if err != nil {
		return 0, "", err
	}
	_, payload, err = w.read()
	return b[0], payload, err
}

func TestHostileCompressedMessages(t *testing.T) {
	for _, test := range []struct {
		name string
		send []byte
		want string
	}{
		{"a bomb", frame(0xC1, deflated(strings.Repeat(" ", 10<<20))), "1009 message larger than 65536 bytes"},
		{"no deflate", frame(0xC1, "\xff\xff\xff\xff"), "1007 message is not compressed as it says"},
		{"text that is not UTF-8", frame(0xC1, deflated("\"\xed\xa0\x80\"")), "1007 text is not UTF-8"},
		{"a marked ping", frame(0xC9, "p"), "1002 RSV1 set on a frame that does not begin a message"},
		{"a marked fragment", append(frame(0x41, "\xf2"), frame(0xC0, "\x48")...), "1002 RSV1 set on a frame that does not begin a message"},
		{"very many fragments", append(frame(0x41, ""), bytes.Repeat(frame(0x00, ""), 300_000)...), "1008 too many frames in one message"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRig(t, runtime.Options{Compression: true})
			runtime.Handle(r.Server, channel("chat"), handler{})
			w := r.dialRaw("/ws/chat", deflateOffer)
			go w.Write(test.send) // a part of it may be refused
			if got := w.closed(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// A countedConn counts what a client reads and writes.
type countedConn struct {
	net.Conn
	bytes *atomic.Int64
}

func (m countedConn) Read(p []byte) (int, error) {
	n, err := m.Conn.Read(p)
	m.bytes.Add(int64(n))
	return n, err
}

func (m countedConn) Write(p []byte) (int, error) {
	m.bytes.Add(int64(len(p)))
	return m.Conn.Write(p)
}

func TestClientCompresses(t *testing.T) {
	r := newRig(t, runtime.Options{Compression: true})
	runtime.Handle(r.Server, channel("chat"), handler{
		OnMessage: func(ctx context.Context, c *conn, m Say) error {
			if m.Text == "bomb" {
				m.Text = strings.Repeat("x", 1<<20)
			}
			return c.Send(ctx, Heard{Text: m.Text})
		},
	})
	var sent atomic.Int64
	c, err := runtime.Dial(t.Context(), r.url(), channel("chat"), runtime.DialOptions{
		Compression:    true,
		MaxMessageSize: 100_000,
		NetDial: func(ctx context.Context, network, addr string) (net.Conn, error) {
			conn, err := new(net.Dialer).DialContext(ctx, network, addr)
			return countedConn{conn, &sent}, err
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	text := strings.Repeat("the same again and again; ", 2000)
	handshake := sent.Load()
	for range 3 {
		send(t, c, Say{Text: text})
		if got := receive(t, c); got.Text != text {
			t.Fatalf("got %.40q", got.Text)
		}
	}
	if n := sent.Load() - handshake; n > int64(len(text))/4 {
		t.Errorf("%d bytes went over the wire for 6 messages of %d", n, len(text))
	}
	send(t, c, Say{Text: "bomb"})
	closedWith(t, c, runtime.CloseTooBig)
}
