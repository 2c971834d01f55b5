package attack_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	goruntime "runtime"
	"strings"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/attack/hostile"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// TestH1SlowHandshakes has clients that send a byte of their request at a time,
// and never end it. The HTTP server cuts them, they take no place, and others are
// let in meanwhile.
func TestH1SlowHandshakes(t *testing.T) {
	n := size(500, 100)
	s := open(t, runtime.Options{MaxConnections: 1}, web(func(w *http.Server) { w.ReadHeaderTimeout = time.Second }))
	s.serve(echo)
	before := goruntime.NumGoroutine()
	address := strings.TrimPrefix(s.network.URL(), "http://")
	slow := make([]net.Conn, n)
	for i := range slow {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		slow[i] = c
	}
	request := "GET " + hostilePath + " HTTP/1.1\r\nHost: " + address + "\r\nX: " + strings.Repeat("x", 1000)
	trickle := func(i int) {
		for _, c := range slow {
			_, _ = c.Write([]byte{request[i]}) // one that was cut takes no more
		}
	}
	for i := range 3 {
		trickle(i)
	}
	s.works() // the only place is free
	stop := make(chan struct{})
	go func() {
		for i := 3; i < len(request); i++ {
			select {
			case <-stop:
				return
			case <-time.After(100 * time.Millisecond):
				trickle(i)
			}
		}
	}()
	defer close(stop)
	at := time.Now()
	for _, c := range slow {
		_ = c.SetReadDeadline(at.Add(20 * time.Second))
		if _, err := io.Copy(io.Discard, c); errors.Is(err, context.DeadlineExceeded) {
			t.Fatal("a slow handshake was not cut")
		}
	}
	t.Logf("%d slow handshakes were cut within %v", n, time.Since(at).Round(time.Millisecond))
	eventually(t, "no goroutine is left of them", func() bool { return goruntime.NumGoroutine() <= before+5 })
	s.works()
}

// TestH2LargeHeaders has requests of 200 KB. An HTTP server with a bound refuses
// them; of one that lets them pass, nothing stays with the connection.
func TestH2LargeHeaders(t *testing.T) {
	large := http.Header{"Cookie": {strings.Repeat("x", 200_000)}}
	bounded := open(t, runtime.Options{}, web(func(w *http.Server) { w.MaxHeaderBytes = 64 << 10 }))
	bounded.serve(echo)
	_, err := bounded.dial(wstest.RawOptions{Header: large})
	if refused, ok := errors.AsType[*wstest.HandshakeError](err); !ok || refused.Response.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("a request of 200 KB: %v", err)
	}

	s := open(t, runtime.Options{}) // a megabyte is the default of net/http
	hub := s.serve(echo)
	const n = 50
	before := heap()
	for range n {
		if _, err := s.dial(wstest.RawOptions{Header: large}); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "all are there", func() bool { return hub.Len() == n })
	// Both ends of the connections are in this process.
	if each := (heap() - before) / n; each > 50_000 {
		t.Errorf("each connection keeps %d bytes of a request of 200,000", each)
	}
}

// heap is how much memory is in use.
func heap() int {
	var m goruntime.MemStats
	for range 3 {
		goruntime.GC()
	}
	goruntime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}

// TestH3ManyHeaders has requests with thousands of headers, of those that are
// looked at among them.
func TestH3ManyHeaders(t *testing.T) {
	s := open(t, runtime.Options{Compression: true, Subprotocols: []string{"v1"}})
	s.serve(echo)
	many := func(n int, value string) []string {
		values := make([]string, n)
		for i := range values {
			values[i] = fmt.Sprintf(value, i)
		}
		return values
	}
	for name, values := range map[string][]string{
		"X-Anything":               many(2000, "%d"),
		"Sec-Websocket-Protocol":   many(2000, "v%d"),
		"Sec-Websocket-Extensions": many(2000, "permessage-deflate; x%d"),
		"Connection":               append(many(2000, "x%d"), "Upgrade"),
		"Cookie":                   many(2000, "c%d=1"),
	} {
		if _, err := s.dial(wstest.RawOptions{Header: http.Header{name: values}}); err != nil {
			t.Errorf("2,000 headers %s: %v", name, err)
		}
	}
	_, err := s.dial(wstest.RawOptions{Extensions: strings.Join(many(10_000, "permessage-deflate; a; b; c=%d"), ",")})
	if err != nil {
		t.Errorf("10,000 offers: %v", err)
	}
	_, err = s.dial(wstest.RawOptions{Header: http.Header{"X-Many": many(200_000, "%d")}})
	if refused, ok := errors.AsType[*wstest.HandshakeError](err); ok && refused.Response.StatusCode != http.StatusRequestHeaderFieldsTooLarge || err == nil {
		t.Errorf("200,000 headers: %v", err) // or the server has hung up while they were sent
	}
	s.works()
}

