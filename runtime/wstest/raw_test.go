package wstest_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha1"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// echo serves a channel that sends back what it gets.
func echo(t *testing.T, start func(http.Handler) *httptest.Server) *httptest.Server {
	srv := runtime.NewServer(runtime.Options{})
	srv.HandleRoute(runtime.Route{Channel: "echo"}, runtime.Validators{}, runtime.RawHandler{
		OnMessage: func(ctx context.Context, c *runtime.Conn[json.RawMessage], m json.RawMessage) error {
			return c.Send(ctx, m)
		},
	})
	web := start(srv)
	t.Cleanup(func() {
		srv.Close()
		web.Close()
	})
	return web
}

func dial(t *testing.T, address string, opts wstest.RawOptions) *wstest.Raw {
	t.Helper()
	c, err := wstest.DialRaw(t.Context(), address, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func TestFrameOnTheWire(t *testing.T) {
	for _, test := range []struct {
		frame wstest.Frame
		want  string
	}{
		{wstest.Frame{Opcode: wstest.Text, Payload: []byte("Hi")}, "\x81\x82\x00\x00\x00\x00Hi"},
		{wstest.Frame{Opcode: wstest.Text, Payload: []byte("Hi"), Mask: [4]byte{1, 2}}, "\x81\x82\x01\x02\x00\x00Ik"},
		{wstest.Frame{Opcode: wstest.Text, Payload: []byte("Hi"), Unmasked: true}, "\x81\x02Hi"},
		{wstest.Frame{Opcode: 3, More: true, RSV1: true, RSV2: true, RSV3: true, Unmasked: true}, "\x73\x00"},
		{wstest.Frame{Opcode: wstest.Ping, Length: wstest.Bits16, Unmasked: true}, "\x89\x7e\x00\x00"},
		{wstest.Frame{Opcode: wstest.Ping, Length: wstest.Bits64, Unmasked: true}, "\x89\x7f\x00\x00\x00\x00\x00\x00\x00\x00"},
		{wstest.Frame{Opcode: wstest.Binary, Declared: 1 << 63, Unmasked: true}, "\x82\x7f\x80\x00\x00\x00\x00\x00\x00\x00"},
		{wstest.Frame{Opcode: wstest.Binary, Declared: 200, Payload: []byte("x"), Unmasked: true}, "\x82\x7e\x00\xc8x"},
		{wstest.CloseFrame(1000, "bye"), "\x88\x85\x00\x00\x00\x00\x03\xe8bye"},
	} {
		if got := string(test.frame.Append(nil)); got != test.want {
			t.Errorf("%+v is % x, want % x", test.frame, got, test.want)
		}
	}
}

func TestRawSpeaksWithAServer(t *testing.T) {
	for name, start := range map[string]func(http.Handler) *httptest.Server{
		"http": httptest.NewServer, "https": httptest.NewTLSServer,
	} {
		t.Run(name, func(t *testing.T) {
			web := echo(t, start)
			opts := wstest.RawOptions{Behind: wstest.Frame{Opcode: wstest.Text, Payload: []byte(`"early"`)}.Append(nil)}
			if name == "https" {
				opts.TLS = web.Client().Transport.(*http.Transport).TLSClientConfig
			}
			c := dial(t, web.URL+"/ws/echo", opts)
			big := `"` + strings.Repeat("x", 1000) + `"`
			if err := c.Send(wstest.Frame{Opcode: wstest.Text, Payload: []byte(big)}); err != nil {
				t.Fatal(err)
			}
			c.Chunk = 1
			if err := c.Send(
				wstest.Frame{Opcode: wstest.Text, Payload: []byte(`"a`), More: true, Mask: [4]byte{9, 8, 7, 6}},
				wstest.Frame{Opcode: wstest.Continuation, Payload: []byte(`b"`)},
				wstest.CloseFrame(4321, "enough"),
			); err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{`"early"`, big, `"ab"`} {
				op, got, err := c.ReadMessage()
				if err != nil || op != wstest.Text || !bytes.Equal(got, []byte(want)) {
					t.Fatalf("got %v %.40q, %v; want text %.40q", op, got, err, want)
				}
			}
			if _, _, err := c.ReadMessage(); err == nil || err.Error() != "4321" {
				t.Errorf("the stream ended with %v, want 4321", err)
			}
			if n, err := c.ReadEOF(); n != 0 || err != nil {
				t.Errorf("%d bytes behind the close frame, %v", n, err)
			}
		})
	}
}

func TestRefusedHandshake(t *testing.T) {
	web := echo(t, httptest.NewServer)
	_, err := wstest.DialRaw(t.Context(), web.URL+"/ws/echo", wstest.RawOptions{
		Header: http.Header{"Origin": {"https://evil.example"}},
	})
	refused, ok := errors.AsType[*wstest.HandshakeError](err)
	if !ok || refused.Response.StatusCode != http.StatusForbidden || !strings.Contains(refused.Body, "origin") {
		t.Errorf("got %v", err)
	}
	_, err = wstest.DialRaw(t.Context(), web.URL+"/ws/echo", wstest.RawOptions{
		Header: http.Header{"Sec-WebSocket-Key": nil},
	})
	if refused, ok := errors.AsType[*wstest.HandshakeError](err); !ok || refused.Response.StatusCode != http.StatusBadRequest {
		t.Errorf("without a key: %v", err)
	}
}

func TestHowAStreamEnds(t *testing.T) {
	web := echo(t, httptest.NewServer)
	c := dial(t, web.URL+"/ws/echo", wstest.RawOptions{})
	if err := c.Reset(); err != nil {
		t.Fatal(err)
	}
	if end := c.ReadEnd(); end.Code != 1006 || end.Err == nil {
		t.Errorf("after a reset: %v", end)
	}
	c = dial(t, web.URL+"/ws/echo", wstest.RawOptions{})
	if err := c.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	if end := c.ReadEnd(); end.Code != 1006 {
		t.Errorf("after half a close: %v", end)
	}
}

func TestRawReadsWhatCameWithTheHandshake(t *testing.T) {
	ours, theirs := net.Pipe()
	defer theirs.Close()
	go func() {
		r, err := http.ReadRequest(bufio.NewReader(theirs))
		if err != nil {
			t.Error(err)
			return
		}
		sum := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
		fmt.Fprintf(theirs, "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: %s\r\n\r\n\x81\x02Hi", base64.StdEncoding.EncodeToString(sum[:]))
	}()
	c := dial(t, "ws://localhost/", wstest.RawOptions{Conn: ours})
	got := make([]byte, 4)
	if _, err := io.ReadFull(c, got); string(got) != "\x81\x02Hi" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}
