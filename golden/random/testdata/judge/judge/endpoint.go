package judge

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/wscontract/wscontract/runtime"
)

// An endpoint reads and writes the messages of one channel in one direction.
type endpoint struct {
	seed   uint64
	name   string // channel and direction
	typ    reflect.Type
	tagged bool
	codec  reflect.Value // a runtime.Codec of typ
}

var endpoints []*endpoint

// Channels registers the variable Channels of a package, and whether they are
// required=tagged.
func Channels(seed uint64, channels any, tagged bool) {
	v := reflect.ValueOf(channels)
	for i := range v.NumField() {
		for _, direction := range []string{"ClientToServer", "ServerToClient"} {
			codec := v.Field(i).FieldByName(direction)
			decode := codec.FieldByName("Decode")
			if decode.IsNil() || decode.Type().Out(0) == reflect.TypeFor[runtime.None]() {
				continue
			}
			name := v.Type().Field(i).Name + "." + direction
			endpoints = append(endpoints, &endpoint{seed, name, decode.Type().Out(0), tagged, codec})
		}
	}
}

func (e *endpoint) decode(data []byte) (reflect.Value, error) {
	out := e.codec.FieldByName("Decode").Call([]reflect.Value{reflect.ValueOf(data)})
	err, _ := out[1].Interface().(error)
	return out[0], err
}

func (e *endpoint) append(v reflect.Value) ([]byte, error) {
	out := e.codec.FieldByName("Append").Call([]reflect.Value{reflect.ValueOf([]byte(nil)), v})
	err, _ := out[1].Interface().(error)
	return out[0].Bytes(), err
}

func (e *endpoint) validate(data []byte) error {
	return e.codec.FieldByName("Validate").Interface().(func([]byte) error)(data)
}

// judge returns what the judges say against what emitted code does with a
// message, or "" when they agree; and whether both accept it.
func (e *endpoint) judge(data []byte) (accepted bool, complaint string) {
	ours, err := e.decode(bytes.Clone(data))
	if also := e.validate(data); !reflect.DeepEqual(also, err) {
		return false, fmt.Sprintf("Decode and Validate disagree\n\tDecode:   %v\n\tValidate: %v", err, also)
	}
	theirs, why := e.verdict(data)
	if (err == nil) != (why == "") {
		return false, fmt.Sprintf("the verdict differs\n\tours:   %v\n\tjudges: %s", verdictOf(err), verdictOf(why))
	}
	if err != nil {
		var invalid *runtime.ValidationError
		if !errors.As(err, &invalid) || len(invalid.Findings) == 0 {
			return false, fmt.Sprintf("the error has no findings\n\t%T: %v", err, err)
		}
		return false, ""
	}
	if !reflect.DeepEqual(ours.Interface(), theirs.Interface()) {
		return false, fmt.Sprintf("the value differs\n\tours:   %+v\n\tjson/v2: %+v", ours, theirs)
	}
	return true, e.judgeWriting(ours)
}

func verdictOf(why any) any {
	if why == nil || why == "" {
		return "accepted"
	}
	return why
}

// verdict returns the value of a message, and why it is refused: by json/v2, by
// the table, or by the rules; or "".
func (e *endpoint) verdict(data []byte) (v reflect.Value, why string) {
	v, err := unmarshal(e.typ, data)
	if err != nil {
		return v, "json/v2: " + err.Error()
	}
	j := table{tagged: e.tagged}
	j.value("", e.typ, data)
	if j.breach != "" {
		return v, "table: " + j.breach
	}
	if err := broken(v); err != nil {
		return v, "validator: " + err.Error()
	}
	return v, ""
}

