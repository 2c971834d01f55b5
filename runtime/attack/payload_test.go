package attack_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	goruntime "runtime"
	"strings"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/attack/hostile"
	"github.com/wscontract/wscontract/runtime/wire"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// digits is a number of that many digits.
func digits(n int) string { return strings.Repeat("9", n) }

// deep nests a tree.
func deep(n int) string {
	return `{"type":"tree",` + strings.Repeat(`"left":{`, n) + strings.Repeat(`}`, n) + `}`
}

// TestPayloads sends messages that parsers disagree about, or that are meant to
// cost, to a channel whose handler repeats what it was given. What a message is
// refused for is said in the words of the contract.
func TestPayloads(t *testing.T) {
	s := open(t, runtime.Options{MessageRate: -1, InvalidRate: -1})
	s.serve(handler{OnMessage: func(ctx context.Context, c *conn, m hostile.Command) error {
		return c.Send(ctx, hostile.Echoed{Any: fmt.Sprintf("%T", m)})
	}})
	const (
		malformed = "malformed"
		ok        = "ok"
	)
	w := s.raw()
	for _, test := range []struct {
		id, name, send string
		want           string // PATH:CODE, or one of the above
	}{
		{"P1", "the same key twice", `{"type":"say","text":"good","text":"evil"}`, "/text:duplicate"},
		{"P1", "the same key twice, by an escape", `{"type":"say","text":"good","te\u0078t":"evil"}`, "/text:duplicate"},
		{"P1", "the tag twice", `{"type":"say","text":"x","type":"numbers"}`, "/type:duplicate"},
		{"P1", "the same key twice in a map", `{"type":"lists","names":{"a":"b","a":"c"}}`, "/names/a:duplicate"},
		{"P1", "the same key twice in an any", `{"type":"numbers","any":{"a":1,"a":2}}`, "/any/a:duplicate"},
		{"P1", "the same unknown key twice", `{"type":"numbers","x":1,"x":2}`, "/x:duplicate"},
		{"P2", "the tag in another case", `{"TYPE":"say","text":"x"}`, "/type:required"},
		{"P2", "a key in another case", `{"type":"say","Text":"x"}`, "/Text:unknown,/text:required"},
		{"P2", "a key with a letter that folds", `{"type":"ſay","text":"x"}`, "/type:union"},
		{"P4", "half a surrogate pair", `{"type":"say","text":"\ud800"}`, malformed},
		{"P4", "the other half", `{"type":"say","text":"\udc00x"}`, malformed},
		{"P4", "a pair the wrong way round", `{"type":"say","text":"\udc00\ud800"}`, malformed},
		{"P4", "a surrogate in a key that is unknown", `{"type":"numbers","\ud800":1}`, malformed},
		{"P5", "nested 60 deep", deep(60), ok},
		{"P5", "nested 65 deep", deep(65), "depth"},
		{"P5", "nested 10,001 deep", deep(10_001), "depth"},
		{"P5", "arrays 1,000,000 deep", strings.Repeat("[", 1_000_000), "depth"},
		{"P5", "an any 9,000 deep", `{"type":"numbers","any":` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + `}`, "depth"},
		{"P5", "an unknown key 9,000 deep", `{"type":"numbers","x":` + strings.Repeat(`{"x":`, 9000) + "1" + strings.Repeat("}", 9000) + `}`, "depth"},
		{"P6", "1e400", `{"type":"numbers","float":1e400}`, "/float:type"},
		{"P6", "-1e400", `{"type":"numbers","float":-1e400}`, "/float:type"},
		{"P6", "2 to the 63", `{"type":"numbers","int":9223372036854775808}`, "/int:type"},
		{"P6", "2 to the 64", `{"type":"numbers","uint":18446744073709551616}`, "/uint:type"},
		{"P6", "128 in an int8", `{"type":"numbers","small":128}`, "/small:type"},
		{"P6", "-1 in a uint", `{"type":"numbers","uint":-1}`, "/uint:type"},
		{"P6", "1.0 in an int", `{"type":"numbers","int":1.0}`, "/int:type"},
		{"P6", "1e2 in an int", `{"type":"numbers","int":1e2}`, "/int:type"},
		{"P6", "NaN", `{"type":"numbers","float":NaN}`, malformed},
		{"P6", "Infinity", `{"type":"numbers","float":Infinity}`, malformed},
		{"P6", "a leading zero", `{"type":"numbers","int":007}`, malformed},
		{"P6", "hexadecimal", `{"type":"numbers","int":0x7}`, malformed},
		{"P6", "a leading plus", `{"type":"numbers","int":+7}`, malformed},
		{"P8", "100,000 digits in an int", `{"type":"numbers","int":` + digits(100_000) + `}`, "/int:type"},
		{"P8", "1,000,000 digits in a float", `{"type":"numbers","float":` + digits(1_000_000) + `}`, "/float:type"},
		{"P8", "1,000,000 digits behind the point", `{"type":"numbers","float":0.` + digits(1_000_000) + `}`, ok},
		{"P8", "an exponent of 100,000 digits", `{"type":"numbers","float":1e` + digits(100_000) + `}`, "/float:type"},
		{"P8", "1,000,000 digits in an any", `{"type":"numbers","any":` + digits(1_000_000) + `}`, "/any:type"},
		{"P9", "a second message behind the first", `{"type":"say","text":"x"}{"type":"say","text":"y"}`, malformed},
		{"P9", "a comma behind the message", `{"type":"say","text":"x"},`, malformed},
		{"P9", "a NUL behind the message", `{"type":"say","text":"x"}` + "\x00", malformed},
		{"P9", "a comma behind the last key", `{"type":"say","text":"x",}`, malformed},
		{"P9", "a comment", `{"type":"say",/* */"text":"x"}`, malformed},
		{"P9", "single quotes", `{'type':'say'}`, malformed},
		{"P10", "null", `null`, ":null"},
		{"P10", "null for a string", `{"type":"say","text":null}`, "/text:null"},
		{"P10", "an unknown key", `{"type":"say","text":"x","admin":true}`, "/admin:unknown"},
		{"P10", "nothing", ``, malformed},
		{"P10", "a list", `[]`, ":type"},
		{"P11", "NUL in a string", `{"type":"say","text":"a\u0000b"}`, ok},
		{"P11", "NUL in a string, not escaped", "{\"type\":\"say\",\"text\":\"a\x00b\"}", malformed},
		{"P11", "a line break in a string, not escaped", "{\"type\":\"say\",\"text\":\"a\nb\"}", malformed},
		{"P12", "a byte order mark", "\ufeff" + `{"type":"say","text":"x"}`, malformed},
		{"P12", "white space that is none", "\u00a0" + `{"type":"say","text":"x"}`, malformed},
		{"P18", "__proto__", `{"type":"say","text":"x","__proto__":{"admin":true}}`, "/__proto__:unknown"},
		{"P18", "constructor and prototype in an any", `{"type":"numbers","any":{"constructor":{"prototype":{"admin":true}},"__proto__":1}}`, ok},
	} {
		t.Run(test.id+" "+test.name, func(t *testing.T) {
			if err := w.Send(text(test.send)); err != nil {
				t.Fatal(err)
			}
			at := time.Now()
			_, answer, err := w.ReadMessage()
			if err != nil {
				t.Fatal(err)
			}
			if took := time.Since(at); took > 5*time.Second {
				t.Errorf("the answer took %v", took)
			}
			if len(answer) > 4<<10 {
				t.Errorf("the answer has %d bytes", len(answer))
			}
			if got := verdict(t, answer); got != test.want && (test.want != "depth" || !strings.HasSuffix(got, ":depth")) {
				t.Errorf("%.100s\nanswered %.300s\nwant %s", test.send, answer, test.want)
			}
		})
	}
}

