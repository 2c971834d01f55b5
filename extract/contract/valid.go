package contract

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// check reports the first thing in a contract that was read which no contract has,
// such as a reference to a type that is not there. What else works with contracts
// counts on it.
func (c *Contract) check() error {
	if slices.Contains(c.Packages, nil) || slices.Contains(c.Types, nil) {
		return errors.New("a package or a type is null")
	}
	ids := map[string]bool{}
	for _, n := range c.Types {
		if ids[n.ID] {
			return fmt.Errorf("the type %s is there twice", n.ID)
		}
		ids[n.ID] = true
	}
	if n := c.endless(); n != nil {
		return fmt.Errorf("the type %s contains itself", n.ID)
	}
	return c.checkValue(reflect.ValueOf(c), "")
}

// endless returns a struct whose values contain another of its own, without a
// pointer or a list between, or nil. Go has no such types.
func (c *Contract) endless() *Named {
	const open, done = 1, 2
	state := map[*Named]int{}
	var within func(t *Type) *Named
	fields := func(st *Struct) *Named {
		for _, f := range st.Fields {
			if f != nil {
				if n := within(f.Type); n != nil {
					return n
				}
			}
		}
		return nil
	}
	within = func(t *Type) *Named {
		switch {
		case t == nil:
			return nil
		case t.Kind == Array:
			return within(t.Elem)
		case t.Kind == Inline && t.Struct != nil:
			return fields(t.Struct)
		case t.Kind != Ref:
			return nil
		}
		n := c.Named(t.Name)
		if n == nil || state[n] == done {
			return nil
		}
		if state[n] == open {
			return n
		}
		state[n] = open
		var found *Named
		switch {
		case n.Struct != nil:
			found = fields(n.Struct)
		case n.Underlying != nil:
			found = within(n.Underlying)
		}
		state[n] = done
		return found
	}
	for _, n := range c.Types {
		if found := within(&Type{Kind: Ref, Name: n.ID}); found != nil {
			return found
		}
	}
	return nil
}

// checkValue checks a part of a contract, which stands at a path of keys.
func (c *Contract) checkValue(v reflect.Value, at string) error {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return c.checkValue(v.Elem(), at)
	case reflect.Slice:
		for i := range v.Len() {
			elem, at := v.Index(i), at+"/"+strconv.Itoa(i)
			if elem.Kind() == reflect.Pointer && elem.IsNil() {
				return fmt.Errorf("%s is null", at)
			}
			if err := c.checkValue(elem, at); err != nil {
				return err
			}
		}
	case reflect.Struct:
		if wrong := c.wrong(v.Addr().Interface()); wrong != "" {
			return fmt.Errorf("%s: %s", at, wrong)
		}
		for f, field := range v.Fields() {
			key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if !f.IsExported() || key == "-" || key == "typeArgs" || key == "go" {
				continue // not on the wire, and perhaps not in a part of a contract
			}
			if err := c.checkValue(field, at+"/"+key); err != nil {
				return err
			}
		}
	}
	return nil
}

// wrong says what is wrong with a part of a contract itself, or "".
func (c *Contract) wrong(part any) string {
	switch p := part.(type) {
	case *Channel:
		switch {
		case c.Package(p.Package) == nil:
			return fmt.Sprintf("no package %q declares channels", p.Package)
		case p.Params != nil && p.Params.Struct == nil, p.Query != nil && p.Query.Struct == nil:
			return "parameters are no struct"
		}
	case *Type:
		return c.wrongType(p)
	case *Field:
		switch {
		case p.Type == nil:
			return "a field without a type"
		case len(p.Go) == 0:
			return "a field without a name in Go"
		}
	case *Const:
		if p.Value == "" {
			return "a constant without a value"
		}
	case *Enum:
		if !slices.Contains(enumBases, p.Base) {
			return fmt.Sprintf("an enum of kind %q", p.Base)
		}
	case *Variant:
		return c.wrongVariant(p.Type)
	case *Catchall:
		return c.wrongVariant(p.Type)
	}
	return ""
}

func (c *Contract) wrongVariant(t *Type) string {
	if t == nil || t.Kind != Ref {
		return "a variant that is no type with a name"
	}
	return ""
}

var enumBases = []Kind{String, Int, Int8, Int16, Int32, Int64, Uint, Uint8, Uint16, Uint32, Uint64, Uintptr}

// wrongType says which part a type lacks, or has too much of.
func (c *Contract) wrongType(t *Type) string {
	has := func(elem, key, st bool) string {
		if (t.Elem != nil) != elem || (t.Key != nil) != key || (t.Struct != nil) != st {
			return fmt.Sprintf("a type of kind %q that has not the parts of one", t.Kind)
		}
		return ""
	}
	switch t.Kind {
	case Bool, String, Int, Int8, Int16, Int32, Int64, Uint, Uint8, Uint16, Uint32, Uint64, Uintptr,
		Float32, Float64, Bytes, ByteArray, Time, Duration, Any, Raw, Number:
		return has(false, false, false)
	case Pointer, Slice, Array:
		return has(true, false, false)
	case Map:
		return has(true, true, false)
	case Inline:
		return has(false, false, true)
	case Ref:
		if c.Named(t.Name) == nil {
			return fmt.Sprintf("there is no type %q", t.Name)
		}
		return has(false, false, false)
	}
	return fmt.Sprintf("unknown kind %q", t.Kind)
}
