package behaviour

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	jsonv1 "github.com/go-json-experiment/json/v1"
)

// The judge is encoding/json/v2, which is told three things that it cannot
// know: what unions are, that a duration is whole nanoseconds, and that a
// json.Number is a number (before Go 1.27 it takes it for a string).
var (
	reading = jsonv2.JoinOptions(jsonv1.FormatDurationAsNano(true), jsonv2.WithUnmarshalers(
		jsonv2.JoinUnmarshalers(append(unionReaders(), jsonv2.UnmarshalFromFunc(readNumber))...)))
	writing = jsonv2.JoinOptions(jsonv1.FormatDurationAsNano(true), jsonv2.Deterministic(true), jsonv2.WithMarshalers(
		jsonv2.JoinMarshalers(append(unionWriters(), jsonv2.MarshalToFunc(writeNumber))...)))
)

func readNumber(d *jsontext.Decoder, n *json.Number) error {
	tok, err := d.ReadToken()
	if err != nil {
		return err
	}
	if tok.Kind() != '0' {
		return fmt.Errorf("%v is not a number", tok.Kind())
	}
	*n = json.Number(tok.String())
	return nil
}

func writeNumber(e *jsontext.Encoder, n json.Number) error {
	if n == "" {
		n = "0"
	}
	return e.WriteValue(jsontext.Value(n))
}

// blind lists the endpoints that the judge cannot judge in full, and why. Each
// must be needed; see TestTheJudgeIsBlindOnlyWhereItMust.
var blind = map[string]string{
	"consts consts client":           "a key of ws:const has no field, so the judge does not write it",
	"consts consts server":           "as above",
	"presence required client":       "ws:\"required\" also writes what omitempty would leave out",
	"nozero nozero client":           "the judge writes zero values that no message has",
	"nozero nozero server":           "as above",
	"nozero tagged client":           "as above",
	"fallback fallback-union client": "the tag of a union is not among the unknown keys, which the judge does not know",
}

// canJudge reports whether the judge can read and write the messages of e. The
// parameters of a handshake have other tags than json.
func canJudge(e *endpoint) bool { return e.direction != handshake && blind[e.String()] == "" }

func TestEncodingJSONAgrees(t *testing.T) {
	eachMessage(t, func(t *testing.T, e *endpoint, m message) {
		if canJudge(e) {
			for _, complaint := range judge(e, m.data) {
				t.Errorf("%s: %s", m.line, complaint)
			}
		}
	})
}

func TestTheJudgeIsBlindOnlyWhereItMust(t *testing.T) {
	needed := map[string]bool{}
	eachMessage(t, func(t *testing.T, e *endpoint, m message) {
		if blind[e.String()] != "" && len(judge(e, m.data)) > 0 {
			needed[e.String()] = true
		}
	})
	for name := range blind {
		if !needed[name] {
			t.Errorf("the judge has no complaint about %s; remove it from the list", name)
		}
	}
}

// judge returns what encoding/json/v2 has to say against what emitted code does
// with a message.
func judge(e *endpoint, data []byte) (complaints []string) {
	complain := func(format string, args ...any) { complaints = append(complaints, fmt.Sprintf(format, args...)) }

	ours, err := e.decode(bytes.Clone(data))
	if err != nil {
		return nil // there are more reasons to refuse a message than the judge knows
	}
	theirs, err := unmarshal(e.typ, data)
	if err != nil {
		complain("accepted, but json/v2 says: %v", err)
		return complaints
	}
	if !reflect.DeepEqual(ours.Interface(), theirs.Interface()) {
		complain("decoded to %+v\n\tjson/v2 decodes %+v", ours, theirs)
	}

	written, err := e.append(nil, ours)
	if err != nil {
		complain("not written: %v", err)
		return complaints
	}
	want, err := marshal(theirs)
	if err != nil {
		complain("json/v2 does not write it: %v", err)
		return complaints
	}
	if !sameText(e.typ, written, want) {
		complain("wrote %s\n\tjson/v2 writes %s", written, want)
	}
	ours, err = e.decode(written)
	theirs, errTheirs := unmarshal(e.typ, written)
	if err != nil || errTheirs != nil || !reflect.DeepEqual(ours.Interface(), theirs.Interface()) {
		complain("wrote %s, and decodes that to %+v, %v\n\tjson/v2 decodes %+v, %v", written, ours, err, theirs, errTheirs)
	}
	return complaints
}

func unmarshal(t reflect.Type, data []byte) (reflect.Value, error) {
	p := reflect.New(t)
	err := jsonv2.Unmarshal(data, p.Interface(), reading)
	return p.Elem(), err
}

func marshal(v reflect.Value) ([]byte, error) {
	p := reflect.New(v.Type()) // so that an interface stays one
	p.Elem().Set(v)
	return jsonv2.Marshal(p.Interface(), writing)
}

// sameText compares what emitted code and the judge write for a type. The bytes
// are the same, unless the type leaves the text open.
func sameText(t reflect.Type, ours, theirs []byte) bool {
	if bytes.Equal(ours, theirs) {
		return true
	}
	if !reaches(t, leavesTextOpen, map[reflect.Type]bool{}) {
		return false
	}
	a, b := jsontext.Value(bytes.Clone(ours)), jsontext.Value(bytes.Clone(theirs))
	sorted := jsontext.ReorderRawObjects(true)
	return a.Format(sorted) == nil && b.Format(sorted) == nil && bytes.Equal(a, b)
}

// leavesTextOpen tells types whose text is not wholly settled: the order of the
// keys in maps whose keys are no strings, and in unions; and escapes in strings
// of JSON that is raw or that a method has written.
func leavesTextOpen(t reflect.Type) bool {
	return t.Kind() == reflect.Map && t.Key().Kind() != reflect.String ||
		isUnion(t) || t == reflect.TypeFor[jsontext.Value]() ||
		t != reflect.TypeFor[time.Time]() && reflect.PointerTo(t).Implements(reflect.TypeFor[json.Marshaler]())
}

// reaches reports whether a value of type t can hold one of a type for which is
// holds.
func reaches(t reflect.Type, is func(reflect.Type) bool, seen map[reflect.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	if is(t) {
		return true
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return reaches(t.Elem(), is, seen)
	case reflect.Struct:
		for i := range t.NumField() {
			if reaches(t.Field(i).Type, is, seen) {
				return true
			}
		}
	}
	return false
}
