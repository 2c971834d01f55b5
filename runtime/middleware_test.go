package runtime_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/runtime"
)

func TestMiddlewareStandsAroundMessages(t *testing.T) {
	type key struct{}
	var lines []string // no lock: the callbacks of one connection follow one another
	note := func(name string) runtime.Middleware {
		return func(next runtime.MessageFunc) runtime.MessageFunc {
			return func(ctx context.Context, m *runtime.Inbound) error {
				lines = append(lines, fmt.Sprintf("%s %s %s", name, m.Peer.Channel(), m.Data))
				if m.Message != nil {
					t.Error("the message is decoded already")
				}
				err := next(context.WithValue(ctx, key{}, name), m)
				lines = append(lines, fmt.Sprintf("%s %T %v", name, m.Message, err != nil))
				return err
			}
		}
	}
	r := newRig(t, runtime.Options{Middleware: []runtime.Middleware{note("first"), note("second")}})
	runtime.Handle(r.Server, channel("chat"), handler{
		Middleware: []runtime.Middleware{note("third")},
		OnMessage: func(ctx context.Context, c *conn, m Say) error {
			lines = append(lines, fmt.Sprint("handler ", m.Text, " ", ctx.Value(key{})))
			return c.Send(ctx, Heard{Text: m.Text})
		},
	})
	w := r.dialRaw("/ws/chat", "")
	w.write(frame(0x81, `{"text":"x"}`))
	w.text()
	w.write(frame(0x81, `{}`))
	w.text()
	w.write(frame(0x88, ""))
	w.closed()
	if err := r.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := []string{
		`first chat {"text":"x"}`, `second chat {"text":"x"}`, `third chat {"text":"x"}`,
		`handler x third`,
		`third runtime_test.Say false`, `second runtime_test.Say false`, `first runtime_test.Say false`,
		`first chat {}`, `second chat {}`, `third chat {}`,
		`third <nil> true`, `second <nil> true`, `first <nil> true`,
	}
	if !slices.Equal(lines, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
}

func TestMiddlewareDecides(t *testing.T) {
	r := newRig(t, runtime.Options{Middleware: []runtime.Middleware{func(next runtime.MessageFunc) runtime.MessageFunc {
		return func(ctx context.Context, m *runtime.Inbound) error {
			switch {
			case bytes.Contains(m.Data, []byte("deny")):
				return &runtime.Error{Code: "denied", Message: "not today"}
			case bytes.Contains(m.Data, []byte("reject")):
				return runtime.Reject(runtime.CloseForbidden, "not you")
			case bytes.Contains(m.Data, []byte("swallow")):
				return nil
			case bytes.Contains(m.Data, []byte("old")):
				m.Data = []byte(`{"text":"new"}`)
			case bytes.Contains(m.Data, []byte("panic")):
				panic("on purpose")
			}
			err := next(ctx, m)
			if _, ok := errors.AsType[*runtime.ValidationError](err); ok && bytes.Contains(m.Data, []byte("hide")) {
				return errors.New("secret")
			}
			return err
		}
	}}})
	runtime.Handle(r.Server, channel("chat"), echo)
	w := r.dialRaw("/ws/chat", "")
	w.write(frame(0x81, `{"text":"swallow"}`)) // is not answered
	for _, test := range []struct{ message, want string }{
		{`{"text":"deny","id":1}`, `{"type":"error","id":1,"code":"denied","message":"not today"}`},
		{`{"text":"old"}`, `{"text":"new"}`},
		{`{"hide":1}`, `{"type":"error","message":"message handler error"}`},
		{`{}`, `{"type":"validation_error","errors":[{"path":"/text","code":"required","message":"missing required field: text"}]}`},
	} {
		w.write(frame(0x81, test.message))
		if got := w.text(); got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.message, got, test.want)
		}
	}
	w.write(frame(0x81, `{"text":"reject"}`))
	if got := w.closed(); got != "4403 not you" {
		t.Errorf("Reject: %s", got)
	}
	if got := r.dialRaw("/ws/chat", "", frame(0x81, `{"text":"panic"}`)...).closed(); got != "1011 internal error" {
		t.Errorf("panic: %s", got)
	}
}
