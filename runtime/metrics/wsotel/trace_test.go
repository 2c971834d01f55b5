package wsotel_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	apitrace "go.opentelemetry.io/otel/trace"

	"github.com/wscontract/wscontract/examples/chat/chat"
	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/metrics/wsotel"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// behave makes a server do something of everything. What stands in secret must
// be told to nobody.
func behave(t *testing.T, opts runtime.Options) {
	t.Helper()
	opts.HeartbeatInterval = 50 * time.Millisecond
	srv := wstest.NewServer(t, opts)
	runtime.Handle(srv.Server, chat.Channels.Chat, runtime.Handler[chat.Command, chat.Event]{
		OnMessage: func(ctx context.Context, c *runtime.Conn[chat.Event], m chat.Command) error {
			switch m.(chat.Say).Text {
			case "fail " + secret:
				return errors.New("on purpose: " + secret)
			case "refuse " + secret:
				return fmt.Errorf("as asked: %w", &runtime.Error{Code: "full", Message: secret})
			case "panic " + secret:
				panic(secret)
			}
			c.Hub().Broadcast(ctx, chat.Welcome{Room: "lobby"})
			return nil
		},
	})
	hello := func(origin string) runtime.DialOptions {
		var params chat.Chat
		params.Params.Room, params.Query.Nick = "lobby", "ada"
		header := http.Header{}
		if origin != "" {
			header.Set("Origin", origin)
		}
		return runtime.DialOptions{Handshake: params, NetDial: srv.DialContext, Header: header}
	}
	if _, err := runtime.Dial(t.Context(), srv.URL(), chat.Channels.Chat, hello("https://evil.example")); err == nil {
		t.Fatal("a page of another origin was let in")
	}
	conn, err := srv.DialContext(t.Context(), "", "")
	wstest.Must(t, err)
	w, err := wstest.DialRaw(t.Context(), srv.URL()+"/ws/rooms/lobby?nick=ada", wstest.RawOptions{Conn: conn})
	wstest.Must(t, err)
	defer w.Close()
	for _, text := range []string{
		`{"type":"say","text":"hi"}`,
		`{"type":"say","text":17,"` + secret + `":1}`,
		`{"type":"say","text":"fail ` + secret + `"}`,
		`{"type":"say","text":"refuse ` + secret + `"}`,
	} {
		wstest.Must(t, w.Send(wstest.Frame{Opcode: wstest.Text, Payload: []byte(text)}))
		if answer := next(t, w); answer.Opcode != wstest.Text {
			t.Fatalf("%s is answered with %v", text, answer)
		}
	}
	ping, err := w.ReadFrame() // there is nothing else to come
	wstest.Must(t, err)
	wstest.Must(t, w.Send(wstest.Frame{Opcode: wstest.Pong, Payload: ping.Payload}))
	wstest.Must(t, w.Send(wstest.Frame{Opcode: wstest.Text, Payload: []byte(`{"type":"say","text":"panic ` + secret + `"}`)}))
	if end := next(t, w); end.Opcode != wstest.Close {
		t.Fatalf("the panic is answered with %v", end)
	}
	wstest.Must(t, w.Close())
	wstest.Must(t, srv.Shutdown(t.Context()))
}

const secret = "hunter2"

// next returns the next frame that is not a ping.
func next(t *testing.T, w *wstest.Raw) wstest.Frame {
	t.Helper()
	for {
		f, err := w.ReadFrame()
		wstest.Must(t, err)
		if f.Opcode == wstest.Ping {
			wstest.Must(t, w.Send(wstest.Frame{Opcode: wstest.Pong, Payload: f.Payload}))
			continue
		}
		return f
	}
}

// attributes returns what a span says, as text.
func attributes(span trace.ReadOnlySpan) map[string]string {
	m := map[string]string{}
	for _, a := range span.Attributes() {
		m[string(a.Key)] = a.Value.String()
	}
	return m
}