// TestH4MalformedHandshakes sends what is nearly a handshake. Each has an answer
// that says what is wrong, and none is the server's fault.
func TestH4MalformedHandshakes(t *testing.T) {
	const (
		get     = "GET " + hostilePath + " HTTP/1.1\r\nHost: x\r\n"
		upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\n"
		version = "Sec-WebSocket-Version: 13\r\n"
		key     = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
	)
	s := open(t, runtime.Options{})
	s.serve(echo)
	for _, test := range []struct {
		name, request string
		status        int
	}{
		{"no key", get + upgrade + version, 400},
		{"an empty key", get + upgrade + version + "Sec-WebSocket-Key:\r\n", 400},
		{"a short key", get + upgrade + version + "Sec-WebSocket-Key: dGhlIHNhbXBsZQ==\r\n", 400},
		{"a key that is not base64", get + upgrade + version + "Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!==\r\n", 400},
		{"two keys", get + upgrade + version + key + key, 400},
		{"version 12", get + upgrade + key + "Sec-WebSocket-Version: 12\r\n", 426},
		{"version 130", get + upgrade + key + "Sec-WebSocket-Version: 130\r\n", 426},
		{"two versions", get + upgrade + key + "Sec-WebSocket-Version: 8\r\n" + version, 426},
		{"no version", get + upgrade + key, 426},
		{"POST", strings.Replace(get, "GET", "POST", 1) + upgrade + version + key, 405},
		{"CONNECT", strings.Replace(get, "GET", "FROB", 1) + upgrade + version + key, 405},
		{"no Upgrade", get + "Connection: Upgrade\r\n" + version + key, 426},
		{"another Upgrade", get + "Connection: Upgrade\r\nUpgrade: h2c\r\n" + version + key, 426},
		{"no Connection", get + "Upgrade: websocket\r\n" + version + key, 426},
		{"HTTP/1.0", strings.Replace(get, "1.1", "1.0", 1) + upgrade + version + key, 426},
		{"a body", get + upgrade + version + key + "Content-Length: 5\r\n", 101},
		{"no Host", strings.Replace(get, "Host: x\r\n", "", 1) + upgrade + version + key, 400},
		{"a space in a header", get + "Evil : x\r\n" + upgrade + version + key, 400},
		{"a request in a header", get + "X: y\nGET /secret HTTP/1.1\r\n" + upgrade + version + key, 400},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := s.network.DialContext(t.Context(), "tcp", strings.TrimPrefix(s.network.URL(), "http://"))
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			_ = c.SetDeadline(time.Now().Add(10 * time.Second))
			if _, err := io.WriteString(c, test.request+"\r\n"); err != nil {
				t.Fatal(err)
			}
			resp, err := http.ReadResponse(bufio.NewReader(c), nil)
			if err != nil {
				t.Fatal(err)
			}
			if resp.StatusCode != test.status {
				t.Errorf("answered %s, want %d", resp.Status, test.status)
			}
			if resp.StatusCode == http.StatusUpgradeRequired && resp.Header.Get("Sec-WebSocket-Version") != "13" {
				t.Errorf("the answer does not say which version: %v", resp.Header)
			}
		})
	}
	s.works()
}

