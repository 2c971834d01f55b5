package main

import (
	"bytes"
	"cmp"
	"compress/flate"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/wscontract/wscontract/runtime/wstest"
)

// A visit is one connection of a client, in the hands of its behaviour.
type visit struct {
	*wstest.Raw
	fault wstest.Fault
	until time.Time       // when somebody who does no wrong leaves
	over  <-chan struct{} // closed when the soak is
	why   string          // how it ended, in words
}

// end reads to the end, and returns its code.
func (v *visit) end() uint16 { return v.ended(v.ReadEnd()) }

func (v *visit) ended(end *wstest.End) uint16 {
	v.why = end.Reason
	if errors.Is(end, os.ErrDeadlineExceeded) {
		v.why = "nothing came for 30 s"
	}
	return end.Code
}

// wait does nothing for some time, or until the soak is over.
func (v *visit) wait(d time.Duration) {
	select {
	case <-time.After(d):
	case <-v.over:
	}
}

// A behaviour is a kind of client: what it does, and the codes that may end its
// connection then. 0 is an end of its own, 1006 the end of a stream without a word.
type behaviour struct {
	name   string
	weight int
	visit  func(*visit) uint16
	codes  []uint16
	path   string
	header http.Header
}

// send makes a behaviour of frames, sent until the server has had enough.
func send(frames ...wstest.Frame) func(*visit) uint16 {
	return func(v *visit) uint16 {
		var sending sync.WaitGroup
		defer sending.Wait()
		defer v.Close()
		sending.Go(func() {
			for v.Send(frames...) == nil && time.Now().Before(v.until.Add(30*time.Second)) {
			}
		})
		return v.end()
	}
}

// once is send for a mistake that is made once.
func once(frames ...wstest.Frame) func(*visit) uint16 {
	return func(v *visit) uint16 {
		_ = v.Send(frames...)
		return v.end()
	}
}

// silent waits for the server to notice.
func silent(v *visit) uint16 {
	v.wait(25 * time.Second)
	return v.end()
}

func text(payload string) wstest.Frame {
	return wstest.Frame{Opcode: wstest.Text, Payload: []byte(payload)}
}

// bomb is a small message that becomes a large one.
var bomb = sync.OnceValue(func() []byte {
	var buf bytes.Buffer
	w, _ := flate.NewWriter(&buf, flate.BestCompression) // the level is in order
	_, _ = w.Write(make([]byte, 20<<20))
	_ = w.Flush()
	return bytes.TrimSuffix(buf.Bytes(), []byte{0, 0, 0xFF, 0xFF})
})

// behaviours are all kinds of clients. Whoever is slow on a network that is cut may
// learn nothing of why it was closed, hence 1006 beside other codes.
var behaviours = []behaviour{
	{name: "talks", weight: 40, visit: talk, codes: []uint16{0}},
	{name: "talks a byte at a time", weight: 3, visit: func(v *visit) uint16 { v.Chunk = 1; return talk(v) }, codes: []uint16{0}},
	{name: "talks over a slow network", weight: 3, visit: func(v *visit) uint16 { v.fault.Delay(20 * time.Millisecond); return talk(v) }, codes: []uint16{0}},
	{name: "is reset", weight: 5, visit: func(v *visit) uint16 { listen(v, 3*time.Second); v.fault.Reset(); return 0 }, codes: []uint16{0}},
	{name: "vanishes", weight: 5, visit: func(v *visit) uint16 { listen(v, 3*time.Second); return 0 }, codes: []uint16{0}},
	{name: "leaves by half", weight: 3, visit: func(v *visit) uint16 { _ = v.CloseWrite(); return v.end() }, codes: []uint16{1006}},
	{name: "stalls", weight: 3, visit: silent, codes: []uint16{4408, 1006}},
	{name: "is cut off", weight: 3, visit: func(v *visit) uint16 {
		v.fault.Cut()
		v.wait(20 * time.Second)
		v.fault.Heal()
		return v.end()
	}, codes: []uint16{4408, 1002, 1006}},
	{name: "trickles", weight: 3, visit: func(v *visit) uint16 {
		frame := text(`{"type":"say","text":"` + strings.Repeat("x", 100) + `"}`).Append(nil)
		go func() {
			for _, b := range frame {
				if _, err := v.Write([]byte{b}); err != nil {
					return
				}
				time.Sleep(500 * time.Millisecond)
			}
		}()
		return v.end()
	}, codes: []uint16{4408}},
	{name: "floods with messages", weight: 2, visit: send(text(`{"type":"say","text":"x"}`)), codes: []uint16{4429}},
	{name: "floods with pings", weight: 2, visit: send(wstest.Frame{Opcode: wstest.Ping}), codes: []uint16{1008}},
	{name: "floods with nonsense", weight: 2, visit: send(text(`{"type":"say"}`)), codes: []uint16{1008, 4429}},
	{name: "sends empty fragments", weight: 2, visit: func(v *visit) uint16 {
		_ = v.Send(wstest.Frame{Opcode: wstest.Text, More: true})
		fragments := make([]wstest.Frame, 1000)
		for i := range fragments {
			fragments[i] = wstest.Frame{Opcode: wstest.Continuation, More: true}
		}
		return send(fragments...)(v)
	}, codes: []uint16{1008}},
	{name: "sends too much", weight: 2, visit: once(text(strings.Repeat("x", 70_000))), codes: []uint16{1009}},
	{name: "sends a bomb", weight: 2, visit: func(v *visit) uint16 {
		return once(wstest.Frame{Opcode: wstest.Text, RSV1: true, Payload: bomb()})(v)
	}, codes: []uint16{1009}},
	{name: "sends bad UTF-8", weight: 2, visit: once(text("\xff")), codes: []uint16{1007}},
	{name: "breaks the protocol", weight: 2, visit: once(wstest.Frame{Opcode: 3}), codes: []uint16{1002}},
	{name: "meets a panic", weight: 2, visit: once(text(`{"type":"trapped","word":"x"}`)), codes: []uint16{1011}},
	{name: "asks for another channel", weight: 2, path: "/ws/nothing", visit: once(), codes: []uint16{4004}},
	{name: "comes from another origin", weight: 2, header: http.Header{"Origin": {"https://evil.example"}}, codes: []uint16{403}},
}

