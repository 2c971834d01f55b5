package socket

import (
	"encoding/binary"
	"math"
	"net"
	"sync/atomic"
	"time"
)

// A stream is the network connection as gorilla sees it. Its methods are
// called by the reading goroutine, but for heard.
type stream struct {
	net.Conn

	early   []byte // arrived with the handshake
	reading bool   // between the header of a message and its end
	timed   bool   // a read deadline is set for this message
	timeout time.Duration

	allowance int64 // wire bytes per message
	budget    int64 // what is left of it

	open  bool   // the handshake is over: gorilla writes no more
	fault *Fault // what gorilla wanted to tell the peer, if anything

	frames headers
	broken *Fault // what is wrong with the frame behind those that gorilla got

	heard atomic.Int64 // when the peer last sent a part of a message; see Now
}

// start is where [Now] counts from: so long ago that no clock is before it, not
// even that of testing/synctest, which begins with the year 2000.
var start = time.Now().Add(-100 * 365 * 24 * time.Hour)

// Now is the time since then. It is half the size of a [time.Time], is never 0,
// and does not jump when somebody sets the clock.
func Now() time.Duration { return time.Since(start) }

// headerAllowance is what a message may spend on headers and fragments beside
// twice its own size.
const headerAllowance = 4096

func newStream(c net.Conn, early []byte, maxMessage int64, timeout time.Duration) *stream {
	s := &stream{Conn: c, early: early, timeout: timeout, allowance: math.MaxInt64}
	if maxMessage > 0 {
		s.allowance = 2*maxMessage + headerAllowance
	}
	s.budget = s.allowance
	s.heard.Store(int64(Now()))
	return s
}

// Read reads for gorilla, up to a frame that gorilla would let pass and must
// not see.
func (s *stream) Read(p []byte) (int, error) {
	if s.broken != nil {
		return 0, s.broken
	}
	n, err := s.receive(p)
	good, fault := s.frames.check(p[:n])
	if fault == nil {
		return n, err
	}
	s.broken = fault
	if good == 0 {
		return 0, fault
	}
	return good, nil
}

// receive reads from the network. It is called only when gorilla's small
// buffer is used up, so a message that came in one piece costs no deadline.
func (s *stream) receive(p []byte) (int, error) {
	if len(s.early) > 0 {
		n := copy(p, s.early)
		s.early = s.early[n:]
		if len(s.early) == 0 {
			s.early = nil
		}
		s.budget -= int64(n)
		return n, nil
	}
	if s.budget <= 0 {
		return 0, &Fault{Code: policyViolation, Reason: "too many frames in one message"}
	}
	if s.reading && !s.timed && s.timeout > 0 {
		s.timed = true
		if err := s.Conn.SetReadDeadline(time.Now().Add(s.timeout)); err != nil {
			return 0, err
		}
	}
	n, err := s.Conn.Read(p)
	s.budget -= int64(n)
	if s.reading && n > 0 {
		s.heard.Store(int64(Now()))
	}
	return n, err
}

// begin is called behind the header of a message.
func (s *stream) begin() { s.reading = true }

// end is called behind the last byte of a message.
func (s *stream) end() error {
	s.reading = false
	s.budget = s.allowance
	s.heard.Store(int64(Now()))
	if s.timed {
		s.timed = false
		return s.Conn.SetReadDeadline(time.Time{})
	}
	return nil
}

// refund gives back what a control frame used of the budget. How many control
// frames a peer may send is limited elsewhere, by time: a quiet peer that
// answers pings for a week is in order.
func (s *stream) refund(payload string) {
	const header = 2 + 4 // with the mask
	s.budget += int64(header + len(payload))
}

// Write carries the answer to the handshake. What gorilla writes later is a
// close frame about a mistake of the peer: it is kept, for the one writer to
// send it in turn.
func (s *stream) Write(p []byte) (int, error) {
	if !s.open {
		return s.Conn.Write(p)
	}
	if s.fault == nil && len(p) >= 4 && p[0]&0x0F == byte(Close) {
		s.fault = &Fault{Code: binary.BigEndian.Uint16(p[2:]), Reason: string(p[4:])}
	}
	return len(p), nil
}

// SetWriteDeadline obeys gorilla during the handshake; later the deadline
// belongs to the writer.
func (s *stream) SetWriteDeadline(t time.Time) error {
	if s.open {
		return nil
	}
	return s.Conn.SetWriteDeadline(t)
}
