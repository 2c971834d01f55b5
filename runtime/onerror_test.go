package runtime_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/wscontract/wscontract/runtime"
)

// A protocol that says errors in its own way, or not at all.
func TestOnErrorAnswersInThePlaceOfAnErrorFrame(t *testing.T) {
	r := newRig(t, runtime.Options{InvalidRate: 6})
	secret := errors.New("secret")
	runtime.Handle(r.Server, channel("chat"), handler{
		OnMessage: func(ctx context.Context, c *conn, m Say) error {
			if m.Text == "fail" {
				return secret
			}
			return c.Send(ctx, Heard{Text: m.Text})
		},
		OnError: func(ctx context.Context, c *conn, data []byte, why error) error {
			invalid, ok := errors.AsType[*runtime.ValidationError](why)
			switch {
			case !ok && errors.Is(why, secret):
				return c.Send(ctx, Heard{From: "error", Text: string(data)})
			case !ok:
				return fmt.Errorf("unexpected %w", why)
			case string(data) == `{"n":1}`:
				return nil
			case string(data) == `{"n":2}`:
				return why
			case string(data) == `{"n":3}`:
				return &runtime.Error{Code: "odd", Message: "say more"}
			case string(data) == `{"n":4}`:
				return errors.New("not for clients")
			}
			return c.Send(ctx, Heard{From: "error", Text: invalid.Findings[0].Code})
		},
	})
	w := r.dialRaw("/ws/chat", "")
	for _, test := range []struct{ message, want string }{
		{`{"text":"fail"}`, `{"from":"error","text":"{\"text\":\"fail\"}"}`},
		{`{}`, `{"from":"error","text":"required"}`},
		{`{"n":1}`, ""},
		{`{"text":"a"}`, `{"text":"a"}`},
		{`{"n":2}`, `{"type":"validation_error","errors":[{"path":"/text","code":"required","message":"missing required field: text"}]}`},
		{`{"n":3}`, `{"type":"error","code":"odd","message":"say more"}`},
		{`{"n":4}`, `{"type":"error","message":"message handler error"}`},
		{`no`, `{"from":"error","text":"syntax"}`},
	} {
		w.write(frame(0x81, test.message))
		if test.want == "" {
			continue
		}
		if got := w.text(); got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.message, got, test.want)
		}
	}
	// All of them but one were invalid, however they were answered.
	w.write(frame(0x81, `{"n":1}`))
	wantClosed(t, w, "1008 too many invalid messages")
}

func TestOnErrorMayCloseTheConnection(t *testing.T) {
	r := newRig(t, runtime.Options{})
	runtime.Handle(r.Server, channel("chat"), handler{
		OnError: func(context.Context, *conn, []byte, error) error {
			return runtime.Reject(4400, "Invalid message received")
		},
	})
	runtime.Handle(r.Server, channel("panics"), handler{
		OnError: func(context.Context, *conn, []byte, error) error { panic("on purpose") },
	})
	w := r.dialRaw("/ws/chat", "")
	w.write(frame(0x81, `{}`))
	wantClosed(t, w, "4400 Invalid message received")
	w = r.dialRaw("/ws/panics", "")
	w.write(frame(0x81, `{}`))
	wantClosed(t, w, "1011 internal error")
}

func wantClosed(t *testing.T, w *raw, want string) {
	t.Helper()
	if got := w.closed(); got != want {
		t.Errorf("closed with %s, want %s", got, want)
	}
}