// talk says something each second and hears it, until it leaves with a word.
func talk(v *visit) uint16 {
	for n := rand.IntN(1000); time.Now().Before(v.until); n++ {
		if err := v.Send(text(fmt.Sprintf(`{"type":"say","text":"hello","n":%d}`, n))); err != nil {
			return v.end()
		}
		want := fmt.Sprintf(`{"type":"said","from":"you","text":"hello","n":%d}`, n)
		for next := time.Now().Add(time.Second); ; {
			f, err := v.ReadFrame()
			switch {
			case err != nil:
				return v.ended(&wstest.End{Code: 1006, Err: err})
			case f.Opcode == wstest.Close && len(f.Payload) < 2:
				return 1005
			case f.Opcode == wstest.Close:
				return v.ended(&wstest.End{Code: binary.BigEndian.Uint16(f.Payload), Reason: string(f.Payload[2:])})
			case f.Opcode == wstest.Ping:
				_ = v.Send(wstest.Frame{Opcode: wstest.Pong, Payload: f.Payload})
			case string(f.Payload) == want:
				want = ""
			}
			if want == "" && time.Now().After(next) {
				break
			}
		}
	}
	_ = v.Send(wstest.CloseFrame(1000, "bye"))
	if code := v.end(); code != 1000 {
		return code
	}
	return 0
}

// listen reads for some time.
func listen(v *visit, d time.Duration) {
	for end := time.Now().Add(d); time.Now().Before(end); {
		if _, err := v.ReadFrame(); err != nil {
			return
		}
	}
}

// An outcome is what a kind of client met, and how often.
type outcome struct {
	*behaviour
	visits      int
	unexplained map[string]int
}

// A crowd is all clients.
type crowd struct {
	address string
	ending  atomic.Bool
	over    chan struct{}
	all     sync.WaitGroup
	mu      sync.Mutex
	byName  map[string]*outcome
}

func newCrowd(address string, n int) *crowd {
	c := &crowd{address: address, over: make(chan struct{}), byName: map[string]*outcome{}}
	var kinds []*behaviour // as often as their weight
	for i := range behaviours {
		b := &behaviours[i]
		c.byName[b.name] = &outcome{behaviour: b, unexplained: map[string]int{}}
		for range b.weight {
			kinds = append(kinds, b)
		}
	}
	for range n {
		c.all.Go(func() {
			time.Sleep(rand.N(5 * time.Second))
			for !c.ending.Load() {
				c.visit(kinds[rand.IntN(len(kinds))])
				time.Sleep(rand.N(200 * time.Millisecond))
			}
		})
	}
	return c
}

// visit is one connection, from its beginning to its end.
func (c *crowd) visit(b *behaviour) {
	v := &visit{until: time.Now().Add(time.Second + rand.N(20*time.Second)), over: c.over}
	conn, err := net.Dial("tcp", c.address)
	if err != nil {
		c.note(b, noNetwork, err.Error())
		return
	}
	defer conn.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	v.Raw, err = wstest.DialRaw(ctx, "ws://"+c.address+cmp.Or(b.path, "/ws/hostile"), wstest.RawOptions{
		Conn: v.fault.Conn(conn), Header: b.header, Extensions: "permessage-deflate", Timeout: 30 * time.Second,
	})
	if refused, ok := errors.AsType[*wstest.HandshakeError](err); ok {
		c.note(b, uint16(refused.Response.StatusCode), refused.Body)
		return
	} else if err != nil {
		c.note(b, noAnswer, err.Error())
		return
	}
	defer v.Close()
	if b.visit == nil { // it should not have been let in
		c.note(b, 101, "")
		return
	}
	code := b.visit(v)
	c.note(b, code, v.why)
}

// What stands for a code where there was not even a handshake.
const (
	noNetwork = 1
	noAnswer  = 2
)

// addresses are what is different about the same error.
var addresses = regexp.MustCompile(`[0-9.]+:[0-9]+(->)?`)

// note counts a visit that ended so.
func (c *crowd) note(b *behaviour, code uint16, why string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	o := c.byName[b.name]
	o.visits++
	if slices.Contains(b.codes, code) {
		return
	}
	if c.ending.Load() && slices.Contains([]uint16{1001, 503, noNetwork, noAnswer, 1006}, code) {
		return // the server is shutting down, or is gone
	}
	o.unexplained[strings.TrimSpace(fmt.Sprint(code, " ", addresses.ReplaceAllString(why, "")))]++
}

// end lets nobody come any more, and those who are there meet the end of the
// server. wait waits for them.
func (c *crowd) end() {
	c.ending.Store(true)
	close(c.over)
}

func (c *crowd) wait() { c.all.Wait() }

// results are the outcomes in the order of the behaviours.
func (c *crowd) results() (all []*outcome) {
	for i := range behaviours {
		all = append(all, c.byName[behaviours[i].name])
	}
	return all
}
