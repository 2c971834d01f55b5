package runtime_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/wscontract/wscontract/runtime"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A Say is what clients send in the tests, a Heard what the server sends.
type (
	Say struct {
		ID   any    `json:"id,omitempty"`
		Text string `json:"text"`
		N    int    `json:"n,omitempty"`
	}
	Heard struct {
		From string  `json:"from,omitempty"`
		Text string  `json:"text"`
		N    int     `json:"n,omitempty"`
		F    float64 `json:"f,omitempty"`
	}
)

// jsonCodec stands in for emitted code: text is required, and what is not JSON
// is malformed.
func jsonCodec[T any]() runtime.Codec[T] {
	decode := func(data []byte) (v T, err error) {
		finding := func(path, code, message string) error {
			return &runtime.ValidationError{Findings: []runtime.Finding{{Path: path, Code: code, Message: message}}}
		}
		if !json.Valid(data) {
			return v, finding("", "syntax", "expected a value")
		}
		var keys map[string]json.RawMessage
		if json.Unmarshal(data, &keys) != nil {
			return v, finding("", "type", "must be an object")
		}
		if _, ok := keys["text"]; !ok {
			return v, finding("/text", "required", "missing required field: text")
		}
		if err := json.Unmarshal(data, &v); err != nil {
			return v, finding("/text", "type", "wrong type")
		}
		return v, nil
	}
	return runtime.Codec[T]{
		Decode: decode,
		Append: func(b []byte, v T) ([]byte, error) {
			j, err := json.Marshal(v)
			if err != nil {
				return b, err
			}
			return append(b, j...), nil
		},
		Validate: func(data []byte) error { _, err := decode(data); return err },
	}
}

// channel returns a channel at /ws/NAME.
func channel(name string) runtime.Channel[Say, Heard] {
	return runtime.Channel[Say, Heard]{
		Route:          runtime.Route{Channel: name, Path: "/ws/" + name},
		ClientToServer: jsonCodec[Say](),
		ServerToClient: jsonCodec[Heard](),
	}
}

type (
	handler = runtime.Handler[Say, Heard]
	conn    = runtime.Conn[Heard]
	client  = runtime.Client[Say, Heard]
)

// echo sends every text back.
var echo = handler{OnMessage: func(ctx context.Context, c *conn, m Say) error {
	return c.Send(ctx, Heard{Text: m.Text, N: m.N})
}}

// A rig is a server on a real socket.
type rig struct {
	*runtime.Server
	t    *testing.T
	http *httptest.Server
	logs *logs
}

// newRig starts a server that is shut down, and has to forget every connection,
// when the test ends.
func newRig(t *testing.T, opts runtime.Options) *rig {
	t.Helper()
	l := new(logs)
	opts.Logger = l.logger()
	if opts.CloseTimeout == 0 {
		opts.CloseTimeout = time.Second
	}
	srv := runtime.NewServer(opts)
	r := newRigAround(t, srv, srv)
	r.logs = l
	return r
}

// newRigAround has something else between the socket and the server.
func newRigAround(t *testing.T, srv *runtime.Server, outer http.Handler) *rig {
	r := &rig{Server: srv, t: t, http: httptest.NewServer(outer)}
	t.Cleanup(r.stop)
	return r
}

func (r *rig) stop() {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := r.Shutdown(ctx); err != nil {
		r.t.Errorf("Shutdown: %v", err)
	}
	r.http.Close()
}

func (r *rig) url() string { return r.http.URL }

// dial connects a typed client, which is closed when the test ends.
func (r *rig) dial(ch runtime.Channel[Say, Heard]) *client {
	r.t.Helper()
	c, err := runtime.Dial(r.t.Context(), r.url(), ch, runtime.DialOptions{})
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { c.Close() })
	return c
}

func send(t *testing.T, c *client, m Say) {
	t.Helper()
	if err := c.Send(t.Context(), m); err != nil {
		t.Fatalf("Send: %v", err)
	}
}

func receive(t *testing.T, c *client) Heard {
	t.Helper()
	m, err := receiveErr(t, c)
	if err != nil {
		t.Fatalf("Receive: %v", err)
	}
	return m
}

func receiveErr(t *testing.T, c *client) (Heard, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	return c.Receive(ctx)
}

// closedWith waits for the end of a connection and checks its code.
func closedWith(t *testing.T, c *client, want runtime.CloseCode) *runtime.CloseError {
	t.Helper()
	for {
		_, err := receiveErr(t, c)
		if closed, ok := errors.AsType[*runtime.CloseError](err); ok {
			if closed.Code != want {
				t.Fatalf("closed with %v, want %v", closed, want)
			}
			return closed
		}
		if errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("not closed; want %v", want)
		}
	}
}

// eventually waits for a condition.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within 10 s: %s", what)
		}
	}
}

// logs keeps what a server logs.
type logs struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logs) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// A raw is a client that says what it wants, byte by byte.
type raw struct {
	net.Conn
	t  *testing.T
	br *bufio.Reader
}

