package golang_test

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// The functions in this file write down contracts as the extractor would make
// them.

func leaf(k contract.Kind) *contract.Type { return &contract.Type{Kind: k} }

var (
	str     = leaf(contract.String)
	integer = leaf(contract.Int)
	boolean = leaf(contract.Bool)
	anyType = leaf(contract.Any)
)

func ptr(t *contract.Type) *contract.Type {
	return &contract.Type{Kind: contract.Pointer, Elem: t}
}
func slice(t *contract.Type) *contract.Type { return &contract.Type{Kind: contract.Slice, Elem: t} }
func array(n int, t *contract.Type) *contract.Type {
	return &contract.Type{Kind: contract.Array, Len: n, Elem: t}
}
func bytesOf(n int) *contract.Type { return &contract.Type{Kind: contract.ByteArray, Len: n} }
func mapOf(k, v *contract.Type) *contract.Type {
	return &contract.Type{Kind: contract.Map, Key: k, Elem: v}
}
func inline(fields ...*contract.Field) *contract.Type {
	return &contract.Type{Kind: contract.Inline, Struct: &contract.Struct{Fields: fields}}
}

// ref refers to a type by its ID; one of the package itself has no path.
func ref(id string) *contract.Type {
	if !strings.Contains(id, ".") {
		id = here + "." + id
	}
	if !strings.HasPrefix(id, "net/") {
		id = base + id
	}
	return &contract.Type{Kind: contract.Ref, Name: id}
}

// base is the import path of the directory of all packages, and here the name of
// the package that is being described.
const base = "example.com/build/"

var here string

// field describes a field: the Go name, or a path with dots, the key, and words
// as in tags.
func field(goName, key string, t *contract.Type, words ...string) *contract.Field {
	f := &contract.Field{Name: key, Type: t, Required: true, Pos: pos(goName)}
	for step := range strings.SplitSeq(goName, ".") {
		f.Go = append(f.Go, contract.Selector{Name: step})
	}
	for _, word := range words {
		switch word {
		case "omitempty":
			f.OmitEmpty, f.Required = true, false
		case "omitzero":
			f.OmitZero, f.Required = true, false
		case "optional":
			f.Required = false
		case "nullable":
			f.Nullable = true
		case "string":
			f.Quoted = true
		case "fold":
			f.IgnoreCase = true
		default:
			if value, ok := strings.CutPrefix(word, "const="); ok {
				f.Const = &contract.Const{Name: key, Value: value}
				continue
			}
			f.Rules = rules(strings.TrimPrefix(word, "validate="))
		}
	}
	return f
}

// behind makes a step on the way to a field an embedded pointer.
func behind(f *contract.Field, step int, t *contract.Type) *contract.Field {
	f.Go[step].Pointer, f.Go[step].Type = true, t
	f.Required = false
	return f
}

// rules reads a validate tag.
func rules(tag string) *contract.Rules {
	r, _ := parseRules(strings.Split(tag, ","))
	return r
}

func parseRules(parts []string) (*contract.Rules, []string) {
	r := &contract.Rules{}
	for len(parts) > 0 {
		part := parts[0]
		parts = parts[1:]
		switch part {
		case "endkeys":
			return r, parts
		case "dive":
			if len(parts) > 0 && parts[0] == "keys" {
				r.Keys, parts = parseRules(parts[1:])
			}
			r.Elem, parts = parseRules(parts)
			return r, parts
		}
		var alternatives []*contract.Rule
		for alt := range strings.SplitSeq(part, "|") {
			name, param, _ := strings.Cut(alt, "=")
			param = strings.NewReplacer("0x2C", ",", "0x7C", "|").Replace(param)
			alternatives = append(alternatives, &contract.Rule{Name: name, Param: param, Pos: pos(part)})
		}
		if len(alternatives) == 1 {
			r.Rules = append(r.Rules, alternatives[0])
		} else {
			r.Rules = append(r.Rules, &contract.Rule{Or: alternatives, Pos: pos(part)})
		}
	}
	return r, nil
}

// pos is a position that can be recognised: the column is the length of what
// stands there.
func pos(what string) contract.Position {
	return contract.Position{File: "in.go", Line: 1, Column: len(what)}
}

// named describes a type of the package, or with a path before its name one of
// another: geo.Point.
func named(name string) *contract.Named {
	id := ref(name).Name
	dot := strings.LastIndexByte(id, '.')
	return &contract.Named{
		ID: id, Package: id[:dot], PackageName: path.Base(id[:dot]), Name: id[dot+1:], Pos: pos(name),
	}
}

func structType(name string, fields ...*contract.Field) *contract.Named {
	n := named(name)
	n.Struct = &contract.Struct{Fields: fields}
	return n
}

func under(name string, t *contract.Type) *contract.Named {
	n := named(name)
	n.Underlying = t
	return n
}

func enum(name string, base contract.Kind, open bool, values ...string) *contract.Named {
	n := named(name)
	n.Enum = &contract.Enum{Base: base, Open: open}
	for _, v := range values {
		n.Enum.Values = append(n.Enum.Values, &contract.EnumValue{Value: v})
	}
	return n
}

// union describes a union whose variants are written tag:Type, or tag:*Type for
// one that only a pointer implements.
func union(name, tag string, variants ...string) *contract.Named {
	n := named(name)
	n.Union = &contract.Union{Tag: tag}
	for _, v := range variants {
		tag, t, _ := strings.Cut(v, ":")
		t, pointer := strings.CutPrefix(t, "*")
		n.Union.Variants = append(n.Union.Variants, &contract.Variant{Tag: tag, Type: ref(t), Pointer: pointer, Pos: pos(v)})
	}
	return n
}

// envelope makes a union a struct with the given fields, each of whose variants
// is in a field with the name of its type.
func envelope(n *contract.Named, fields ...*contract.Field) *contract.Named {
	n.Union.Envelope = &contract.Struct{Fields: fields}
	for _, v := range n.Union.Variants {
		v.Field = v.Type.Name[strings.LastIndexByte(v.Type.Name, '.')+1:]
	}
	return n
}

// with changes a description and returns it.
func with[T any](v T, change func(T)) T {
	change(v)
	return v
}

// channel describes a channel whose struct is called Chan.
func channel(name string, in, out *contract.Type) *contract.Channel {
	return &contract.Channel{
		Name: name, Package: base + here, Go: "Chan", GoPackage: base + here, Pos: pos(name),
		Path: "/ws/" + name, ClientToServer: in, ServerToClient: out, Required: "all",
	}
}

// of puts a contract together: its one package is here.
func of(channels []*contract.Channel, types ...*contract.Named) *contract.Contract {
	c := &contract.Contract{
		Packages: []*contract.Package{{Path: base + here, Name: here, Files: []string{"in.go"}}},
		Channels: channels,
		Types:    types,
	}
	slices.SortFunc(c.Channels, func(a, b *contract.Channel) int { return cmp.Compare(a.Name, b.Name) })
	c.Sort()
	return c
}

// message is a contract with one channel, both of whose sides say M, a struct
// with the given fields.
func message(fields []*contract.Field, types ...*contract.Named) *contract.Contract {
	return of([]*contract.Channel{channel("m", ref("M"), ref("M"))}, append(types, structType("M", fields...))...)
}
