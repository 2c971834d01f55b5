package conform

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/wscontract/wscontract/runtime/wstest"
)

// noTakeover is an offer under which each message stands alone.
const noTakeover = "permessage-deflate; server_no_context_takeover; client_no_context_takeover"

// deflated returns the payload of a compressed message (RFC 7692, 7.2.1).
func deflated(s string, level int) string {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, level)
	if err != nil {
		panic(err) // the levels are constants below
	}
	_, _ = io.WriteString(w, s) // a buffer takes everything
	_ = w.Flush()
	return strings.TrimSuffix(b.String(), "\x00\x00\xff\xff")
}

// inflated is the reverse, of at most limit bytes.
func inflated(s string, limit int64) (string, error) {
	r := flate.NewReader(strings.NewReader(s + "\x00\x00\xff\xff\x01\x00\x00\xff\xff"))
	b, err := io.ReadAll(io.LimitReader(r, limit))
	return string(b), err
}

// rsv1 marks a frame as the first of a compressed message.
func rsv1(f wstest.Frame) wstest.Frame {
	f.RSV1 = true
	return f
}

func packed(s string) wstest.Frame { return rsv1(text(deflated(s, flate.DefaultCompression))) }

// deflate is about compressed messages.
func (m *maker) deflate(maxMessage int) {
	from := len(m.cases)
	const section = "7692 6, 7.2"
	repeated := strings.Repeat("the same again and again; ", 100)
	for _, test := range []struct{ id, text string }{
		{"short", "Hello"}, {"empty", ""}, {"repeated", repeated}, {"utf8", "κόσμε 😀"},
		{"1024", strings.Repeat("0123456789abcdef", 64)}, {"65535", strings.Repeat("x", 65535)},
	} {
		m.add("deflate/"+test.id, section, "a compressed message is decompressed", echoes(test.text), packed(test.text))
		m.add("deflate/"+test.id+"-stored", section, "a compressed message may have blocks without compression", echoes(test.text),
			rsv1(text(deflated(test.text, flate.NoCompression))))
		m.add("deflate/"+test.id+"-huffman", section, "a compressed message may have blocks without references", echoes(test.text),
			rsv1(text(deflated(test.text, flate.HuffmanOnly))))
		parts := cutText(bytesOf(deflated(test.text, flate.DefaultCompression))...)
		if len(parts) > 0 {
			parts[0].RSV1 = true
			m.add("deflate/"+test.id+"-bytes", "7692 6.1", "only the first fragment of a compressed message is marked", echoes(test.text), parts...)
		}
	}
	m.add("deflate/binary", section, "binary messages may be compressed", echoes(repeated), rsv1(binary(deflated(repeated, 9))))
	m.add("deflate/example", "7692 7.2.3.1", "the example of the RFC", echoes("Hello"), rsv1(text("\xf2\x48\xcd\xc9\xc9\x07\x00")))
	m.add("deflate/example-fragments", "7692 7.2.3.1", "the example of the RFC", echoes("Hello"), more(rsv1(text("\xf2\x48\xcd"))), cont("\xc9\xc9\x07\x00"))
	m.add("deflate/example-stored", "7692 7.2.3.3", "the example of the RFC", echoes("Hello"), rsv1(text("\x00\x05\x00\xfa\xff\x48\x65\x6c\x6c\x6f\x00")))
	m.add("deflate/example-final", "7692 7.2.3.4", "the example of the RFC", echoes("Hello"), rsv1(text("\xf3\x48\xcd\xc9\xc9\x07\x00\x00")))
	m.add("deflate/example-blocks", "7692 7.2.3.5", "the example of the RFC", echoes("Hello"),
		rsv1(text("\xf2\x48\x05\x00\x00\x00\xff\xff\xca\xc9\xc9\x07\x00")))
	m.add("deflate/example-empty", "7692 7.2.3.6", "the example of the RFC", echoes(""), rsv1(text("\x00")))
	m.add("deflate/plain", "7692 6", "messages need not be compressed", echoes("plain"), text("plain"))
	m.add("deflate/mixed", "7692 6", "each message is compressed or not", echoes("one", "two", "three"), packed("one"), text("two"), packed("three"))
	pinged := echoes("Hello")
	pinged.Pings = []string{"p"}
	m.add("deflate/ping-within", "7692 6.1", "control frames are never compressed", pinged, more(rsv1(text("\xf2\x48\xcd"))), ping("p"), cont("\xc9\xc9\x07\x00"))

	about := "only the first frame of a message may be marked as compressed"
	m.add("deflate/marked-continuation", "7692 6.1", about, fails(1002), more(text("a")), rsv1(cont("b")))
	m.add("deflate/marked-twice", "7692 6.1", about, fails(1002), more(rsv1(text("\xf2\x48\xcd"))), rsv1(cont("\xc9\xc9\x07\x00")))
	for _, f := range []wstest.Frame{ping("p"), pong("p"), wstest.CloseFrame(1000, "")} {
		m.add(fmt.Sprintf("deflate/marked-%v", f.Opcode), "7692 6.1", "a control frame that is marked as compressed fails the connection", fails(1002), rsv1(f))
	}
	rsv2 := packed("x")
	rsv2.RSV2 = true
	m.add("deflate/rsv2", "6455 5.2", "the other reserved bits still mean nothing", fails(1002), rsv2)

	for _, test := range []struct{ id, payload string }{
		{"bad-block", "\x06\x00"}, {"bad-stored-length", "\x00\x05\x00\x00\x00Hello"},
		{"bad-distance", "\x02\x03\x02\x00"}, {"text", "this is not compressed at all"}, {"ff", "\xff\xff\xff\xff"},
	} {
		c := m.add("deflate/"+test.id, "7692 7.2.2; 6455 7.4.1", "data that cannot be decompressed fails the connection", fails(1007), rsv1(text(test.payload)))
		c.Also = append(c.Also, fails(1002), fails(1011)) // no RFC names the code
	}
	m.add("deflate/not-utf8", "6455 8.1", "compressed text must be UTF-8", fails(1007), packed("\xff"))
	m.add("deflate/surrogate", "6455 8.1", "compressed text must be UTF-8", fails(1007), packed("abc\xed\xa0\x80"))

	if maxMessage > 0 {
		full := strings.Repeat("m", maxMessage)
		m.add("deflate/limit-exact", "6455 10.4", "the limit is that of the message, not of the compressed", echoes(full), packed(full))
		c := m.add("deflate/limit-exact-stored", "6455 10.4", "the limit is that of the message, not of the compressed", echoes(full), rsv1(text(deflated(full, flate.NoCompression))))
		c.Also = append(c.Also, fails(1009)) // a limit of both, which is its right
		m.add("deflate/limit-one-more", "6455 10.4", "a larger message fails the connection", fails(1009), packed(full+"m"))
		m.add("deflate/bomb", "6455 10.4; 7692 8", "a message that becomes very much larger fails the connection", fails(1009), packed(strings.Repeat(full, 20_000_000/maxMessage)))
	}
	for i := from; i < len(m.cases); i++ {
		m.cases[i].Offer = noTakeover
	}
}

