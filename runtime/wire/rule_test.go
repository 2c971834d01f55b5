package wire_test

import (
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime/wire"
)

// What these functions mean is tested against the library, with the code that
// calls them; see emit/golang. Here are the edges.

func TestUniqueLooksThroughPointers(t *testing.T) {
	a, b, c := 1, 1, 2
	for _, test := range []struct {
		name      string
		got, want bool
	}{
		{"Unique", wire.Unique([]int{1, 2}), true},
		{"Unique", wire.Unique([]int{1, 1}), false},
		{"UniquePointers", wire.UniquePointers([]*int{&a, &c, nil}), true},
		{"UniquePointers", wire.UniquePointers([]*int{&a, &b}), false},
		{"UniquePointers", wire.UniquePointers([]*int{nil, nil}), false},
		{"UniqueValues", wire.UniqueValues(map[string]int{"x": 1, "y": 1}), false},
		{"UniquePointerValues", wire.UniquePointerValues(map[string]*int{"x": &a, "y": &b}), false},
		{"UniqueBy", wire.UniqueBy([]struct{ N *int }{{&a}, {&b}}, func(x *struct{ N *int }) any { return wire.Deref(x.N) }), false},
		{"UniquePointersBy", wire.UniquePointersBy([]*struct{ N int }{nil, {1}, {2}}, func(x *struct{ N int }) any { return x.N }), true},
	} {
		if test.got != test.want {
			t.Errorf("%s is %v", test.name, test.got)
		}
	}
}

func TestHasValue(t *testing.T) {
	slice, none := []int{}, []int(nil)
	zero, now := time.Time{}, time.Now()
	empty, some := [2]byte{}, [2]byte{1}
	st := struct{ A int }{}
	for i, ok := range []bool{
		wire.HasValue(&slice), !wire.HasValue(&none), !wire.HasValue(&zero), wire.HasValue(&now), !wire.HasValue(&empty), wire.HasValue(&some), wire.HasValue(&st),
	} {
		if !ok {
			t.Errorf("value %d is judged wrongly", i)
		}
	}
}

func TestForgiveTakesBackRulesOnly(t *testing.T) {
	d := wire.NewDecoder([]byte(`{"a":1,"b":"x","c":2}`))
	d.Object()
	var a, b, c int
	for d.Field() {
		switch string(d.Key()) {
		case "a":
			d.Once(&a)
			d.Fail(d.At(), "", "min", "too small")
			d.Int()
		case "b":
			d.Once(&b)
			n := d.Findings()
			d.Fail(d.At(), "", "min", "too small")
			d.Forgive(n)
			if d.Findings() != n {
				t.Error("the finding still counts")
			}
			d.Int()
		case "c":
			d.Once(&c)
			n := d.Findings()
			_ = d.String()
			d.Forgive(n)
		}
	}
	err := d.Finish()
	if want := "/a: too small; /b: must be an integer; /c: must be a string"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestAbsentValuesBreakRulesOnly(t *testing.T) {
	// decode reads {"b":…} into something whose b is required and has a rule, and
	// which has itself within it.
	var decode func(d *wire.Decoder, depth int)
	decode = func(d *wire.Decoder, depth int) {
		if !d.Object() {
			return
		}
		var b, in int
		for d.Field() {
			switch string(d.Key()) {
			case "b":
				d.Once(&b)
				d.Int()
			case "in":
				d.Once(&in)
				if !d.Null() {
					decode(d, depth+1)
				} else {
					d.Absent(in, "")
					decode(d, 9)
					d.Present()
				}
			default:
				d.Unknown()
			}
		}
		d.Require(b, "b")
		if b == 0 {
			d.Fail(b, "b", "min", "must be at least 1")
		}
		if in == 0 && depth < 2 {
			d.Absent(in, "in/~")
			decode(d, depth+1)
			d.Present()
		}
		if clean := d.Clean(d.Findings()); clean != (depth == 0) && b == 0 {
			t.Errorf("at depth %d, Clean is %v: only a value that is there can be validated", depth, clean)
		}
	}
	for message, want := range map[string]string{
		`{"b":1}`: "/in~1~0/b: must be at least 1; /in~1~0/in~1~0/b: must be at least 1",
		`{}`:      "/b: missing required field: b; /in~1~0/b: must be at least 1; /in~1~0/in~1~0/b: must be at least 1",
		`{"b":1,"in":{"b":1,"in":null},"x":1,"x":2}`: "/in/in/b: must be at least 1; /x: duplicate key",
		`{"b":1,"in":null} x`:                        "/in/b: must be at least 1; unexpected data after the message at offset 18",
	} {
		d := wire.NewDecoder([]byte(message))
		decode(d, 0)
		err := d.Finish()
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", message, got, want)
		}
	}
}
