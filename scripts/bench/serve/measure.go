package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// A measurement is a table: its peers are the rows.
type measurement struct {
	name    string
	columns []column
	peers   []peer
	// of measures a server that has just been started, and returns the columns.
	of  func(c *child, s size) ([]float64, error)
	env []string
}

type column struct{ name, format string }

// A size says how much is measured.
type size struct {
	idle, crowd, paced, echo int           // clients
	span                     time.Duration // of each measurement
}

var (
	full  = size{idle: 5000, crowd: 1000, paced: 2000, echo: 200, span: 3 * time.Second}
	short = size{idle: 50, crowd: 20, paced: 20, echo: 10, span: 100 * time.Millisecond}
)

var (
	broadcasters     = []peer{ours, gorillaChat, gorillaFrames, melodyPeer, coderChat, gwsPeer, centrifugePeer}
	broadcastColumns = []column{{"deliveries/s", "%.0f"}, {"p50 ms", "%.2f"}, {"p99 ms", "%.2f"}, {"server µs/delivery", "%.2f"}}
	oneServerEach    = []peer{ours, gorillaChat, melodyPeer, coderLoop, gwsPeer, centrifugePeer}
	burst            = 16
	pace             = 50
	handshakesAtOnce = 16
	messagesBefore   = 3
)

// measurements are all of them, in the order of the tables.
var measurements = []measurement{{
	name:    "idle",
	columns: []column{{"KB/connection", "%.1f"}},
	peers:   oneServerEach,
	of:      idle,
}, {
	name:    "idle-tls",
	columns: []column{{"KB/connection", "%.1f"}},
	peers:   oneServerEach,
	of:      idleTLS,
	env:     []string{envTLS + "=1"},
}, {
	name:    "broadcast-single",
	columns: broadcastColumns,
	peers:   broadcasters,
	of:      func(c *child, s size) ([]float64, error) { return broadcasts(c, s, 1) },
}, {
	name:    "broadcast-burst",
	columns: broadcastColumns,
	peers:   broadcasters,
	of:      func(c *child, s size) ([]float64, error) { return broadcasts(c, s, burst) },
}, {
	name:    "broadcast-paced",
	columns: broadcastColumns,
	peers:   broadcasters,
	of:      paced,
}, {
	name:    "echo",
	columns: []column{{"messages/s", "%.0f"}, {"server µs/message", "%.2f"}},
	peers:   []peer{ours, gorillaEcho, gorillaTyped, melodyPeer, coderLoop, gwsPeer, centrifugePeer},
	of:      echo,
}, {
	name:    "handshakes",
	columns: []column{{"handshakes/s", "%.0f"}, {"server µs/handshake", "%.0f"}},
	peers:   oneServerEach,
	of:      handshakes,
}}

// run measures one peer once.
func (m measurement) run(p peer, s size, env ...string) ([]float64, error) {
	c, err := launch(p, append(env, m.env...)...)
	if err != nil {
		return nil, err
	}
	defer c.stop()
	values, err := m.of(c, s)
	if err != nil {
		return nil, fmt.Errorf("%s of %s: %w", m.name, p.name, err)
	}
	return values, nil
}

// idle is the memory of clients that have said something and then nothing.
func idle(c *child, s size) ([]float64, error) {
	return resting(c, s.idle, func() (func(), error) {
		f, err := connect(c, s.idle)
		if err != nil {
			return nil, err
		}
		return f.close, f.exchange(frame(c.peer.say(echoMessage)), messagesBefore)
	})
}

// resting returns what the server's process has grown by for each client that
// enter has brought.
func resting(c *child, clients int, enter func() (leave func(), err error)) ([]float64, error) {
	if _, err := c.ask("settle"); err != nil {
		return nil, err
	}
	before, err := c.usage()
	if err != nil {
		return nil, err
	}
	leave, err := enter()
	if leave != nil {
		defer leave()
	}
	if err != nil {
		return nil, err
	}
	if _, err := c.ask("settle"); err != nil {
		return nil, err
	}
	after, err := c.usage()
	return []float64{float64(after.resident-before.resident) / float64(clients) / 1024}, err
}

// idleTLS is idle with the clients of package tls.
func idleTLS(c *child, s size) ([]float64, error) {
	// Nobody else can answer here, and the key is new each time.
	config := &tls.Config{InsecureSkipVerify: true, ClientSessionCache: nil}
	conns := make([]net.Conn, s.idle)
	leave := func() {
		for _, conn := range conns {
			if conn != nil {
				conn.Close()
			}
		}
	}
	return resting(c, s.idle, func() (func(), error) {
		return leave, atOnce(8, s.idle, func(i int) error {
			conn, err := tls.Dial("tcp", c.addr.String(), config)
			if err != nil {
				return err
			}
			conns[i] = conn
			return converse(conn, c)
		})
	})
}

// converse shakes hands and exchanges messages over a connection that blocks.
func converse(conn net.Conn, c *child) error {
	if _, err := conn.Write(handshake(c.addr.String())); err != nil {
		return err
	}
	data, err := answered(conn.Read)
	if err != nil {
		return err
	}
	exchange := func(message []byte) error {
		if _, err := conn.Write(frame(message)); err != nil {
			return err
		}
		for {
			_, _, rest, ok := cutFrame(data)
			if ok {
				data = rest
				return nil
			}
			more := make([]byte, 1024)
			n, err := conn.Read(more)
			if err != nil {
				return err
			}
			data = append(data, more[:n]...)
		}
	}
	if c.peer.hello != "" {
		if err := exchange([]byte(c.peer.hello)); err != nil {
			return err
		}
	}
	for range messagesBefore {
		if err := exchange(c.peer.say(echoMessage)); err != nil {
			return err
		}
	}
	return nil
}

