package attack_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/attack/hostile"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// TestF1EmptyFragments sends three million continuations without a byte in them,
// which add nothing to the message, and would be read for ever.
func TestF1EmptyFragments(t *testing.T) {
	n := size(3_000_000, 300_000)
	s := open(t, runtime.Options{})
	s.serve(echo)
	s.HandleRoute(runtime.Route{Channel: "usual"}, runtime.Validators{}, runtime.RawHandler{}) // with 64 KiB for a message
	for _, opcode := range []wstest.Opcode{wstest.Text, wstest.Binary} {
		w, err := s.dialPath("/ws/usual", wstest.RawOptions{})
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			b := wstest.Frame{Opcode: opcode, More: true}.Append(nil)
			fragments := bytes.Repeat(wstest.Frame{Opcode: wstest.Continuation, More: true}.Append(nil), 1000)
			for range n / 1000 {
				b = append(b, fragments...)
				if _, err := w.Write(b); err != nil {
					return // the server has had enough
				}
				b = b[:0]
			}
		}()
		endsWith(t, w, runtime.ClosePolicy)
	}
	s.works()
}

// script is a conversation with everything that may stand in one: messages in one
// piece and in many, with control frames between, and a mistake at its end.
func script(n int) []wstest.Frame {
	frame := func(op wstest.Opcode, payload string, more bool) wstest.Frame {
		return wstest.Frame{Opcode: op, Payload: []byte(payload), More: more, Mask: [4]byte{byte(n), 2, 3, 0xFF}}
	}
	frames := []wstest.Frame{
		text(`{"type":"say","text":"in one piece","n":1}`),
		frame(wstest.Text, `{"type":"say",`, true),
		frame(wstest.Ping, "between", false),
		frame(wstest.Continuation, "", true),
		frame(wstest.Continuation, `"text":"h`+"\xc3", true), // é in two frames
		frame(wstest.Pong, "nobody asked", false),
		frame(wstest.Continuation, "\xa9"+`"}`, false),
		frame(wstest.Binary, `{"type":"say","text":"`+strings.Repeat("x", 300)+`"}`, false),
		frame(wstest.Text, `{"type":"say","text":"`+strings.Repeat("x", 70_000)+`"}`, false),
		frame(wstest.Text, `{"type":"say"}`, false),
	}
	switch n {
	case 0:
		frames = append(frames, wstest.CloseFrame(1000, "bye"))
	case 1:
		frames = append(frames, wstest.CloseFrame(4999, strings.Repeat("r", 123)))
	case 2:
		frames = append(frames, wstest.Frame{Opcode: wstest.Close})
	case 3:
		frames = append(frames, frame(wstest.Text, "\xff", false))
	case 4:
		frames = append(frames, frame(wstest.Opcode(7), "", false))
	case 5:
		frames = append(frames, wstest.CloseFrame(1005, ""))
	case 6:
		frames = append(frames, frame(wstest.Text, "x", true), frame(wstest.Text, "y", false))
	}
	return frames
}

// TestF4OneByteChunks has whole conversations come a byte at a time, and in pieces
// of every size. The answers are those to the same bytes in one piece; of those to
// messages before a mistake, as many as there was time for.
func TestF4OneByteChunks(t *testing.T) {
	s := open(t, runtime.Options{})
	s.serve(echo)
	play := func(n, chunk int) (answers, end string) {
		w := s.raw()
		defer w.Close()
		w.Chunk = chunk
		go func() { _ = w.Send(script(n)...) }()
		for {
			f, err := w.ReadFrame()
			switch {
			case err != nil:
				t.Fatalf("script %d in chunks of %d: no close frame: %v", n, chunk, err)
			case f.Opcode == wstest.Close:
				return answers, string(f.Payload)
			case f.Opcode == wstest.Text:
				answers += string(f.Payload) + "\n"
			}
		}
	}
	all, _ := play(0, 0)
	if got := strings.Count(all, "\n"); got != 5 {
		t.Fatalf("%d messages were answered, want 5", got)
	}
	ends := []string{"\x03\xe8", "\x13\x87", "", "\x03\xef", "\x03\xea", "\x03\xea", "\x03\xea"}
	for n, want := range ends {
		for _, chunk := range []int{0, 1, 3, 7, 127, 513} {
			if chunk == 1 && n > 0 && (raced || testing.Short()) {
				continue
			}
			answers, end := play(n, chunk)
			if !strings.HasPrefix(all, answers) || n < 3 && answers != all {
				t.Errorf("script %d in chunks of %d has the answers %.300q", n, chunk, answers)
			}
			if !strings.HasPrefix(end, want) || n < 3 && end != want {
				t.Errorf("script %d in chunks of %d is closed with %q, want %q", n, chunk, end, want)
			}
		}
	}
}