// verdict reads an answer: ok, malformed, or each PATH:CODE.
func verdict(t *testing.T, answer []byte) string {
	var frame struct {
		Type    string
		Message string
		Errors  []runtime.Finding
	}
	if err := json.Unmarshal(answer, &frame); err != nil {
		t.Fatalf("the answer is not JSON: %s: %v", answer, err)
	}
	switch {
	case frame.Type == "echoed":
		return "ok"
	case strings.HasPrefix(frame.Message, "malformed message: "):
		return "malformed"
	}
	var all []string
	for _, f := range frame.Errors {
		all = append(all, f.Path+":"+f.Code)
	}
	return strings.Join(all, ",")
}

// TestP3InvalidUTF8 has strings that are not UTF-8. That is a mistake of the frame,
// so the connection ends; in a binary message it is one of the message.
func TestP3InvalidUTF8(t *testing.T) {
	s := open(t, runtime.Options{})
	s.serve(echo)
	for _, bad := range []string{"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\xf8\x88\x80\x80\x80"} {
		message := `{"type":"say","text":"` + bad + `"}`
		w := s.raw()
		_ = w.Send(text(message))
		endsWith(t, w, runtime.CloseInvalidUTF8)

		w = s.raw()
		_ = w.Send(wstest.Frame{Opcode: wstest.Binary, Payload: []byte(message)})
		if _, answer, err := w.ReadMessage(); err != nil || verdict(t, answer) != "malformed" {
			t.Errorf("%q in a binary message: %s, %v", bad, answer, err)
		}
	}
}

