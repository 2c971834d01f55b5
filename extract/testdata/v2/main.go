// Command v2 tells what encoding/json/v2 does with the types in this directory,
// as JSON. The test of package extract compares that with the contract it makes
// of their source.
package main

import (
	"bytes"
	stdjson "encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Facts are what v2 does with one type.
type Facts struct {
	Name string
	// Err is why v2 cannot write or read the type.
	Err string
	// Values are some values of the type.
	Values []Value
	// Folded are the keys that are found without regard to case.
	Folded []string
}

// A Value is what is written of a value, and of its fields by themselves.
type Value struct {
	Keys   []string // in order
	Raw    map[string]string
	Fields map[string]Field // by Go path; fields below a nil pointer are left out
}

// A Field is a field of a value by itself.
type Field struct {
	JSON string
	Zero bool // for omitzero
}

func main() {
	var all []Facts
	for _, t := range types {
		all = append(all, facts(t))
	}
	out := stdjson.NewEncoder(os.Stdout)
	if err := out.Encode(all); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func facts(t reflect.Type) Facts {
	f := Facts{Name: t.Name()}
	full := reflect.New(t).Elem()
	(&filler{}).fill(full, 0)
	data, err := json.Marshal(full.Addr().Interface(), json.Deterministic(true))
	if err == nil {
		err = json.Unmarshal(data, reflect.New(t).Interface())
	}
	if err != nil {
		f.Err = err.Error()
		return f
	}
	empty := reflect.New(t).Elem()
	(&filler{empty: true}).fill(empty, 0)
	for _, v := range []reflect.Value{full, reflect.New(t).Elem(), empty} {
		f.Values = append(f.Values, value(v))
	}
	for _, key := range f.Values[0].Keys {
		object, err := json.Marshal(map[string]jsontext.Value{strings.ToUpper(key) + "_": jsontext.Value(f.Values[0].Raw[key])})
		if err != nil {
			panic(err)
		}
		if json.Unmarshal(object, reflect.New(t).Interface(), json.RejectUnknownMembers(true)) == nil {
			f.Folded = append(f.Folded, key)
		}
	}
	return f
}

func value(v reflect.Value) Value {
	out := Value{Raw: map[string]string{}, Fields: map[string]Field{}}
	data, err := json.Marshal(v.Addr().Interface(), json.Deterministic(true))
	if err != nil {
		panic(err)
	}
	d := jsontext.NewDecoder(bytes.NewReader(data))
	if _, err := d.ReadToken(); err != nil {
		panic(err)
	}
	for d.PeekKind() == '"' {
		key, err := d.ReadToken()
		if err != nil {
			panic(err)
		}
		name := key.String()
		raw, err := d.ReadValue()
		if err != nil {
			panic(err)
		}
		out.Keys = append(out.Keys, name)
		out.Raw[name] = string(raw)
	}
	addFields(out.Fields, v, "")
	return out
}

// addFields adds all fields that Go code can reach from v through structs.
func addFields(fields map[string]Field, v reflect.Value, prefix string) {
	for i := range v.NumField() {
		sf, fv := v.Type().Field(i), v.Field(i)
		path := prefix + sf.Name
		if sf.IsExported() {
			if data, err := json.Marshal(fv.Addr().Interface(), json.Deterministic(true)); err == nil {
				fields[path] = Field{string(data), isZero(fv)}
			}
		}
		if fv.Kind() == reflect.Pointer && !fv.IsNil() {
			fv = fv.Elem()
		}
		if fv.Kind() == reflect.Struct && (sf.IsExported() || sf.Anonymous) && fv.Type() != reflect.TypeFor[time.Time]() && strings.Count(path, ".") < 6 {
			if !sf.IsExported() { // Go's reflection lends no address; its fields can be read all the same
				fields[path] = Field{mustMarshal(fv), fv.IsZero()}
			}
			addFields(fields, fv, path+".")
		}
	}
}

// mustMarshal writes a struct of an unexported type by way of its fields.
func mustMarshal(v reflect.Value) string {
	object := map[string]jsontext.Value{}
	for i := range v.NumField() {
		data, err := json.Marshal(v.Field(i).Interface())
		if err != nil {
			panic(err)
		}
		object[v.Type().Field(i).Name] = data
	}
	data, err := json.Marshal(object, json.Deterministic(true))
	if err != nil {
		panic(err)
	}
	return string(data)
}

func isZero(v reflect.Value) bool {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return true
	}
	if z, ok := v.Interface().(interface{ IsZero() bool }); ok {
		return z.IsZero()
	}
	return v.IsZero()
}

// A filler gives every field another value, so that a value tells where it is
// from. With empty, strings, slices and maps are empty but not nil.
type filler struct {
	n     int
	empty bool
}

func (f *filler) fill(v reflect.Value, depth int) {
	f.n++
	switch {
	case depth > 8:
		return
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(time.Date(2000, 1, f.n, 0, 0, 0, 0, time.UTC)))
		return
	case v.Type() == reflect.TypeFor[jsontext.Value]():
		v.SetBytes(fmt.Appendf(nil, `{"raw%d":%d}`, f.n, f.n))
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(!f.empty)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(f.n % 100))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(uint64(f.n % 100))
	case reflect.Float32, reflect.Float64:
		v.SetFloat(float64(f.n) + 0.5)
	case reflect.String:
		if !f.empty {
			v.SetString(fmt.Sprint("s", f.n))
		}
	case reflect.Interface:
		if v.NumMethod() == 0 {
			v.Set(reflect.ValueOf(fmt.Sprint("any", f.n)))
		}
	case reflect.Slice:
		n := 2
		if f.empty {
			n = 0
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			f.fill(v.Index(i), depth+1)
		}
	case reflect.Array:
		for i := range v.Len() {
			f.fill(v.Index(i), depth+1)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		if !f.empty {
			key, elem := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			f.fill(key, depth+1)
			f.fill(elem, depth+1)
			v.SetMapIndex(key, elem)
		}
	case reflect.Pointer:
		if depth < 4 {
			v.Set(reflect.New(v.Type().Elem()))
			f.fill(v.Elem(), depth+1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if sf := v.Type().Field(i); sf.IsExported() || sf.Anonymous && v.Field(i).Kind() == reflect.Struct {
				f.fill(v.Field(i), depth+1)
			}
		}
	}
}