// TestF6NothingBehindAClose sends messages behind a close frame.
func TestF6NothingBehindAClose(t *testing.T) {
	s := open(t, runtime.Options{})
	s.serve(handler{OnMessage: func(context.Context, *conn, hostile.Command) error {
		t.Error("a message behind a close frame was handled")
		return nil
	}})
	w := s.raw()
	_ = w.Send(wstest.CloseFrame(1000, ""), text(`{"type":"say","text":"x"}`), wstest.CloseFrame(1001, ""), wstest.Frame{Opcode: 5})
	endsWith(t, w, runtime.CloseNormal)
	if n, err := w.ReadEOF(); n != 0 {
		t.Errorf("%d bytes behind the close frame, %v", n, err)
	}
}

// TestF7CrossingCloses has both sides close at the same time. Each client gets one
// close frame, with either code, and then the end of the stream.
func TestF7CrossingCloses(t *testing.T) {
	s := open(t, runtime.Options{})
	hub := s.serve(echo)
	for range size(200, 50) {
		w := s.raw()
		eventually(t, "the client is there", func() bool { return hub.Len() == 1 })
		var both sync.WaitGroup
		both.Go(func() { hub.CloseAll(4000, "server") })
		both.Go(func() { _ = w.Send(wstest.CloseFrame(4001, "client")) })
		end := w.ReadEnd()
		if end.Code != 4000 && end.Code != 4001 {
			t.Fatalf("closed with %v", end)
		}
		both.Wait()
		if n, err := w.ReadEOF(); n != 0 || err != nil {
			t.Errorf("behind the close frame: %d bytes, %v", n, err)
		}
		_ = w.Close()
	}
}

// TestF8ResetAnywhere breaks connections at every byte of a conversation. The
// server notices each, and keeps nothing.
func TestF8ResetAnywhere(t *testing.T) {
	s := open(t, runtime.Options{})
	left := make(chan runtime.CloseInfo, 1000)
	s.serve(handler{
		OnMessage:    echo.OnMessage,
		OnDisconnect: func(_ context.Context, _ *conn, why runtime.CloseInfo) { left <- why },
	})
	var whole []byte
	for _, f := range script(0)[:7] {
		whole = f.Append(whole)
	}
	for cut := 0; cut <= len(whole); cut += size(1, 7) {
		w, err := s.visit(hostilePath, wstest.RawOptions{Behind: whole[:cut]})
		if err != nil {
			t.Fatal(err)
		}
		end := w.Reset
		if cut%2 == 1 {
			end = w.Close
		}
		if err := end(); err != nil {
			t.Fatal(err)
		}
		select {
		case why := <-left:
			if why.Code != runtime.CloseAbnormal || !why.Remote {
				t.Fatalf("cut at byte %d: %v", cut, why)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("cut at byte %d: nobody noticed", cut)
		}
	}
	s.works()
}

// FuzzF10Frames sends arbitrary bytes behind a handshake, to a server without
// limits that would end the connection for their number. Whatever they are, the
// connection comes to its end when the client has, and others are served.
func FuzzF10Frames(f *testing.F) {
	for n := range 7 {
		var b []byte
		for _, frame := range script(n) {
			if len(frame.Payload) < 1000 {
				b = frame.Append(b)
			}
		}
		f.Add(b, uint8(n))
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		b := make([]byte, random.IntN(200))
		for i := range b {
			b[i] = byte(random.Uint32())
		}
		f.Add(b, uint8(random.Uint32()))
	}
	f.Fuzz(func(t *testing.T, sent []byte, chunk uint8) {
		s := open(t, runtime.Options{ControlRate: -1, InvalidRate: -1, MessageRate: -1, Compression: chunk%2 == 0, CloseTimeout: 50 * time.Millisecond}, inMemory)
		s.serve(echo)
		w, err := s.dial(wstest.RawOptions{Extensions: "permessage-deflate"})
		if err != nil {
			t.Fatal(err)
		}
		w.Chunk = int(chunk)
		var reading sync.WaitGroup
		reading.Go(func() {
			for {
				frame, err := w.ReadFrame()
				if err != nil {
					return
				}
				if !frame.Unmasked || frame.RSV2 || frame.RSV3 || frame.More {
					t.Errorf("the server sent %+v", frame)
				}
			}
		})
		_, _ = w.Write(sent)
		_ = w.CloseWrite()
		reading.Wait()
		s.works()
	})
}
