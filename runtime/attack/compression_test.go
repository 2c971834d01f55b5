package attack_test

import (
	"bytes"
	"compress/flate"
	"io"
	"log/slog"
	goruntime "runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/attack/hostile"
	"github.com/wscontract/wscontract/runtime/wstest"
)

const deflate = "permessage-deflate"

// deflated compresses a payload as one message (RFC 7692, 7.2.1).
func deflated(payload []byte) []byte {
	var buf bytes.Buffer
	w, _ := flate.NewWriter(&buf, flate.BestCompression) // the level is in order
	_, _ = w.Write(payload)
	_ = w.Flush()
	return bytes.TrimSuffix(buf.Bytes(), []byte{0, 0, 0xFF, 0xFF})
}

// compressed connects an attacker who has agreed on compression.
func (s *site) compressed() *wstest.Raw {
	s.t.Helper()
	w, err := s.dial(wstest.RawOptions{Extensions: deflate})
	if err != nil {
		s.t.Fatal(err)
	}
	if got := w.Response.Header.Get("Sec-WebSocket-Extensions"); !strings.HasPrefix(got, deflate) {
		s.t.Fatalf("extensions: %q", got)
	}
	return w
}

// TestZ1DecompressionBomb sends a few kilobytes that become sixty megabytes: in one
// frame, in fragments, and in one-byte fragments. It costs the server no more than
// the largest message does.
func TestZ1DecompressionBomb(t *testing.T) {
	const limit = 64 << 10
	s := open(t, runtime.Options{Compression: true, MaxMessageSize: limit, Logger: slog.New(slog.DiscardHandler)})
	s.HandleRoute(runtime.Route{Channel: "small", MaxSize: limit}, runtime.Validators{}, runtime.RawHandler{})
	becomes := size(60<<20, 6<<20)
	bomb := deflated(make([]byte, becomes))
	t.Logf("%d bytes become %d", len(bomb), becomes)
	whole := []wstest.Frame{{Opcode: wstest.Text, RSV1: true, Payload: bomb}}
	pieces := func(n int) (frames []wstest.Frame) {
		op := wstest.Text
		for i := 0; i < len(bomb); i += n {
			frames = append(frames, wstest.Frame{Opcode: op, RSV1: op == wstest.Text, More: i+n < len(bomb), Payload: bomb[i:min(i+n, len(bomb))]})
			op = wstest.Continuation
		}
		return frames
	}
	for name, frames := range map[string][]wstest.Frame{"one frame": whole, "fragments": pieces(1000), "fragments of a byte": pieces(1)} {
		w, err := s.dialPath("/ws/small", wstest.RawOptions{Extensions: deflate})
		if err != nil {
			t.Fatal(err)
		}
		var sent []byte // the attacker's own memory, allocated before
		for _, f := range frames {
			sent = f.Append(sent)
		}
		var before, after goruntime.MemStats
		goruntime.ReadMemStats(&before)
		go func() { _, _ = w.Write(sent) }() // all of it may not be taken
		end := w.ReadEnd()
		goruntime.ReadMemStats(&after)
		if end.Code != uint16(runtime.CloseTooBig) && (end.Code != uint16(runtime.ClosePolicy) || name != "fragments of a byte") {
			t.Errorf("%s: closed with %v", name, end)
		}
		if grown := after.TotalAlloc - before.TotalAlloc; grown > 8*limit {
			t.Errorf("%s: %d bytes were allocated, for a limit of %d", name, grown, limit)
		}
		_ = w.Close()
	}
}