// TestH8UnknownChannels has a client try a thousand paths. It is told by a close
// code, which a browser can see, and costs neither state nor lines in the log.
func TestH8UnknownChannels(t *testing.T) {
	s := open(t, runtime.Options{})
	s.serve(echo)
	n := size(1000, 100)
	before := heap()
	for i := range n {
		w, err := s.visit(fmt.Sprintf("/ws/guess/%d?token=secret", i), wstest.RawOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if end := w.ReadEnd(); end.Code != uint16(runtime.CloseUnknownChannel) {
			t.Fatalf("closed with %v", end)
		}
		_ = w.Close()
	}
	if got := count(s.ledger, s.ledger.refusals, runtime.RefusedUnknownChannel); got != n || s.Stats().Opened != 0 {
		t.Errorf("%d were refused, %d were opened", got, s.Stats().Opened)
	}
	s.works()
	if grown := heap() - before; grown > 1<<20 {
		t.Errorf("%d unknown channels keep %d bytes", n, grown)
	}
	lines := 0
	for line := range strings.Lines(s.logs.String()) {
		if !strings.Contains(line, "level=DEBUG") {
			lines++
		}
	}
	if lines > 2 {
		t.Errorf("%d unknown channels made %d lines in the log", n, lines)
	}
}

// TestH9PipelinedMessages has messages come in one packet with the handshake.
func TestH9PipelinedMessages(t *testing.T) {
	s := open(t, runtime.Options{})
	s.serve(echo)
	for _, n := range []int{1, 3, 90} {
		var behind []byte
		for i := range n {
			behind = text(fmt.Sprintf(`{"type":"say","text":"early","n":%d}`, i)).Append(behind)
		}
		w, err := s.dial(wstest.RawOptions{Behind: behind})
		if err != nil {
			t.Fatal(err)
		}
		for i := range n {
			_, got, err := w.ReadMessage()
			if want := fmt.Sprintf(`{"type":"said","text":"early","n":%d}`, i); string(got) != want {
				t.Fatalf("got %s, %v; want %s", got, err, want)
			}
		}
		_ = w.Close()
	}
	s.stop()
	if got, want := s.Stats().Received, uint64(94); got != want {
		t.Errorf("received %d messages, want each of %d once", got, want)
	}
}

// veiled hides what a ResponseWriter can do, and says so or not.
type veiled struct{ http.ResponseWriter }

type unwrapped struct{ veiled }

func (u unwrapped) Unwrap() http.ResponseWriter { return u.ResponseWriter }

// TestH10WrappedResponseWriter has middleware that wraps the ResponseWriter: it
// works where that can be unwrapped, and else says why not.
func TestH10WrappedResponseWriter(t *testing.T) {
	wrap := func(w func(http.ResponseWriter) http.ResponseWriter) setting {
		return behind(func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { next.ServeHTTP(w(rw), r) })
		})
	}
	s := open(t, runtime.Options{}, wrap(func(w http.ResponseWriter) http.ResponseWriter { return unwrapped{veiled{w}} }))
	s.serve(echo)
	s.works()

	s = open(t, runtime.Options{}, wrap(func(w http.ResponseWriter) http.ResponseWriter { return veiled{w} }))
	s.serve(echo)
	_, err := s.dial(wstest.RawOptions{})
	if refused, ok := errors.AsType[*wstest.HandshakeError](err); !ok || refused.Response.StatusCode != http.StatusInternalServerError {
		t.Errorf("behind a writer that cannot be unwrapped: %v", err)
	}
	if !strings.Contains(s.logs.String(), "give it an Unwrap method") {
		t.Errorf("the log does not say why:\n%s", s.logs)
	}
}

// TestH11HTTP2 asks for a WebSocket over HTTP/2, by the extended CONNECT of RFC
// 8441 and in the way of HTTP/1.1.
func TestH11HTTP2(t *testing.T) {
	srv := runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, hostile.Channels.Hostile, echo)
	web := httptest.NewUnstartedServer(srv)
	web.EnableHTTP2 = true
	web.StartTLS()
	defer web.Close()
	resp, err := web.Client().Get(web.URL + hostilePath)
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	if resp.ProtoMajor != 2 || resp.StatusCode != http.StatusNotImplemented || !strings.Contains(string(body), "HTTP/1.1") {
		t.Errorf("%s: %s: %s", resp.Proto, resp.Status, body)
	}
	req := httptest.NewRequest(http.MethodConnect, hostilePath, nil)
	req.ProtoMajor, req.ProtoMinor = 2, 0
	req.Header.Set(":protocol", "websocket")
	req.URL.Path = hostilePath
	rec := httptest.NewRecorder()
	srv.ServeHTTP(rec, req)
	if rec.Code < 400 {
		t.Errorf("extended CONNECT: %d", rec.Code)
	}
}