// TestP7LargeIntegers has an integer that a float64 cannot hold. In an integer's
// place it stays whole; any is a float64 by contract, and says so.
func TestP7LargeIntegers(t *testing.T) {
	const large = 1<<53 + 1
	got := make(chan hostile.Numbers, 1)
	s := open(t, runtime.Options{})
	s.serve(handler{OnMessage: func(_ context.Context, _ *conn, m hostile.Command) error {
		got <- m.(hostile.Numbers)
		return nil
	}})
	w := s.raw()
	_ = w.Send(text(fmt.Sprintf(`{"type":"numbers","int":%d,"uint":%d,"any":%d}`, large, large, large)))
	if m := <-got; m.Int != large || m.Uint != large || m.Any != float64(1<<53) {
		t.Errorf("got %+v", m)
	}
}

// TestP13ManyElements has a list of a million elements that are small on the wire
// and large in memory, where a hundred are allowed.
func TestP13ManyElements(t *testing.T) {
	const n = 1_000_000
	message := []byte(`{"type":"lists","items":[` + strings.Repeat("{},", n-1) + `{}]}`)
	var before, after goruntime.MemStats
	goruntime.ReadMemStats(&before)
	_, err := hostile.Channels.Hostile.ClientToServer.Decode(message)
	goruntime.ReadMemStats(&after)
	if invalid, ok := errors.AsType[*runtime.ValidationError](err); !ok || len(invalid.Findings) != 1 || invalid.Findings[0].Code != "max" {
		t.Fatalf("decoded: %v", err)
	}
	// An element is 32 bytes in Go, and a slice that grows is allocated again.
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 1<<20 {
		t.Errorf("a list of %d elements, of which 100 are allowed, allocates %d bytes", n, grown)
	}

	s := open(t, runtime.Options{})
	s.serve(echo)
	w := s.raw()
	_ = w.Send(text(string(message)))
	if _, answer, err := w.ReadMessage(); err != nil || verdict(t, answer) != "/items:max" {
		t.Errorf("answered %s, %v", answer, err)
	}
}

// TestP14AnswersAreBounded has messages with as much wrong, and keys as long, as
// fit. The answer stays small, and has nothing of the values.
func TestP14AnswersAreBounded(t *testing.T) {
	s := open(t, runtime.Options{})
	s.serve(echo)
	w := s.raw()
	var many bytes.Buffer
	for i := range 10_000 {
		fmt.Fprintf(&many, `,"k%d":"secret"`, i)
	}
	long := strings.Repeat("k", 1_000_000)
	for name, message := range map[string]string{
		"10,000 unknown keys":    `{"type":"say","text":"secret"` + many.String() + `}`,
		"a key of a megabyte":    `{"type":"say","text":"secret","` + long + `":"secret"}`,
		"keys that need escapes": `{"type":"say","text":"secret","` + strings.Repeat(`~/\u0001`, 10_000) + `":"secret"}`,
		"an id of a megabyte":    `{"type":"say","id":"` + long + `","text":7}`,
		"an id that is a list":   `{"type":"say","id":["secret"],"text":7}`,
		"a tag of a megabyte":    `{"type":"` + long + `secret"}`,
		"a name of a megabyte":   `{"type":"lists","names":{"` + long + `":"nobody"}}`,
	} {
		if err := w.Send(text(message)); err != nil {
			t.Fatal(err)
		}
		_, answer, err := w.ReadMessage()
		if err != nil {
			t.Fatal(err)
		}
		// Each of 16 findings has a path and a message of 256 bytes, which may have to be escaped.
		if limit := 16 * (2*6*260 + 100); len(answer) > limit || bytes.Contains(answer, []byte("secret")) {
			t.Errorf("%s: answered with %d bytes: %.300s", name, len(answer), answer)
		}
		var frame struct{ Errors []runtime.Finding }
		if err := json.Unmarshal(answer, &frame); err != nil || len(frame.Errors) > wire.MaxFindings {
			t.Errorf("%s: %d findings, %v", name, len(frame.Errors), err)
		}
	}
}

