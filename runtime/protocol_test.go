package runtime_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

// TestHostileClients has each limit cut the client that breaks it, with a close
// frame that the client can read.
func TestHostileClients(t *testing.T) {
	repeat := func(f []byte, n int) []byte { return bytes.Repeat(f, n) }
	for _, test := range []struct {
		name string
		opts runtime.Options
		send [][]byte
		want string
	}{
		{"text that is not UTF-8", runtime.Options{},
			[][]byte{frame(0x81, "{\"text\":\"\xed\xa0\x80\"}")}, "1007 text is not UTF-8"},
		{"text that is not UTF-8 in fragments", runtime.Options{},
			[][]byte{frame(0x01, "\"\xce"), frame(0x80, "\xce\"")}, "1007 text is not UTF-8"},
		{"a message that is too big", runtime.Options{MaxMessageSize: 1024},
			[][]byte{frame(0x81, strings.Repeat("x", 100_000))}, "1009 message larger than 1024 bytes"},
		{"a length with the highest bit", runtime.Options{},
			[][]byte{{0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0}}, "1002 length has its highest bit set"},
		{"a length that is too long by its form", runtime.Options{},
			[][]byte{{0x81, 0x80 | 126, 0, 1, 0, 0, 0, 0, '1'}}, "1002 length is not in its shortest form"},
		{"a length that is far too long by its form", runtime.Options{},
			[][]byte{{0x81, 0x80 | 127, 0, 0, 0, 0, 0, 0, 0, 200}}, "1002 length is not in its shortest form"},
		{"a close frame with half a code", runtime.Options{},
			[][]byte{frame(0x88, "\x03")}, "1002 close frame has half a code"},
		{"empty fragments", runtime.Options{MaxMessageSize: 1024},
			[][]byte{frame(0x01, ""), repeat(frame(0x00, ""), 300_000)}, "1008 too many frames in one message"},
		{"fragments of a byte", runtime.Options{MaxMessageSize: 1 << 20},
			[][]byte{frame(0x01, "a"), repeat(frame(0x00, "a"), 500_000)}, "1008 too many frames in one message"},
		{"pings", runtime.Options{},
			[][]byte{repeat(frame(0x89, "ping"), 10_000)}, "1008 too many pings"},
		{"pongs", runtime.Options{},
			[][]byte{repeat(frame(0x8A, "pong"), 10_000)}, "1008 too many pings"},
		{"messages", runtime.Options{MessageRate: 10},
			[][]byte{repeat(frame(0x81, `{"text":"x"}`), 100)}, "4429 too many messages"},
		{"invalid messages", runtime.Options{InvalidRate: 10},
			[][]byte{repeat(frame(0x81, `{}`), 50)}, "1008 too many invalid messages"},
		{"binary where it is refused", runtime.Options{RefuseBinary: true},
			[][]byte{frame(0x82, `{"text":"x"}`)}, "1003 binary messages are refused"},
		{"a message that never ends", runtime.Options{ReadTimeout: 50 * time.Millisecond},
			[][]byte{frame(0x01, `{"text":`)}, "4408 message was not complete in time"},
		{"a frame that never ends", runtime.Options{ReadTimeout: 50 * time.Millisecond},
			[][]byte{frame(0x81, `{"text":"x"}`)[:10]}, "4408 message was not complete in time"},
		{"a frame without a mask", runtime.Options{},
			[][]byte{{0x81, 1, 'x'}}, "1002 bad MASK"},
		{"a reserved bit", runtime.Options{},
			[][]byte{frame(0xC1, "x")}, "1002 RSV1 set"},
		{"an unknown opcode", runtime.Options{},
			[][]byte{frame(0x83, "x")}, "1002 bad opcode 3"},
		{"a close code that must not be sent", runtime.Options{},
			[][]byte{frame(0x88, "\x03\xed")}, "1002 bad close code 1005"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRig(t, test.opts)
			left := make(chan runtime.CloseInfo, 1)
			runtime.Handle(r.Server, channel("chat"), handler{
				OnDisconnect: func(_ context.Context, _ *conn, why runtime.CloseInfo) { left <- why },
			})
			w := r.dialRaw("/ws/chat", "")
			go w.Write(bytes.Join(test.send, nil)) // a part of it may be refused
			if got := w.closed(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if why := <-left; why.Remote || !strings.HasPrefix(test.want, why.Code.String()[:4]) {
				t.Errorf("OnDisconnect was told %v", why)
			}
		})
	}
}

