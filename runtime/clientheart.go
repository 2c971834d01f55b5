package runtime

import (
	"sync"
	"time"

	"github.com/wscontract/wscontract/runtime/internal/socket"
)

// A pulse finds out whether the server is still there: a network that is cut
// tells nobody. It sends a ping when the server was silent for the interval,
// and ends the connection when nothing comes for the timeout after that.
//
// While the reader waits for a receiver nothing is read, so silence proves
// nothing; see [Client.deliver].
type pulse struct {
	sock     *socket.Client
	interval time.Duration // 0 means none
	timeout  time.Duration

	mu      sync.Mutex
	timer   *time.Timer
	stopped bool
	asked   time.Duration // when the ping was sent, or 0; see socket.Now
	excused bool          // the reader waits for a receiver
	heard   time.Duration // when it last went on
	lost    bool          // this is why the connection has ended
}

func (p *pulse) start() {
	if p.interval > 0 {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.timer = time.AfterFunc(p.interval, p.beat)
	}
}

func (p *pulse) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stopped = true
	if p.timer != nil {
		p.timer.Stop()
	}
}

// excuse says whether the reader waits for a receiver.
func (p *pulse) excuse(waits bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.excused = waits
	p.heard = socket.Now()
}

// silent reports that the connection has ended because the server was silent.
func (p *pulse) silent() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.lost
}

// beat runs when it is time to look for signs of life.
func (p *pulse) beat() {
	if p.look() {
		_ = p.sock.Close() // which TLS may have to wait for
	}
}

// look reports that there are none, or says when to look again.
func (p *pulse) look() (lost bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stopped {
		return false
	}
	now, heard := socket.Now(), max(p.heard, p.sock.Heard())
	switch silence := now - heard; {
	case p.excused:
		p.asked = 0
		p.timer.Reset(p.interval)
	case p.asked > heard:
		p.lost = true
	case silence < p.interval:
		p.asked = 0
		p.timer.Reset(p.interval - silence)
	default:
		p.asked = now
		// It may have to wait for a Send that the network does not take.
		go func() { _ = p.sock.WritePing(time.Now().Add(p.timeout)) }()
		p.timer.Reset(p.timeout)
	}
	return p.lost
}
