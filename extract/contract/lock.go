package contract

import (
	"io"
	"reflect"
)

// LockFile is the base name of the file that keeps the contract of a package
// beside its source, for the comparison with later ones.
const LockFile = "ws_contract.lock.json"

// A saved is the JSON form of a contract, with what a lock file has beside it.
type saved struct {
	Comment string `json:"$comment,omitempty"`
	// Build is [Package.Build] of the one package of a lock file.
	Build string `json:"build,omitempty"`
	*Contract
}

// Only returns the part of c that is about one package: its channels, and the
// types that they reach. It shares everything with c.
func (c *Contract) Only(path string) *Contract {
	part := &Contract{Version: c.Version, Packages: []*Package{}, Channels: []*Channel{}, Types: []*Named{}, Ignores: c.Ignores}
	if p := c.Package(path); p != nil {
		part.Packages = append(part.Packages, p)
	}
	var roots []*Type
	for _, ch := range c.ChannelsOf(path) {
		part.Channels = append(part.Channels, ch)
		roots = append(roots, ch.Roots()...)
	}
	part.Types = append(part.Types, c.Reach(roots...)...)
	part.Sort()
	return part
}

// EncodeLock writes the contract of one package as a lock file, which
// [Decode] reads. The comment comes first.
//
// A lock file has no positions, and is the same as long as the contract is: a
// line that is added to the source above a contract must not make the file stale,
// nor the diff of a contract unreadable. Nor does it say which Go type holds raw
// JSON: with Go 1.27, the two that there are become one.
func (c *Contract) EncodeLock(w io.Writer, path, comment string) error {
	part := c.Only(path)
	s := saved{Comment: comment, Contract: bare(reflect.ValueOf(part)).Interface().(*Contract)}
	for _, p := range part.Packages {
		s.Build = p.Build
	}
	return encode(w, s)
}

// bare returns a copy of a value of the contract without positions and without the
// Go names of raw JSON.
func bare(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		copied := reflect.New(v.Type().Elem())
		copied.Elem().Set(bare(v.Elem()))
		return copied
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		copied := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			copied.Index(i).Set(bare(v.Index(i)))
		}
		return copied
	case reflect.Struct:
		copied := reflect.New(v.Type()).Elem()
		if v.Type() == reflect.TypeFor[Position]() {
			return copied
		}
		copied.Set(v)
		for i := range v.NumField() {
			if copied.Field(i).CanSet() {
				copied.Field(i).Set(bare(v.Field(i)))
			}
		}
		if t, ok := copied.Addr().Interface().(*Type); ok && t.Kind == Raw {
			t.Name = ""
		}
		return copied
	}
	return v
}