// judgeWriting holds what emitted code writes of a value to what json/v2
// writes, and lets both read it. What stands there need not be the same value:
// of a pointer to "" with omitempty, nothing is written.
func (e *endpoint) judgeWriting(v reflect.Value) (complaint string) {
	ours, err := e.append(v)
	theirs, errTheirs := marshal(v)
	switch {
	case err != nil && errTheirs == nil:
		return fmt.Sprintf("not written: %v\n\tjson/v2: %s", err, theirs)
	case err == nil && errTheirs != nil:
		return fmt.Sprintf("wrote %s\n\tjson/v2: %v", ours, errTheirs)
	case err != nil:
		return ""
	case !reaches(e.typ, e.otherwiseWritten) && !sameText(e.typ, ours, theirs):
		return fmt.Sprintf("the text differs\n\tours:   %s\n\tjson/v2: %s", ours, theirs)
	}
	again, err := e.decode(bytes.Clone(ours))
	theirAgain, why := e.verdict(ours)
	if (err == nil) != (why == "") {
		return fmt.Sprintf("the verdict on what was written differs: %s\n\tours:   %v\n\tjudges: %s", ours, verdictOf(err), verdictOf(why))
	}
	if err == nil && !reflect.DeepEqual(again.Interface(), theirAgain.Interface()) {
		return fmt.Sprintf("the value of what was written differs: %s\n\tours:   %+v\n\tjson/v2: %+v", ours, again, theirAgain)
	}
	return ""
}

// otherwiseWritten tells structs that json/v2 writes in another way: it leaves
// out what ws:"required" has always written, and does not leave out zero values
// that no message has.
func (e *endpoint) otherwiseWritten(t reflect.Type) bool {
	if t.Kind() != reflect.Struct {
		return false
	}
	list, _ := fieldsOf(t)
	for _, f := range list {
		if f.omits && f.required || (f.nullable || !f.mustBePresent(e.tagged)) && hasNoZero(f.typ) {
			return true
		}
	}
	return false
}

// hasNoZero reports whether the zero value of a type may be one that no message
// has: that of a union, or of an enum, or of what has one of these in it.
func hasNoZero(t reflect.Type) bool {
	switch {
	case unions[t] != nil:
		return true
	case enums[t] != nil:
		return !isEnum(enums[t], reflect.Zero(t))
	case t.Kind() == reflect.Array:
		return hasNoZero(t.Elem())
	case t.Kind() == reflect.Struct:
		for f := range t.Fields() {
			if hasNoZero(f.Type) {
				return true
			}
		}
	}
	return false
}

// sameText compares what emitted code and json/v2 write for a type. The bytes
// are the same, unless the type leaves the text open.
func sameText(t reflect.Type, ours, theirs []byte) bool {
	if bytes.Equal(ours, theirs) {
		return true
	}
	if !reaches(t, leavesTextOpen) {
		return false
	}
	a, b := jsontext.Value(bytes.Clone(ours)), jsontext.Value(bytes.Clone(theirs))
	sorted := jsontext.ReorderRawObjects(true)
	return a.Format(sorted) == nil && b.Format(sorted) == nil && bytes.Equal(a, b)
}

// leavesTextOpen tells types whose text is not wholly settled: the order of the
// keys in maps whose keys are no strings, and escapes in strings of JSON that is
// raw or that a method has written.
func leavesTextOpen(t reflect.Type) bool {
	return consts[t] != nil || t.Kind() == reflect.Map && t.Key().Kind() != reflect.String || t == rawJSON || t == rawMessage ||
		t != reflect.TypeFor[time.Time]() && reflect.PointerTo(t).Implements(reflect.TypeFor[json.Marshaler]())
}

// reaches reports whether a value of type t can hold one of a type for which is
// holds.
func reaches(t reflect.Type, is func(reflect.Type) bool) bool {
	seen := map[reflect.Type]bool{}
	var walk func(t reflect.Type) bool
	walk = func(t reflect.Type) bool {
		if seen[t] {
			return false
		}
		seen[t] = true
		if is(t) {
			return true
		}
		if u := unions[t]; u != nil {
			return u.plain != nil && walk(u.plain) || slices.ContainsFunc(u.tags(), func(tag string) bool { return walk(structOf(u.variants[tag])) })
		}
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array:
			return walk(t.Elem())
		case reflect.Map:
			return walk(t.Key()) || walk(t.Elem())
		case reflect.Struct:
			for i := range t.NumField() {
				if walk(t.Field(i).Type) {
					return true
				}
			}
		}
		return false
	}
	return walk(t)
}