// offers is about what a server may answer to an offer of permessage-deflate.
func (m *maker) offers() {
	const section = "7692 5, 7.1"
	for _, test := range []struct {
		id, offer string
		may       bool // be accepted
	}{
		{"plain", "permessage-deflate", true},
		{"server-no-takeover", "permessage-deflate; server_no_context_takeover", true},
		{"client-no-takeover", "permessage-deflate; client_no_context_takeover", true},
		{"both-no-takeover", noTakeover, true},
		{"client-bits", "permessage-deflate; client_max_window_bits", true},
		{"client-bits-10", "permessage-deflate; client_max_window_bits=10", true},
		{"client-bits-8", "permessage-deflate; client_max_window_bits=8", true},
		{"client-bits-quoted", `permessage-deflate; client_max_window_bits="12"`, true},
		{"server-bits-15", "permessage-deflate; server_max_window_bits=15", true},
		{"server-bits-10", "permessage-deflate; server_max_window_bits=10", true},
		{"server-bits-9", "permessage-deflate; server_max_window_bits=9", true},
		{"both-bits", "permessage-deflate; client_max_window_bits=12; server_max_window_bits=12", true},
		{"second-choice", "permessage-deflate; server_max_window_bits=9, permessage-deflate", true},
		{"after-unknown", "x-unknown; a=b, permessage-deflate", true},
		{"browser", "permessage-deflate; client_max_window_bits, x-webkit-deflate-frame", true},
		{"server-bits-7", "permessage-deflate; server_max_window_bits=7", false},
		{"server-bits-16", "permessage-deflate; server_max_window_bits=16", false},
		{"server-bits-none", "permessage-deflate; server_max_window_bits", false},
		{"server-bits-010", "permessage-deflate; server_max_window_bits=010", false},
		{"client-bits-7", "permessage-deflate; client_max_window_bits=7", false},
		{"client-bits-16", "permessage-deflate; client_max_window_bits=16", false},
		{"client-bits-word", "permessage-deflate; client_max_window_bits=many", false},
		{"takeover-value", "permessage-deflate; server_no_context_takeover=1", false},
		{"unknown-parameter", "permessage-deflate; extra", false},
		{"unknown-value", "permessage-deflate; extra=1", false},
		{"twice", "permessage-deflate; client_max_window_bits; client_max_window_bits", false},
		{"takeover-twice", "permessage-deflate; server_no_context_takeover; server_no_context_takeover", false},
		{"unknown-extension", "x-webkit-deflate-frame", false},
		{"prefix", "permessage-deflate2", false},
	} {
		about := "the answer accepts no more than was offered"
		if !test.may {
			about = "an offer that is in error is declined"
		}
		want := Outcome{Status: []int{101}, Answer: func(answer []string) string { return judgeAnswer(test.offer, test.may, answer) }}
		c := m.add("offers/"+test.id, section, about, want)
		c.Request = request(map[string]string{"Sec-WebSocket-Extensions": test.offer})
		if !test.may {
			c.Also = []Outcome{{Status: []int{400}}}
		}
	}
}

