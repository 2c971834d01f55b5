package wire_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/runtime/wire"
)

// order and its decoders are written as the emitter writes them.
type order struct {
	ID    string
	Items []item
	Meta  map[string]int32
	Ship  any // express or post
}

type (
	item    struct{ SKU string }
	express struct{ Hours uint8 }
	post    struct{}
)

var errOdd = errors.New("hours must be even")

func decodeOrder(d *wire.Decoder, v *order) {
	if !d.Object() {
		return
	}
	var id, items, meta, ship int
	for d.Field() {
		switch string(d.Key()) {
		case "id":
			d.Once(&id)
			v.ID = d.String()
		case "items":
			d.Once(&items)
			if d.Array() {
				for d.Element() {
					decodeItem(d, wire.Append(&v.Items))
				}
			}
		case "meta":
			d.Once(&meta)
			if d.Object() {
				v.Meta = map[string]int32{}
				for d.Field() {
					key := d.KeyString()
					if _, ok := v.Meta[key]; ok {
						d.Duplicate()
					}
					v.Meta[key] = d.Int32()
				}
			}
		case "ship":
			d.Once(&ship)
			decodeShip(d, &v.Ship)
		default:
			d.Unknown()
		}
	}
	d.Require(id, "id")
	if len(v.ID) > 3 {
		d.Fail(id, "id", "max", "must be at most 3 characters long")
	}
	d.Require(items, "items")
	if len(v.Items) < 1 {
		d.Fail(items, "items", "min", "must have at least 1 element")
	}
	if len(v.Meta) > 1 {
		d.Fail(meta, "meta", "max", "must have at most 1 entry")
	}
}

func decodeItem(d *wire.Decoder, v *item) {
	if !d.Object() {
		return
	}
	var sku int
	for d.Field() {
		switch string(d.Key()) {
		case "sku":
			d.Once(&sku)
			v.SKU = d.String()
		default:
			d.Strict()
		}
	}
	d.Require(sku, "sku")
}

func decodeShip(d *wire.Decoder, v *any) {
	tag, ok := d.Tag("by")
	if !ok {
		return
	}
	switch string(tag) {
	case "express":
		at, n := d.At(), d.Findings()
		var m express
		if d.Object() {
			for d.Field() {
				switch string(d.Key()) {
				case "hours":
					m.Hours = d.Uint8()
				default:
					d.Strict()
				}
			}
		}
		if d.Clean(n) && m.Hours%2 == 1 {
			d.Invalid(at, errOdd)
		}
		*v = m
	case "post":
		d.Skip()
		*v = post{}
	default:
		d.NoVariant("by", "express, post")
	}
}

func TestFindings(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{`{"id":"1","items":[{"sku":"a"}],"meta":{"k":1},"ship":{"by":"post"},"x":[1]}`, ""},
		{`{"id":"1","items":[{"sku":"a"}],"ship":{"hours":2,"by":"express"}}`, ""},
		{`[]`, "[type] must be an object"},
		{`null`, "[null] must not be null"},
		{`{}`, "/id[required] missing required field: id; /items[required] missing required field: items"},
		{`{"items":7}`, "/items[type] must be an array; /id[required] missing required field: id"},
		{`{"id":null,"items":[null]}`, "/id[null] must not be null; /items/0[null] must not be null"},
		{`{"id":"long","items":[]}`, "/id[max] must be at most 3 characters long; /items[min] must have at least 1 element"},
		{`{"id":"1","items":[{"sku":"a"},{"qty":2}],"meta":{"a":1,"b":"x"}}`,
			"/items/1/qty[unknown] unknown field; /items/1/sku[required] missing required field: sku; /meta[max] must have at most 1 entry; /meta/b[type] must be an integer"},
		{`{"id":"1","id":"2","items":[{"sku":"a"}]}`, "/id[duplicate] duplicate key"},
		{`{"id":"1","items":[{"sku":"a"}],"x":1,"x":2}`, "/x[duplicate] duplicate key"},
		{`{"id":"1","items":[{"sku":"a"}],"meta":{"a":2147483648,"a":1}}`,
			"/meta/a[type] must be an integer from -2147483648 to 2147483647; /meta/a[duplicate] duplicate key"},
		{`{"id":"1","items":[{"sku":"a"}],"ship":{"by":"air"}}`, "/ship/by[union] must be one of: express, post"},
		{`{"id":"1","items":[{"sku":"a"}],"ship":{"by":1}}`, "/ship/by[type] must be a string"},
		{`{"id":"1","items":[{"sku":"a"}],"ship":{}}`, "/ship/by[required] missing required field: by"},
		{`{"id":"1","items":[{"sku":"a"}],"ship":"post"}`, "/ship[type] must be an object"},
		{`{"id":"1","items":[{"sku":"a"}],"ship":{"by":"express","by":"express"}}`, "/ship/by[duplicate] duplicate key"},
		{`{"id":"1","items":[{"sku":"a"}],"ship":{"by":"express","hours":3}}`, "/ship[invalid] hours must be even"},
		{`{"id":"1","items":[{"sku":"a"}],"ship":{"by":"express","hours":300}}`, "/ship/hours[type] must be an integer from 0 to 255"},
		{`{"id":1,"items":[{"sku":"a"}`, "/id[type] must be a string; /items/0[syntax] unexpected end of message at offset 28"},
		{`{"id":"1" "items":[]}`, "/id[syntax] expected a comma or the end of the object at offset 10"},
		{`{"id":"1","items":[{"sku":"a"}]} x`, "[syntax] unexpected data after the message at offset 33"},
		{``, "[syntax] unexpected end of message at offset 0"},
		{"{\"id\":\"\xff\"}", "/id[utf8] invalid UTF-8 at offset 7"},
		{`{"id":"1","items":[{"sku":"a"}],"x":` + strings.Repeat("[", 100), "/x" + strings.Repeat("/0", 63) + "[depth] must not nest deeper than 64 levels"},
	} {
		var v order
		d := wire.NewDecoder([]byte(test.in))
		decodeOrder(d, &v)
		if got := describe(d.Finish()); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.in, got, test.want)
		}
	}
}

