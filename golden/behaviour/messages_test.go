package behaviour

import (
	"bytes"
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/runtime"
)

// eachMessage calls check for every message of every case.
func eachMessage(t *testing.T, check func(t *testing.T, e *endpoint, m message)) {
	t.Helper()
	for _, g := range goldens {
		t.Run(g.name, func(t *testing.T) {
			list := endpoints(g)
			for _, m := range readMessages(t, g.name) {
				i := slices.IndexFunc(list, func(e *endpoint) bool { return e.channel == m.channel && e.direction == m.direction })
				if i < 0 {
					t.Errorf("%s: there is no %s of channel %s", m.line, m.direction, m.channel)
					continue
				}
				check(t, list[i], m)
			}
		})
	}
}

func TestMessagesAreAnsweredAsTheCaseSays(t *testing.T) {
	eachMessage(t, func(t *testing.T, e *endpoint, m message) {
		_, err := e.decode(bytes.Clone(m.data))
		got, problem := findings(err)
		if problem != nil {
			t.Errorf("%s: %v", m.line, problem)
			return
		}
		if !slices.Equal(got, m.want) {
			t.Errorf("%s: got %q, want %q\n\t%v", m.line, got, m.want, err)
		}
		for _, validate := range e.validators() {
			if also := validate(bytes.Clone(m.data)); !reflect.DeepEqual(also, err) {
				t.Errorf("%s: decoding says %v, validating %v", m.line, err, also)
			}
		}
	})
}

func TestMessagesAreWrittenAsTheCaseSays(t *testing.T) {
	eachMessage(t, func(t *testing.T, e *endpoint, m message) {
		if m.want != nil {
			return
		}
		data := bytes.Clone(m.data)
		v, err := e.decode(data)
		if err != nil {
			return // TestMessagesAreAnsweredAsTheCaseSays reports it
		}
		if !bytes.Equal(data, m.data) {
			t.Errorf("%s: decoding changed the message", m.line)
		}
		clear(data) // what was decoded must not share its memory
		const before = "before"
		got, err := e.append([]byte(before), v)
		if err != nil {
			t.Errorf("%s: %v", m.line, err)
			return
		}
		got, ok := bytes.CutPrefix(got, []byte(before))
		if !ok || !bytes.Equal(got, m.written) {
			t.Errorf("%s: wrote %s\n\twant %s", m.line, got, m.written)
		}
		checkFixpoint(t, m.line, e, got)
	})
}

// checkFixpoint holds that what was written can be read, and is then written as
// the same bytes.
func checkFixpoint(t *testing.T, name string, e *endpoint, written []byte) {
	t.Helper()
	v, err := e.decode(written)
	if err != nil {
		t.Errorf("%s: wrote %s, but reads that as: %v", name, written, err)
		return
	}
	again, err := e.append(nil, v)
	if err != nil || !bytes.Equal(again, written) {
		t.Errorf("%s: wrote %s, read it, and wrote %s (%v)", name, written, again, err)
	}
}

// A finding must not quote the message: it may be logged, or shown to somebody
// else. To see that, each value of each message is replaced by one that stands
// nowhere else.
func TestFindingsDoNotQuoteTheMessage(t *testing.T) {
	const text, number = "Xsecret", "98765432109876543"
	eachMessage(t, func(t *testing.T, e *endpoint, m message) {
		for _, at := range scalar.FindAllSubmatchIndex(m.data, -1) {
			secret := number
			if m.data[at[2]] == '"' {
				secret = strconv.Quote(text)
			}
			data := slices.Concat(m.data[:at[2]], []byte(secret), m.data[at[3]:])
			_, err := e.decode(data)
			var invalid *runtime.ValidationError
			if !errors.As(err, &invalid) {
				continue
			}
			for _, f := range invalid.Findings {
				if strings.Contains(f.Message, text) || strings.Contains(f.Message, number) {
					t.Errorf("%s: with %s, the finding quotes it: %s", m.line, data, f.Message)
				}
			}
		}
	})
}

// scalar finds strings and numbers in JSON that are values of keys, or elements.
var scalar = regexp.MustCompile(`[:,\[]("(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*)[],}]`)

// Every direction of every channel must have a message, lest a case forgets what
// it declares.
func TestCasesHaveMessagesForAllTheyDeclare(t *testing.T) {
	for _, g := range goldens {
		said := map[string]bool{}
		for _, m := range readMessages(t, g.name) {
			said[m.channel+" "+m.direction] = true
		}
		for _, e := range endpoints(g) {
			if e.typ != reflect.TypeFor[runtime.None]() && !said[e.channel+" "+e.direction] {
				t.Errorf("case %s has no message of %s on channel %s", g.name, e.direction, e.channel)
			}
		}
	}
}