func TestTrickleIsCutByTheTimeForOneMessage(t *testing.T) {
	r := newRig(t, runtime.Options{ReadTimeout: 200 * time.Millisecond})
	runtime.Handle(r.Server, channel("chat"), handler{})
	w := r.dialRaw("/ws/chat", "")
	go func() {
		for _, b := range frame(0x81, strings.Repeat("x", 200)) {
			if _, err := w.Write([]byte{b}); err != nil {
				return
			}
			time.Sleep(100 * time.Millisecond) // 20 s for all
		}
	}()
	at := time.Now()
	if got := w.closed(); got != "4408 message was not complete in time" {
		t.Errorf("got %s", got)
	}
	if d := time.Since(at); d > 10*time.Second {
		t.Errorf("it took %v", d)
	}
}

func TestQuietClientMayAnswerPingsForEver(t *testing.T) {
	r := newRig(t, runtime.Options{MaxMessageSize: 20, ControlRate: -1}) // 4136 bytes per message on the wire
	runtime.Handle(r.Server, channel("chat"), echo)
	w := r.dialRaw("/ws/chat", "")
	for range 20 {
		w.write(bytes.Repeat(frame(0x8A, strings.Repeat("p", 100)), 100))
	}
	w.write(frame(0x81, `{"text":"alive"}`))
	if got := w.text(); got != `{"text":"alive"}` {
		t.Errorf("got %s", got)
	}
}

func TestPingIsAnswered(t *testing.T) {
	r := newRig(t, runtime.Options{})
	runtime.Handle(r.Server, channel("chat"), echo)
	w := r.dialRaw("/ws/chat", "")
	for _, payload := range []string{"", "x", strings.Repeat("p", 125)} {
		// Also between the fragments of a message.
		w.write(frame(0x01, `{"text":`), frame(0x89, payload), frame(0x80, `"x"}`))
		if op, got, err := w.read(); op != 0xA || got != payload || err != nil {
			t.Errorf("opcode %d, payload %q, %v; want a pong with %q", op, got, err, payload)
		}
		if got := w.text(); got != `{"text":"x"}` {
			t.Errorf("got %s", got)
		}
	}
}

func TestUnsolicitedPongsDoNotKeepAClientAlive(t *testing.T) {
	r := newRig(t, runtime.Options{HeartbeatInterval: 50 * time.Millisecond, HeartbeatTimeout: 100 * time.Millisecond, ControlRate: -1})
	runtime.Handle(r.Server, channel("chat"), handler{})
	w := r.dialRaw("/ws/chat", "")
	go func() {
		for {
			if _, err := w.Write(frame(0x8A, "still here")); err != nil {
				return
			}
			time.Sleep(5 * time.Millisecond)
		}
	}()
	if got := w.closed(); got != "4408 no answer to ping" {
		t.Errorf("got %s", got)
	}
}

func TestCloseFrameIsAnswered(t *testing.T) {
	for _, test := range []struct{ payload, want string }{
		{"", "1005"},
		{"\x03\xe8", "1000"},
		{"\x03\xe9bye", "1001"},
		{"\x10\x00custom", "4096"},
	} {
		r := newRig(t, runtime.Options{})
		left := make(chan runtime.CloseInfo, 1)
		runtime.Handle(r.Server, channel("chat"), handler{
			OnDisconnect: func(_ context.Context, _ *conn, why runtime.CloseInfo) { left <- why },
		})
		w := r.dialRaw("/ws/chat", "")
		w.write(frame(0x88, test.payload), frame(0x81, `{"text":"after the end"}`))
		if got := w.closed(); got != test.want {
			t.Errorf("answered with %s, want %s", got, test.want)
		}
		why := <-left
		if !why.Remote || why.Code.String()[:4] != test.want || why.Reason != test.payload[min(2, len(test.payload)):] {
			t.Errorf("OnDisconnect was told %+v", why)
		}
	}
}