// handshake returns an upgrade request. Extra lines end in \r\n.
func handshake(host, path, extra string) string {
	return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + extra + "\r\n"
}

// dialRaw connects and sends the handshake with whatever comes right behind it.
func (r *rig) dialRaw(path, extra string, behind ...byte) *raw {
	r.t.Helper()
	u, err := url.Parse(r.url())
	if err != nil {
		r.t.Fatal(err)
	}
	c, err := net.Dial("tcp", u.Host)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { c.Close() })
	if _, err := c.Write(append([]byte(handshake(u.Host, path, extra)), behind...)); err != nil {
		r.t.Fatal(err)
	}
	c.SetReadDeadline(time.Now().Add(10 * time.Second))
	w := &raw{Conn: c, t: r.t, br: bufio.NewReader(c)}
	resp, err := http.ReadResponse(w.br, nil)
	if err != nil {
		r.t.Fatal(err)
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		body, _ := io.ReadAll(resp.Body)
		r.t.Fatalf("handshake: %s: %s", resp.Status, body)
	}
	return w
}

// acceptKey answers a Sec-WebSocket-Key (RFC 6455, 4.2.2).
func acceptKey(key string) string {
	sum := sha1.Sum([]byte(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// frame makes a masked frame. b0 is the first byte: 0x80 for final, and the opcode.
func frame(b0 byte, payload string) []byte {
	b := []byte{b0}
	switch n := len(payload); {
	case n < 126:
		b = append(b, 0x80|byte(n))
	case n <= 0xFFFF:
		b = binary.BigEndian.AppendUint16(append(b, 0x80|126), uint16(n))
	default:
		b = binary.BigEndian.AppendUint64(append(b, 0x80|127), uint64(n))
	}
	mask := [4]byte{1, 2, 3, 4}
	b = append(b, mask[:]...)
	for i := range len(payload) {
		b = append(b, payload[i]^mask[i&3])
	}
	return b
}

func (w *raw) write(frames ...[]byte) {
	w.t.Helper()
	if _, err := w.Write(bytes.Join(frames, nil)); err != nil {
		w.t.Fatal(err)
	}
}

// read returns the opcode and payload of the next frame.
func (w *raw) read() (op byte, payload string, err error) {
	var head [2]byte
	if _, err := io.ReadFull(w.br, head[:]); err != nil {
		return 0, "", err
	}
	n := uint64(head[1])
	switch n {
	case 126:
		var b [2]byte
		_, err = io.ReadFull(w.br, b[:])
		n = uint64(binary.BigEndian.Uint16(b[:]))
	case 127:
		var b [8]byte
		_, err = io.ReadFull(w.br, b[:])
		n = binary.BigEndian.Uint64(b[:])
	}
	if err != nil {
		return 0, "", err
	}
	b := make([]byte, n)
	_, err = io.ReadFull(w.br, b)
	return head[0] & 0x0F, string(b), err
}

// text returns the next message.
func (w *raw) text() string {
	w.t.Helper()
	for {
		op, payload, err := w.read()
		if err != nil {
			w.t.Fatal(err)
		}
		switch op {
		case 1:
			return payload
		case 8:
			w.t.Fatalf("closed with %s; want a message", closeText(payload))
		}
	}
}

// closed skips messages, and returns the close frame as "1000 reason".
func (w *raw) closed() string {
	w.t.Helper()
	for {
		op, payload, err := w.read()
		if err != nil {
			return "no close frame: " + err.Error()
		}
		if op == 8 {
			return closeText(payload)
		}
	}
}

func closeText(payload string) string {
	if len(payload) < 2 {
		return "1005"
	}
	return strings.TrimSpace(fmt.Sprintf("%d %s", binary.BigEndian.Uint16([]byte(payload)), payload[2:]))
}

// request sends a plain request or a handshake, and returns the answer.
func (r *rig) request(method, path string, header http.Header) (*http.Response, string) {
	r.t.Helper()
	req, err := http.NewRequest(method, r.url()+path, nil)
	if err != nil {
		r.t.Fatal(err)
	}
	for k, v := range header {
		req.Header[k] = v
	}
	if host := header.Get("Host"); host != "" {
		req.Host = host
	}
	resp, err := r.http.Client().Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusSwitchingProtocols {
		return resp, ""
	}
	body, _ := io.ReadAll(resp.Body)
	return resp, string(body)
}

// upgrade returns the headers of a handshake, with more of them.
func upgrade(more ...string) http.Header {
	h := http.Header{
		"Connection":            {"Upgrade"},
		"Upgrade":               {"websocket"},
		"Sec-Websocket-Version": {"13"},
		"Sec-Websocket-Key":     {"dGhlIHNhbXBsZSBub25jZQ=="},
	}
	for i := 0; i < len(more); i += 2 {
		if more[i+1] == "" {
			h.Del(more[i])
		} else {
			h.Set(more[i], more[i+1])
		}
	}
	return h
}