// TestP15InvalidMessages has a client send one invalid message after the other.
func TestP15InvalidMessages(t *testing.T) {
	s := open(t, runtime.Options{InvalidRate: 30, MessageRate: -1})
	s.serve(echo)
	w := s.raw()
	for range 40 {
		_ = w.Send(text(`{"type":"say"}`)) // the last come too late
	}
	answers := 0
	for {
		_, _, err := w.ReadMessage()
		if end, ok := errors.AsType[*wstest.End](err); ok {
			if end.Code != uint16(runtime.ClosePolicy) {
				t.Errorf("closed with %v", end)
			}
			break
		}
		answers++
	}
	if answers < 30 || answers > 32 {
		t.Errorf("%d invalid messages were answered, want those of a minute, 30", answers)
	}
}

// TestP16BinaryFrames has a binary message, where the server refuses them and
// where it does not.
func TestP16BinaryFrames(t *testing.T) {
	frame := wstest.Frame{Opcode: wstest.Binary, Payload: []byte(`{"type":"say","text":"x"}`)}
	s := open(t, runtime.Options{RefuseBinary: true})
	s.serve(echo)
	w := s.raw()
	_ = w.Send(frame)
	endsWith(t, w, runtime.CloseUnsupported)

	s = open(t, runtime.Options{})
	s.serve(echo)
	w = s.raw()
	_ = w.Send(frame)
	if _, got, err := w.ReadMessage(); string(got) != `{"type":"said","text":"x","n":0}` {
		t.Errorf("got %s, %v", got, err)
	}
}

// TestP17RulesAreLinear has strings that make bad patterns backtrack, for every rule
// that is more than a comparison. Twice the length must not cost four times as much.
func TestP17RulesAreLinear(t *testing.T) {
	for name, evil := range map[string]func(n int) string{
		"email":    func(n int) string { return strings.Repeat("a.", n) + "@" + strings.Repeat("a.", n) + "!" },
		"url":      func(n int) string { return "http://" + strings.Repeat("%41", n) + "\x01" },
		"fqdn":     func(n int) string { return strings.Repeat("a-.", n) + "!" },
		"semver":   func(n int) string { return "1.2.3-" + strings.Repeat("0a.", n) + "!" },
		"jwt":      func(n int) string { return strings.Repeat("a.", n) },
		"ip":       func(n int) string { return strings.Repeat("1:", n) },
		"color":    func(n int) string { return "rgb(" + strings.Repeat(" ", n) + "1" + strings.Repeat(",", n) },
		"json":     func(n int) string { return strings.Repeat("[", n) },
		"base64":   func(n int) string { return strings.Repeat("a", n) + "=" },
		"numeric":  func(n int) string { return strings.Repeat("1", n) + "x" },
		"timezone": func(n int) string { return strings.Repeat("../", n) + "etc/passwd" },
	} {
		t.Run(name, func(t *testing.T) {
			cost := func(n int) time.Duration {
				value, err := json.Marshal(evil(n))
				if err != nil {
					t.Fatal(err)
				}
				message := fmt.Appendf(nil, `{"type":"formats",%q:%s}`, name, value)
				best := time.Hour
				for range 5 {
					at := time.Now()
					if hostile.Channels.Hostile.ClientToServer.Validate(message) == nil {
						t.Fatalf("%.60s… keeps the rule", message)
					}
					best = min(best, time.Since(at))
				}
				return best
			}
			// A rule that backtracks would take minutes for the second, one that is
			// quadratic 256 times as long as for the first.
			small, large := cost(1000), cost(16_000)
			if large > 10*time.Millisecond && large > 80*small {
				t.Errorf("1,000 parts take %v, 16,000 take %v", small, large)
			}
		})
	}
}