// TestZ2BadDeflate sends what is not compressed as it says: garbage, half a stream, a
// reserved block, a distance before the beginning, and bits where nothing was agreed.
func TestZ2BadDeflate(t *testing.T) {
	s := open(t, runtime.Options{Compression: true})
	s.serve(echo)
	good := deflated([]byte(`{"type":"say","text":"` + strings.Repeat("compress me ", 20) + `"}`))
	for name, payload := range map[string][]byte{
		"garbage":                         []byte("this is not deflate at all"),
		"a reserved block":                {0x07},
		"a distance before the beginning": {0x4b, 0x04, 0x22, 0xFF},
		"half a stream":                   good[:len(good)/2],
		"a stored block of another size":  {0x00, 5, 0, 0, 0, 'x'},
	} {
		w := s.compressed()
		_ = w.Send(wstest.Frame{Opcode: wstest.Text, RSV1: true, Payload: payload})
		switch end := w.ReadEnd(); runtime.CloseCode(end.Code) {
		case runtime.CloseInvalidUTF8, runtime.CloseProtocolError:
		default:
			t.Errorf("%s: closed with %v", name, end)
		}
		_ = w.Close()
	}
	for name, frames := range map[string][]wstest.Frame{
		"on a continuation":  {{Opcode: wstest.Text, RSV1: true, More: true, Payload: good[:5]}, {Opcode: wstest.Continuation, RSV1: true, Payload: good[5:]}},
		"on a ping":          {{Opcode: wstest.Ping, RSV1: true}},
		"of another purpose": {{Opcode: wstest.Text, RSV2: true, Payload: good}},
	} {
		w := s.compressed()
		_ = w.Send(frames...)
		if end := w.ReadEnd(); end.Code != uint16(runtime.CloseProtocolError) {
			t.Errorf("the bit %s: closed with %v", name, end)
		}
		_ = w.Close()
	}
	w := s.raw() // has not agreed
	_ = w.Send(wstest.Frame{Opcode: wstest.Text, RSV1: true, Payload: good})
	endsWith(t, w, runtime.CloseProtocolError)
	s.works()
}

// TestZ3OffersThatCannotBeKept asks for what the server cannot do. It declines, and
// goes on without compression, rather than agreeing to what it then breaks.
func TestZ3OffersThatCannotBeKept(t *testing.T) {
	on := open(t, runtime.Options{Compression: true})
	on.serve(echo)
	off := open(t, runtime.Options{})
	off.serve(echo)
	for _, test := range []struct {
		s      *site
		offer  string
		agreed bool
	}{
		{on, deflate, true},
		{on, deflate + "; client_max_window_bits", true},
		{on, deflate + "; client_no_context_takeover; server_no_context_takeover", true},
		{on, deflate + "; server_max_window_bits=9, " + deflate, true},
		{on, deflate + "; server_max_window_bits=9", false},
		{on, deflate + "; server_max_window_bits=15; unknown", false},
		{on, deflate + "; client_max_window_bits=99", false},
		{on, deflate + "; client_no_context_takeover=1", false},
		{on, deflate + "; server_no_context_takeover; server_no_context_takeover", false},
		{on, "x-webkit-deflate-frame", false},
		{on, "permessage-deflat", false},
		{on, `"` + deflate, false},
		{off, deflate, false}, // compression is off unless somebody asks for it (BREACH)
	} {
		w, err := test.s.dial(wstest.RawOptions{Extensions: test.offer})
		if err != nil {
			t.Errorf("%s: %v", test.offer, err)
			continue
		}
		got := w.Response.Header.Get("Sec-WebSocket-Extensions")
		if agreed := got != ""; agreed != test.agreed || agreed && !(strings.Contains(got, "server_no_context_takeover") && strings.Contains(got, "client_no_context_takeover")) {
			t.Errorf("%s: answered %q, want an agreement: %v", test.offer, got, test.agreed)
		}
		if err := w.Send(text(`{"type":"say","text":"` + strings.Repeat("x", 2000) + `"}`)); err != nil {
			t.Error(err)
		}
		f, err := w.ReadFrame()
		if err != nil || f.RSV1 != test.agreed {
			t.Errorf("%s: the answer is compressed: %v, %v", test.offer, f.RSV1, err)
		}
		_ = w.Close()
	}
}