// judgeAnswer says what is wrong with the answer to an offer, or "".
func judgeAnswer(offer string, may bool, answer []string) string {
	joined := strings.Join(answer, ", ")
	switch {
	case joined == "":
		return ""
	case !may:
		return "accepted as " + joined
	case strings.Contains(joined, ","):
		return "accepted twice: " + joined
	}
	params := strings.Split(joined, ";")
	if strings.TrimSpace(params[0]) != "permessage-deflate" {
		return "accepted " + params[0]
	}
	given := map[string]string{}
	for _, param := range params[1:] {
		name, value, _ := strings.Cut(strings.TrimSpace(param), "=")
		if _, twice := given[name]; twice {
			return name + " stands twice in " + joined
		}
		given[name] = strings.Trim(value, `"`)
		switch name {
		case "server_no_context_takeover", "client_no_context_takeover", "server_max_window_bits", "client_max_window_bits":
		default:
			return "unknown parameter in " + joined
		}
	}
	// One of the offers must be kept by the answer.
	why := ""
	for one := range strings.SplitSeq(offer, ",") {
		name, _, _ := strings.Cut(one, ";")
		if strings.TrimSpace(name) != "permessage-deflate" {
			continue
		}
		if why = breaks(one, given); why == "" {
			return ""
		}
	}
	return fmt.Sprintf("%s in %s", why, joined)
}

// breaks says what an answer does not keep of one offer, or "".
func breaks(offer string, given map[string]string) string {
	asked := map[string]string{}
	for param := range strings.SplitSeq(offer, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(param), "=")
		asked[name] = strings.Trim(value, `"`)
	}
	if _, ok := asked["server_no_context_takeover"]; ok {
		if _, ok := given["server_no_context_takeover"]; !ok {
			return "no server_no_context_takeover"
		}
	}
	if limit, ok := asked["server_max_window_bits"]; ok {
		most, _ := strconv.Atoi(limit) // the offer is one of those above
		if bits, err := strconv.Atoi(given["server_max_window_bits"]); err != nil || bits > most {
			return "no server_max_window_bits of at most " + limit
		}
	}
	if _, ok := given["client_max_window_bits"]; ok {
		if _, ok := asked["client_max_window_bits"]; !ok {
			return "client_max_window_bits that was not offered"
		}
	}
	return ""
}
