package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	wsrt "github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/attack/hostile"
)

// options are short of patience, so that each limit is met often.
var options = wsrt.Options{
	MaxConnections:    20_000,
	HandshakeTimeout:  3 * time.Second,
	ReadTimeout:       4 * time.Second,
	QueueBytes:        64 << 10,
	QueueAge:          6 * time.Second,
	WriteTimeout:      6 * time.Second,
	CloseTimeout:      2 * time.Second,
	SendBuffer:        32 << 10,
	HeartbeatInterval: 6 * time.Second,
	HeartbeatTimeout:  4 * time.Second,
	MaxMessageSize:    64 << 10,
	Compression:       true,
	Logger:            slog.New(slog.DiscardHandler),
	Drain:             wsrt.Drain{Batch: 200, Every: 50 * time.Millisecond},
}

// books are what Stats and metrics say, each for itself.
type books struct {
	Stats           wsrt.Stats
	Opened, Closed  int
	Delivered, Lost int
	Codes           map[string]int // of endings
}

// A bookkeeper is metrics that write books.
type bookkeeper struct {
	wsrt.NoMetrics
	mu sync.Mutex
	b  books
}

func (k *bookkeeper) book(entry func(*books)) {
	k.mu.Lock()
	defer k.mu.Unlock()
	entry(&k.b)
}

func (k *bookkeeper) Opened(string) { k.book(func(b *books) { b.Opened++ }) }
func (k *bookkeeper) Closed(_ string, end wsrt.Ending) {
	k.book(func(b *books) { b.Closed++; b.Codes[end.Code]++ })
}
func (k *bookkeeper) Delivered(_ string, n, _ int) { k.book(func(b *books) { b.Delivered += n }) }
func (k *bookkeeper) Dropped(_ string, n int, _ wsrt.DropReason) {
	k.book(func(b *books) { b.Lost += n })
}

// serve is the server: it repeats what is said, broadcasts ten times a second,
// and writes a sample each second, until its standard input ends.
func serve() {
	keeper := &bookkeeper{b: books{Codes: map[string]int{}}}
	options.Metrics = keeper
	srv := wsrt.NewServer(options)
	channel := hostile.Channels.Hostile
	channel.MaxSize = 0 // the contract allows more than a soak needs
	hub := wsrt.Handle(srv, channel, wsrt.Handler[hostile.Command, hostile.Event]{
		OnConnect: func(ctx context.Context, c *wsrt.Conn[hostile.Event]) error {
			c.Join("room " + c.ID()[:1])
			return nil
		},
		OnMessage: func(ctx context.Context, c *wsrt.Conn[hostile.Event], m hostile.Command) error {
			switch m := m.(type) {
			case hostile.Say:
				return c.Send(ctx, hostile.Said{From: "you", Text: m.Text, N: m.N})
			case hostile.Trapped:
				panic("on purpose")
			}
			return nil
		},
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(2)
	}
	web := &http.Server{Handler: srv, ReadHeaderTimeout: 3 * time.Second, IdleTimeout: 3 * time.Second, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, 0)}
	go func() { _ = web.Serve(listener) }()
	fmt.Println(listener.Addr())

	over := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(over)
	}()
	start, samples := time.Now(), json.NewEncoder(os.Stdout)
	write := func(last bool) {
		s := sample{At: time.Since(start), RSS: rss(), Goroutines: runtime.NumGoroutine(), Over: last}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		s.Heap = int(m.HeapAlloc)
		s.Books.Stats = srv.Stats()
		keeper.book(func(b *books) {
			stats := s.Books.Stats
			s.Books = *b
			s.Books.Stats, s.Books.Codes = stats, maps.Clone(b.Codes)
		})
		_ = samples.Encode(s)
	}
	news, second := time.NewTicker(100*time.Millisecond), time.NewTicker(time.Second)
	text := strings.Repeat("news ", 200)
	for n := 0; ; n++ {
		select {
		case <-news.C:
			hub.Broadcast(context.Background(), hostile.Said{From: "all", Text: text, N: n})
			hub.To("room A", "room B").Broadcast(context.Background(), hostile.Said{From: "some", Text: "x", N: n})
			continue
		case <-second.C:
			write(false)
			continue
		case <-over:
		}
		break
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := srv.Shutdown(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "soak: the server does not come to its end:", err)
		os.Exit(1)
	}
	_ = web.Close()
	for range 50 { // what net/http has started may take a moment
		if runtime.NumGoroutine() <= restGoroutines {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	write(true)
}

// restGoroutines is how many there may be when the server has ended: that of main,
// the one that has read standard input, the clock of the server, and the runtime's.
const restGoroutines = 5

// rss returns the resident memory of this process in bytes, or 0 where nobody
// knows it.
func rss() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kilobytes, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(value), " kB"))
			return kilobytes << 10
		}
	}
	return 0
}
