package conform

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/wscontract/wscontract/runtime/wstest"
)

// A Target is a server that sends back every message.
type Target struct {
	Name string `json:"name"`
	URL  string `json:"url"`
	// MaxMessage is the largest message that the server takes, in bytes; 0
	// leaves out the cases about that.
	MaxMessage int `json:"maxMessage,omitempty"`
	// Deflate tells that the server may agree to compression.
	Deflate bool `json:"deflate"`
	// Subprotocol is one that the server knows, or "".
	Subprotocol string `json:"subprotocol,omitempty"`
	// Slow sends each byte by itself. Of what is longer than 70,000 bytes,
	// only the first 4,096.
	Slow bool `json:"slow"`
	// Timeout bounds each wait for the server. Default 10 s.
	Timeout time.Duration `json:"-"`
}

// A Verdict says what came of a case.
type Verdict string

// The verdicts. NotApplicable is that of a case about an extension that the
// server did not agree to.
const (
	Passed        Verdict = "passed"
	Tolerated     Verdict = "tolerated"
	Differs       Verdict = "differs"
	NotApplicable Verdict = "not applicable"
)

// A Result is what came of one case.
type Result struct {
	Case
	Sent    string        `json:"sent"`
	Got     Observed      `json:"got"`
	Verdict Verdict       `json:"verdict"`
	Why     string        `json:"why,omitempty"` // it did not pass
	Took    time.Duration `json:"took"`
}

// parallel is how many cases run at the same time.
const parallel = 4

// Run asks a server all cases. The results are in the order of the cases.
func Run(ctx context.Context, t Target, cases []Case) []Result {
	results := make([]Result, len(cases))
	work := make(chan int)
	var group sync.WaitGroup
	for range parallel {
		group.Go(func() {
			for i := range work {
				results[i] = t.run(ctx, cases[i])
			}
		})
	}
	for i := range cases {
		work <- i
	}
	close(work)
	group.Wait()
	return results
}

// run asks one case, and judges.
func (t *Target) run(ctx context.Context, c Case) Result {
	start := time.Now()
	res := Result{Case: c, Sent: c.Sent()}
	var err error
	if c.Request != nil {
		err = t.shake(ctx, &c, &res.Got)
	} else {
		err = t.talk(ctx, &c, &res.Got)
	}
	res.Took = time.Since(start)
	res.Verdict, res.Why = judge(&c, &res.Got, err)
	res.shorten()
	return res
}

// shorten cuts long messages: a result is for a report.
func (r *Result) shorten() {
	short := func(messages []string) []string {
		messages = slices.Clone(messages)
		for i, m := range messages {
			if len(m) > 100 {
				messages[i] = fmt.Sprintf("%s… (%d bytes)", m[:20], len(m))
			}
		}
		return messages
	}
	r.Got.Echo, r.Want.Echo = short(r.Got.Echo), short(r.Want.Echo)
	r.Also = slices.Clone(r.Also)
	for i := range r.Also {
		r.Also[i].Echo = short(r.Also[i].Echo)
	}
}

// errDeclined is the error of a case whose extension the server declined.
var errDeclined = errors.New("the server did not agree to " + noTakeover)

func judge(c *Case, got *Observed, err error) (Verdict, string) {
	switch {
	case errors.Is(err, errDeclined):
		return NotApplicable, err.Error()
	case err != nil:
		return Differs, err.Error()
	case len(got.Wrong) > 0:
		return Differs, strings.Join(got.Wrong, "; ")
	}
	why := c.Want.mismatch(got)
	if why == "" {
		return Passed, ""
	}
	for _, other := range c.Also {
		if other.mismatch(got) == "" {
			return Tolerated, why
		}
	}
	return Differs, why
}

func (t *Target) timeout() time.Duration { return cmp.Or(t.Timeout, 10*time.Second) }

// shake sends the request of a case about the handshake.
func (t *Target) shake(ctx context.Context, c *Case, got *Observed) error {
	u, err := url.Parse(t.URL)
	if err != nil {
		return err
	}
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", u.Host)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(t.timeout())); err != nil {
		return err
	}
	step := 0
	if t.Slow {
		step = 1
	}
	if err := write(conn, []byte(c.Request(u.Host, u.RequestURI())), step); err != nil {
		return err
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return err
	}
	got.Status, got.header = resp.StatusCode, resp.Header.Get
	got.Answer = resp.Header.Values("Sec-WebSocket-Extensions")
	return nil
}

