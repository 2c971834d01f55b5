package conform

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/runtime/wstest"
)

// A Case is one question to a server.
type Case struct {
	ID      string `json:"id"`      // FAMILY/WHAT
	Section string `json:"section"` // of the RFC
	About   string `json:"about"`   // what the server has to do

	// Offer is what the driver offers as Sec-WebSocket-Extensions. Where the
	// server does not accept it, the case does not apply.
	Offer string `json:"offer,omitempty"`
	// Send is what the driver sends.
	Send []wstest.Frame `json:"-"`
	// Request is, in a case about the handshake, the whole request.
	Request func(host, path string) string `json:"-"`
	// Closes tells that the driver sends no close frame behind Send.
	Closes bool `json:"-"`

	Want Outcome   `json:"want"`
	Also []Outcome `json:"also,omitempty"` // what the RFC tolerates
}

// An Outcome is a way in which a case may end.
type Outcome struct {
	// Echo are the messages that come back: all of them when the connection
	// ends as agreed, else as many as the server had time for.
	Echo []string `json:"echo,omitempty"`
	// AnyEcho means that what comes back does not matter.
	AnyEcho bool `json:"anyEcho,omitempty"`
	// Pings are what was to be answered.
	Pings []string `json:"pings,omitempty"`
	// End are the close codes, one of which ends the connection.
	End []uint16 `json:"end,omitempty"`
	// Fails tells that the server has to fail the connection.
	Fails bool `json:"fails,omitempty"`

	// Of a handshake: the statuses, one of which is the answer, and what the
	// header of a 101 has to be like.
	Status []int                        `json:"status,omitempty"`
	Answer func(header []string) string `json:"-"` // of Sec-WebSocket-Extensions; says what is wrong
	Header map[string]string            `json:"header,omitempty"`
}

// Observed is what a server did.
type Observed struct {
	Status int      `json:"status,omitempty"`
	Answer []string `json:"answer,omitempty"` // of Sec-WebSocket-Extensions
	Echo   []string `json:"echo,omitempty"`
	Pongs  []string `json:"pongs,omitempty"`
	End    uint16   `json:"end,omitempty"`
	Reason string   `json:"reason,omitempty"`
	// Wrong is what no server may do in any case.
	Wrong []string `json:"wrong,omitempty"`

	header func(name string) string
}

// mismatch returns in what the server did something else, or "".
func (o *Outcome) mismatch(got *Observed) string {
	if o.Status != nil {
		return o.refusal(got)
	}
	switch {
	case !slices.Contains(o.End, got.End):
		return fmt.Sprintf("ended with %d, want %s", got.End, codes(o.End))
	case o.AnyEcho:
	case o.Fails && (len(got.Echo) > len(o.Echo) || !slices.Equal(got.Echo, o.Echo[:len(got.Echo)])):
		return fmt.Sprintf("sent back %s, want at most %s", quote(got.Echo), quote(o.Echo))
	case !o.Fails && !slices.Equal(got.Echo, o.Echo):
		return fmt.Sprintf("sent back %s, want %s", quote(got.Echo), quote(o.Echo))
	}
	rest := o.Pings
	for _, pong := range got.Pongs {
		i := slices.Index(rest, pong)
		if i < 0 {
			return fmt.Sprintf("pong %.20q answers no ping", pong)
		}
		rest = rest[i+1:]
	}
	if len(rest) > 0 && !o.Fails {
		return "the last ping was not answered"
	}
	return ""
}

// refusal is mismatch for a handshake.
func (o *Outcome) refusal(got *Observed) string {
	if !slices.Contains(o.Status, got.Status) {
		return fmt.Sprintf("answered with %d, want %d", got.Status, o.Status)
	}
	for _, name := range sortedKeys(o.Header) {
		if value := got.header(name); value != o.Header[name] {
			return fmt.Sprintf("%s is %q, want %q", name, value, o.Header[name])
		}
	}
	if o.Answer != nil && got.Status == 101 {
		return o.Answer(got.Answer)
	}
	return ""
}

func codes(list []uint16) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(list), "[]"), " ", " or ")
}

// quote shows messages, shortened.
func quote(list []string) string {
	if len(list) == 0 {
		return "nothing"
	}
	var b strings.Builder
	for i, s := range list {
		if i == 3 {
			fmt.Fprintf(&b, " and %d more", len(list)-i)
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		if len(s) > 40 {
			fmt.Fprintf(&b, "%q… (%d bytes)", s[:20], len(s))
		} else {
			fmt.Fprintf(&b, "%q", s)
		}
	}
	return b.String()
}

// Sent describes what the driver sends.
func (c *Case) Sent() string {
	if c.Request != nil {
		return c.Request("HOST", "PATH")
	}
	var parts []string
	for i, f := range c.Send {
		if i == 6 {
			parts = append(parts, fmt.Sprintf("and %d more", len(c.Send)-i))
			break
		}
		parts = append(parts, describe(f))
	}
	return strings.Join(parts, "; ")
}

func describe(f wstest.Frame) string {
	var b strings.Builder
	b.WriteString(f.Opcode.String())
	for _, bit := range []struct {
		set  bool
		name string
	}{{f.More, "no FIN"}, {f.RSV1, "RSV1"}, {f.RSV2, "RSV2"}, {f.RSV3, "RSV3"}, {f.Unmasked, "no mask"},
		{f.Length == wstest.Bits16, "16 bits of length"}, {f.Length == wstest.Bits64, "64 bits of length"}} {
		if bit.set {
			b.WriteString(", " + bit.name)
		}
	}
	if f.Declared != 0 {
		fmt.Fprintf(&b, ", length %d", f.Declared)
	}
	if len(f.Payload) > 0 {
		b.WriteString(" " + quote([]string{string(f.Payload)}))
	}
	return b.String()
}