// TestZ4NoMemoryOfEarlierMessages compresses the same message twice, each side by
// itself: nobody keeps a window, so both look the same.
func TestZ4NoMemoryOfEarlierMessages(t *testing.T) {
	s := open(t, runtime.Options{Compression: true})
	s.serve(echo)
	w := s.compressed()
	message := []byte(`{"type":"say","text":"` + strings.Repeat("once upon a time ", 100) + `"}`)
	var first []byte
	for i := range 3 {
		if err := w.Send(wstest.Frame{Opcode: wstest.Text, RSV1: true, Payload: deflated(message)}); err != nil {
			t.Fatal(err)
		}
		f, err := w.ReadFrame()
		if err != nil || !f.RSV1 {
			t.Fatalf("the answer is compressed: %v, %v", f.RSV1, err)
		}
		plain, err := io.ReadAll(flate.NewReader(io.MultiReader(bytes.NewReader(f.Payload), strings.NewReader("\x00\x00\xFF\xFF\x01\x00\x00\xFF\xFF"))))
		if err != nil || !bytes.Contains(plain, []byte("once upon a time")) {
			t.Fatalf("answer %d: %.50q, %v", i, plain, err)
		}
		if first == nil {
			first = f.Payload
		} else if !bytes.Equal(first, f.Payload) {
			t.Error("the same message is compressed differently the second time")
		}
	}
}

// TestZ5ThousandCompressedConnections has a thousand connections that have compressed
// and are idle, and one message to all of them. None keeps a window or a compressor,
// of which each would be a megabyte.
func TestZ5ThousandCompressedConnections(t *testing.T) {
	n := size(1000, 100)
	s := open(t, runtime.Options{Compression: true, Logger: slog.New(slog.DiscardHandler)}, inMemory)
	hub := s.serve(echo)
	message := wstest.Frame{Opcode: wstest.Text, RSV1: true, Payload: deflated([]byte(`{"type":"say","text":"` + strings.Repeat("x", 3000) + `"}`))}
	before := heap()
	all := make([]*wstest.Raw, n)
	for i := range all {
		w, err := s.visit(hostilePath, wstest.RawOptions{Extensions: deflate})
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		if err := w.Send(message); err != nil {
			t.Fatal(err)
		}
		if _, err := w.ReadFrame(); err != nil {
			t.Fatal(err)
		}
		all[i] = w
	}
	eventually(t, "all are there", func() bool { return hub.Len() == n })
	each := (heap() - before) / n
	t.Logf("%d bytes of heap for both ends of a connection", each)
	if each > 40<<10 { // the client's buffers, and those of the network in memory
		t.Errorf("a connection costs %d bytes", each)
	}
	var before2, after goruntime.MemStats
	goruntime.ReadMemStats(&before2)
	if got := hub.Broadcast(t.Context(), hostile.Said{Text: strings.Repeat("to all ", 1000)}); got != n {
		t.Errorf("queued for %d", got)
	}
	goruntime.ReadMemStats(&after)
	if grown := int(after.TotalAlloc-before2.TotalAlloc) / n; grown > 16<<10 {
		t.Errorf("a broadcast allocates %d bytes for each receiver", grown)
	}
	var reading sync.WaitGroup
	for _, w := range all {
		reading.Go(func() {
			if f, err := w.ReadFrame(); err != nil || !f.RSV1 {
				t.Errorf("%+v, %v", f.RSV1, err)
			}
		})
	}
	reading.Wait()
}

// TestZ6CompressionFlood has many clients compress what costs most to read, at once;
// one who does not compress is served meanwhile.
func TestZ6CompressionFlood(t *testing.T) {
	s := open(t, runtime.Options{Compression: true, MessageRate: 50, CloseTimeout: 200 * time.Millisecond})
	s.serve(echo)
	costly := deflated([]byte(`{"type":"say","text":"` + strings.Repeat("x", 90_000) + `"}`))
	flood := make([]wstest.Frame, size(200, 20))
	for i := range flood {
		flood[i] = wstest.Frame{Opcode: wstest.Text, RSV1: true, Payload: costly}
	}
	var attacking sync.WaitGroup
	for range size(20, 5) {
		w := s.compressed()
		attacking.Go(func() {
			_ = w.Send(append(slices.Clip(flood), wstest.CloseFrame(1000, ""))...)
			switch end := w.ReadEnd(); runtime.CloseCode(end.Code) {
			case runtime.CloseTooMany, runtime.CloseTooSlow, runtime.CloseNormal: // the last on a machine that is slow itself
			default:
				t.Errorf("closed with %v", end)
			}
			_ = w.Close()
		})
	}
	s.works()
	attacking.Wait()
	s.works()
}