func TestOneWayChannelsRefuse(t *testing.T) {
	r := newRig(t, runtime.Options{})
	listen := runtime.Channel[runtime.None, Heard]{
		Route:          runtime.Route{Channel: "listen", Path: "/ws/listen"},
		ClientToServer: runtime.NoMessages(),
		ServerToClient: jsonCodec[Heard](),
	}
	runtime.Handle(r.Server, listen, runtime.Handler[runtime.None, Heard]{
		OnConnect: func(ctx context.Context, c *conn) error { return c.Send(ctx, Heard{Text: "news"}) },
		OnMessage: func(context.Context, *conn, runtime.None) error {
			t.Error("OnMessage was called")
			return nil
		},
	})
	talk := runtime.Channel[Say, runtime.None]{
		Route:          runtime.Route{Channel: "talk", Path: "/ws/talk"},
		ClientToServer: jsonCodec[Say](),
		ServerToClient: runtime.NoMessages(),
	}
	sent := make(chan error, 2)
	hub := runtime.Handle(r.Server, talk, runtime.Handler[Say, runtime.None]{
		OnMessage: func(ctx context.Context, c *runtime.Conn[runtime.None], _ Say) error {
			sent <- c.Send(ctx, runtime.None{})
			sent <- c.SendJSON(ctx, []byte(`{}`))
			return nil
		},
	})

	w := r.dialRaw("/ws/listen", "")
	if got := w.text(); got != `{"text":"news"}` {
		t.Errorf("got %s", got)
	}
	w.write(frame(0x81, `{"id":3,"text":"hello"}`))
	const want = `{"type":"validation_error","id":3,"errors":[{"path":"","code":"direction","message":"this channel has no messages in this direction"}]}`
	if got := w.text(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}

	c := r.dialRaw("/ws/talk", "")
	c.write(frame(0x81, `{"text":"hello"}`))
	for range cap(sent) {
		err := <-sent
		if _, ok := errors.AsType[*runtime.ValidationError](err); !ok {
			t.Errorf("the server could send: %v", err)
		}
	}
	if n := hub.Broadcast(t.Context(), runtime.None{}); n != 0 {
		t.Errorf("the server could broadcast to %d", n)
	}
}

// TestTheContractGoesBeforeTheServer has options that would not end a client, or
// not so soon.
func TestTheContractGoesBeforeTheServer(t *testing.T) {
	r := newRig(t, runtime.Options{MaxMessageSize: -1, MessageRate: -1, Overflow: runtime.OverflowDropNewest})
	ch := channel("chat")
	ch.MaxSize, ch.Rate, ch.Overflow = 30, 5, runtime.OverflowDropOldest
	runtime.Handle(r.Server, ch, echo)
	runtime.Handle(r.Server, channel("free"), echo)
	message := frame(0x81, `{"text":"x"}`)
	long := frame(0x81, `{"text":"`+strings.Repeat("x", 30)+`"}`)
	for _, test := range []struct {
		name, path string
		frames     []byte
		want       string
	}{
		{"a message too many", "/ws/chat", bytes.Repeat(message, 40), "4429 too many messages"},
		{"a message too long", "/ws/chat", long, "1009 message larger than 30 bytes"},
		{"a burst of two seconds", "/ws/chat", append(bytes.Repeat(message, 10), frame(0x88, "\x03\xe8")...), "1000"},
		{"without limits", "/ws/free", append(append(bytes.Repeat(message, 100), long...), frame(0x88, "\x03\xe8")...), "1000"},
	} {
		if got := r.dialRaw(test.path, "", test.frames...).closed(); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	for _, route := range r.Routes() {
		if want := map[string]runtime.Overflow{"chat": runtime.OverflowDropOldest, "free": runtime.OverflowDropNewest}[route.Channel]; route.Overflow != want {
			t.Errorf("%s: overflow is %s, want %s", route.Channel, route.Overflow, want)
		}
	}
}