// write writes in steps of some bytes, or at once.
func write(conn net.Conn, b []byte, step int) error {
	if step == 0 {
		step = len(b)
	}
	for part := range slices.Chunk(b, max(1, step)) {
		if _, err := conn.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// talk sends the frames of a case, and reads to the end.
func (t *Target) talk(ctx context.Context, c *Case, got *Observed) error {
	conn, err := wstest.DialRaw(ctx, t.URL, wstest.RawOptions{Extensions: c.Offer, Timeout: t.timeout()})
	if err != nil {
		return err
	}
	defer conn.Close()
	agreed := conn.Response.Header.Get("Sec-WebSocket-Extensions")
	switch {
	case c.Offer == "" && agreed != "":
		return fmt.Errorf("the server agreed to %s, which was not offered", agreed)
	case c.Offer != "" && !(strings.Contains(agreed, "server_no_context_takeover") && strings.Contains(agreed, "client_no_context_takeover")):
		return errDeclined
	}
	var b []byte
	for _, f := range c.Send {
		b = f.Append(b)
	}
	if !c.Closes {
		b = wstest.CloseFrame(1000, "").Append(b)
	}
	var writer sync.WaitGroup
	defer writer.Wait()
	defer conn.Close() // ends the writer, whose server may not read any more
	writer.Go(func() {
		// A server that fails the connection need not take all of it: what it
		// says counts.
		slow := 0
		if t.Slow {
			slow = len(b)
			if slow > 70_000 {
				slow = 4096
			}
		}
		conn.Chunk = 1
		if _, err := conn.Write(b[:slow]); err == nil {
			conn.Chunk = 0
			_, _ = conn.Write(b[slow:])
		}
	})
	r := listener{got: got, deflate: agreed != "", limit: int64(max(1<<20, 2*t.MaxMessage))}
	r.listen(conn)
	return nil
}

// A listener reads what the server says.
type listener struct {
	got     *Observed
	deflate bool
	limit   int64

	within     bool // a message whose end is to come
	compressed bool
	op         wstest.Opcode
	message    []byte
}

// listen reads to the end of the stream.
func (l *listener) listen(conn *wstest.Raw) {
	for {
		f, err := conn.ReadFrame()
		if err != nil {
			l.got.End = 1006
			if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
				l.wrong("nothing came any more, and the connection stayed open")
			}
			return
		}
		l.check(f)
		switch {
		case f.Opcode == wstest.Close:
			l.end(f.Payload)
			n, err := conn.ReadEOF()
			if n > 0 {
				l.wrong("%d bytes behind the close frame", n)
			}
			if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
				l.wrong("the connection stayed open behind the close frame")
			}
			return
		case f.Opcode == wstest.Pong:
			l.got.Pongs = append(l.got.Pongs, string(f.Payload))
		case !f.Opcode.IsControl():
			l.data(f)
		}
	}
}

func (l *listener) wrong(format string, args ...any) {
	l.got.Wrong = append(l.got.Wrong, fmt.Sprintf(format, args...))
}

// check holds the server's frame to the rules for frames.
func (l *listener) check(f wstest.Frame) {
	n := len(f.Payload)
	control := f.Opcode.IsControl()
	first := f.Opcode == wstest.Text || f.Opcode == wstest.Binary
	switch {
	case !f.Unmasked:
		l.wrong("a frame with a mask")
	case f.RSV2 || f.RSV3 || f.RSV1 && !(l.deflate && first):
		l.wrong("a frame with reserved bits: %s", describe(f))
	case control && (f.More || n > 125):
		l.wrong("a control frame that is long or a fragment: %s", describe(f))
	case f.Opcode > wstest.Binary && !control || f.Opcode > wstest.Pong:
		l.wrong("a frame with %v", f.Opcode)
	case f.Length == wstest.Bits16 && n < 126, f.Length == wstest.Bits64 && n <= 0xFFFF:
		l.wrong("a length that is not in its shortest form: %s", describe(f))
	case first && l.within:
		l.wrong("a message within another")
	case f.Opcode == wstest.Continuation && !l.within:
		l.wrong("a fragment of no message")
	}
}

// data takes a frame of a message.
func (l *listener) data(f wstest.Frame) {
	if f.Opcode != wstest.Continuation {
		l.op, l.compressed, l.message = f.Opcode, f.RSV1, nil
	}
	l.message = append(l.message, f.Payload...)
	l.within = f.More
	if f.More {
		return
	}
	message := string(l.message)
	if l.compressed {
		var err error
		if message, err = inflated(message, l.limit); err != nil {
			l.wrong("a message that cannot be decompressed: %v", err)
		}
	}
	if l.op == wstest.Text && !utf8.ValidString(message) {
		l.wrong("text that is not UTF-8")
	}
	l.got.Echo = append(l.got.Echo, message)
}

// end takes the close frame.
func (l *listener) end(payload []byte) {
	switch len(payload) {
	case 0:
		l.got.End = 1005
	case 1:
		l.wrong("a close frame with half a code")
	default:
		l.got.End = uint16(payload[0])<<8 | uint16(payload[1])
		l.got.Reason = string(payload[2:])
		if !utf8.ValidString(l.got.Reason) {
			l.wrong("a reason that is not UTF-8")
		}
	}
}