func TestEachMessageHasASpan(t *testing.T) {
	recorder := tracetest.NewSpanRecorder()
	provider := trace.NewTracerProvider(trace.WithSpanProcessor(recorder))
	behave(t, runtime.Options{Middleware: []runtime.Middleware{wsotel.Trace(provider)}})
	spans := recorder.Ended()
	want := []struct {
		outcome, kind, message string
		status                 codes.Code
	}{
		{"handled", "", "chat.Say", codes.Unset},
		{"invalid", "type", "", codes.Unset},
		{"failed", "*errors.errorString", "chat.Say", codes.Error},
		{"failed", "full", "chat.Say", codes.Unset},
		{"panicked", "panic", "chat.Say", codes.Error},
	}
	if len(spans) != len(want) {
		t.Fatalf("%d spans, want %d", len(spans), len(want))
	}
	traces := map[apitrace.TraceID]bool{}
	for i, span := range spans {
		a := attributes(span)
		if span.Name() != "chat message" || span.SpanKind() != apitrace.SpanKindServer || a["wscontract.channel"] != "chat" {
			t.Errorf("span %d: %s, %v, %v", i, span.Name(), span.SpanKind(), a)
		}
		if w := want[i]; a["wscontract.outcome"] != w.outcome || a["error.type"] != w.kind || a["wscontract.message.type"] != w.message || span.Status().Code != w.status {
			t.Errorf("span %d: %v, status %v; want %v", i, a, span.Status(), w)
		}
		if a["wscontract.connection.id"] == "" || a["wscontract.message.size"] == "0" {
			t.Errorf("span %d: %v", i, a)
		}
		if all := fmt.Sprint(a, span.Name(), span.Status(), span.Events()); strings.Contains(all, secret) {
			t.Errorf("span %d tells a secret: %s", i, all)
		}
		traces[span.SpanContext().TraceID()] = true
	}
	if len(traces) != len(spans) {
		t.Errorf("%d traces for %d messages", len(traces), len(spans))
	}
}

// What the upgrade request has as a span, every message has as a link, and what a
// handler calls stands below the message.
func TestSpansAreConnected(t *testing.T) {
	recorder := tracetest.NewSpanRecorder()
	provider := trace.NewTracerProvider(trace.WithSpanProcessor(recorder))
	tracer := provider.Tracer("test")
	srv := runtime.NewServer(runtime.Options{Middleware: []runtime.Middleware{wsotel.Trace(provider)}})
	defer srv.Close()
	runtime.Handle(srv, chat.Channels.Chat, runtime.Handler[chat.Command, chat.Event]{
		OnMessage: func(ctx context.Context, c *runtime.Conn[chat.Event], m chat.Command) error {
			ctx, span := tracer.Start(ctx, "query")
			defer span.End()
			return c.Send(ctx, chat.Welcome{Room: "lobby"})
		},
	})
	network := wstest.Listen()
	web := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, span := tracer.Start(r.Context(), "upgrade")
		defer span.End()
		srv.ServeHTTP(w, r.WithContext(ctx))
	})}
	var serving sync.WaitGroup
	serving.Go(func() { _ = web.Serve(network) })
	defer serving.Wait()
	defer web.Close()

	var hello chat.Chat
	hello.Params.Room, hello.Query.Nick = "lobby", "ada"
	c := wstest.Connect(t, network, chat.Channels.Chat, runtime.DialOptions{Handshake: hello})
	for range 2 {
		wstest.Must(t, c.Send(t.Context(), chat.Say{Text: "hi"}))
		wstest.Expect[chat.Welcome](t, c)
	}
	wstest.Must(t, c.Close())
	wstest.Must(t, srv.Shutdown(t.Context()))

	byName := map[string][]trace.ReadOnlySpan{}
	for _, span := range recorder.Ended() {
		byName[span.Name()] = append(byName[span.Name()], span)
	}
	if len(byName["upgrade"]) != 1 || len(byName["chat message"]) != 2 || len(byName["query"]) != 2 {
		t.Fatalf("spans: %v", byName)
	}
	upgrade := byName["upgrade"][0].SpanContext()
	for i, message := range byName["chat message"] {
		if message.Parent().IsValid() || message.SpanContext().TraceID() == upgrade.TraceID() {
			t.Errorf("message %d is a part of the upgrade's trace", i)
		}
		if !slices.ContainsFunc(message.Links(), func(l trace.Link) bool { return l.SpanContext.SpanID() == upgrade.SpanID() }) {
			t.Errorf("message %d has the links %v", i, message.Links())
		}
		if below := byName["query"][i].Parent().SpanID(); below != message.SpanContext().SpanID() {
			t.Errorf("query %d stands below %v", i, below)
		}
	}
}