func describe(err error) string {
	if err == nil {
		return ""
	}
	var parts []string
	for _, f := range err.(*wire.Error).Findings {
		parts = append(parts, fmt.Sprintf("%s[%s] %s", f.Path, f.Code, f.Message))
	}
	return strings.Join(parts, "; ")
}

func TestFindingsAreBounded(t *testing.T) {
	in := []byte(`{"id":"1","items":[` + strings.Repeat(`{},`, 5000) + `{"sku":]}`)
	var v order
	d := wire.NewDecoder(in)
	decodeOrder(d, &v)
	err, ok := d.Finish().(*wire.Error)
	if !ok || len(err.Findings) != wire.MaxFindings || !err.Truncated {
		t.Fatalf("got %v; want %d findings and Truncated", err, wire.MaxFindings)
	}
	if last := err.Findings[wire.MaxFindings-1]; last.Code != wire.CodeSyntax || last.Path != "/items/5000/sku" {
		t.Errorf("the syntax error at the end is not told: the last finding is %+v", last)
	}
	if !err.Malformed() {
		t.Error("Malformed is false for a syntax error")
	}
}

func TestFindingsDoNotQuoteTheMessage(t *testing.T) {
	const secret = "hunter2"
	for _, in := range []string{`{"id":"hunter2"}`, `{"id":1,"items":["hunter2"]}`, `{"id":"hunter2`, `{"ship":{"by":"hunter2"}}`, `{"ship":"hunter2"}`, `hunter2`} {
		var v order
		d := wire.NewDecoder([]byte(in))
		decodeOrder(d, &v)
		if err := d.Finish(); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: %v", in, err)
		}
	}
}

func TestMessageID(t *testing.T) {
	for in, want := range map[string]string{
		`{"id":7}`:                   `7`,
		`{"id":-7,"x":1}`:            `-7`,
		`{"x":{"id":1},"id":"a\"b"}`: `"a\"b"`,
		`{"id":"a","broken":`:        `"a"`,
		`{"id":1.5}`:                 ``,
		`{"id":null}`:                ``,
		`{"id":{}}`:                  ``,
		`{"id":true}`:                ``,
		`{"id":9223372036854775808}`: ``,
		`{"x":1}`:                    ``,
		`[{"id":1}]`:                 ``,
		`"id"`:                       ``,
		``:                           ``,
		`{"id":"` + strings.Repeat("a", 62) + `"}`: `"` + strings.Repeat("a", 62) + `"`,
		`{"id":"` + strings.Repeat("a", 63) + `"}`: ``,
	} {
		got, ok := wire.MessageID([]byte(in))
		if string(got) != want || ok != (want != "") {
			t.Errorf("MessageID(%s) = %s, %v; want %s", in, got, ok, want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, pair := range [][2]string{{"replyTo", "REPLY_TO"}, {"reply-to", "ReplyTo"}, {"straße", "STRAßE"}, {"K", "\u212a"}, {"ſ", "S"}, {"", "_-"}} {
		if wire.Fold([]byte(pair[0])) != wire.Fold([]byte(pair[1])) {
			t.Errorf("%q and %q fold differently", pair[0], pair[1])
		}
	}
	if wire.Fold([]byte("a")) == wire.Fold([]byte("b")) {
		t.Error("a and b fold alike")
	}
}