// assemble connects clients whom broadcasts reach: some servers answer the
// handshake before they count a client in.
func assemble(c *child, n int) (*fleet, error) {
	f, err := connect(c, n)
	if err != nil {
		return nil, err
	}
	there := make([]bool, n)
	missing := n
	f.arrived = func(i int, _ []byte) {
		if !there[i] {
			there[i] = true
			missing--
		}
	}
	for end := time.Now().Add(patience); err == nil && missing > 0; {
		if time.Now().After(end) {
			err = errPatience
			break
		}
		if _, err = c.ask("broadcast 1"); err == nil {
			err = f.quiet()
		}
	}
	if err != nil {
		f.close()
		return nil, err
	}
	return f, nil
}

// broadcasts is how fast bursts of n messages reach everybody. The next is sent
// when all have the last.
func broadcasts(c *child, s size, n int) ([]float64, error) {
	f, err := assemble(c, s.crowd)
	if err != nil {
		return nil, err
	}
	defer f.close()
	var sent, came int
	delays := newDelays()
	f.arrived = func(_ int, payload []byte) { came += delays.note(payload) }
	once := func() error {
		sent += n * s.crowd
		if err := c.order("broadcast %d", n); err != nil {
			return err
		}
		if err := f.wait(patience, func() bool { return came >= sent }); err != nil {
			return err
		}
		_, err := c.answer()
		return err
	}
	for range 5 {
		if err := once(); err != nil {
			return nil, err
		}
	}
	*delays, sent, came = *newDelays(), 0, 0
	return delivered(c, delays, &came, func() error {
		for end := time.Now().Add(s.span); time.Now().Before(end); {
			if err := once(); err != nil {
				return err
			}
		}
		return nil
	})
}

// paced is broadcasts of one message at a fixed rate.
func paced(c *child, s size) ([]float64, error) {
	f, err := assemble(c, s.paced)
	if err != nil {
		return nil, err
	}
	defer f.close()
	came, delays := 0, newDelays()
	f.arrived = func(_ int, payload []byte) { came += delays.note(payload) }
	seconds := max(1, int(s.span/time.Second))
	return delivered(c, delays, &came, func() error {
		if err := c.order("pace %d %d", pace, seconds); err != nil {
			return err
		}
		if err := f.wait(patience, func() bool { return came >= s.paced*pace*seconds }); err != nil {
			return err
		}
		_, err := c.answer()
		return err
	})
}

// delivered measures broadcasts, and returns their columns.
func delivered(c *child, d *delays, came *int, work func() error) ([]float64, error) {
	rate, busy, err := timed(c, work, func() int { return *came })
	return []float64{rate, d.quantile(0.5), d.quantile(0.99), busy}, err
}

// timed returns how many per second count says that work has done, and how many
// µs each took the server's processors.
func timed(c *child, work func() error, count func() int) (rate, busy float64, err error) {
	before, err := c.usage()
	if err != nil {
		return 0, 0, err
	}
	start := time.Now()
	if err := work(); err != nil {
		return 0, 0, err
	}
	took := time.Since(start)
	after, err := c.usage()
	if count() == 0 {
		return 0, 0, errors.Join(err, errPatience)
	}
	n := float64(count())
	return n / took.Seconds(), float64((after.busy - before.busy).Microseconds()) / n, err
}

// echo is how many messages come back when each client sends the next upon
// the last.
func echo(c *child, s size) ([]float64, error) {
	f, err := connect(c, s.echo)
	if err != nil {
		return nil, err
	}
	defer f.close()
	message := frame(c.peer.say(echoMessage))
	if err := f.exchange(message, 3); err != nil {
		return nil, err
	}
	came, last := 0, false
	var failed error
	f.arrived = func(i int, _ []byte) {
		came++
		if !last {
			failed = errors.Join(failed, f.send(i, message))
		}
	}
	rate, busy, err := timed(c, func() error {
		for i := range f.boats {
			if err := f.send(i, message); err != nil {
				return err
			}
		}
		end := time.Now().Add(s.span)
		if err := f.wait(patience, func() bool { return time.Now().After(end) }); err != nil {
			return err
		}
		return failed
	}, func() int { return came })
	last = true
	return []float64{rate, busy}, err
}

// handshakes is how many clients can come and go.
func handshakes(c *child, s size) ([]float64, error) {
	var done atomic.Int64
	request := handshake(c.addr.String())
	rate, busy, err := timed(c, func() error {
		end := time.Now().Add(s.span)
		errs := make(chan error, handshakesAtOnce)
		var group sync.WaitGroup
		for range handshakesAtOnce {
			group.Go(func() {
				for time.Now().Before(end) {
					b, err := dial(c.addr, request)
					if err != nil {
						errs <- err
						return
					}
					b.hangUp()
					done.Add(1)
				}
			})
		}
		group.Wait()
		close(errs)
		return <-errs
	}, func() int { return int(done.Load()) })
	return []float64{rate, busy}, err
}
