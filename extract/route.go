package extract

import (
	"net/http"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/directive"
)

// defaultPath is the route of a channel whose contract states none.
func defaultPath(prefix, name string) string {
	if prefix == "" {
		prefix = "/ws"
	}
	return strings.TrimSuffix(prefix, "/") + "/" + name
}

// checkNames finds channels of one package that have the same name.
func (x *extractor) checkNames() {
	type key struct{ pkg, name string }
	first := map[key]*contract.Channel{}
	for _, ch := range x.out.Channels {
		k := key{ch.Package, ch.Name}
		if other := first[k]; other != nil {
			x.errorf(ch.Pos, "duplicate-channel", "the channel %s is declared twice in package %s; rename one", ch.Name, ch.Package).
				relate(other.Pos, "the other declaration")
			continue
		}
		first[k] = ch
	}
}

// checkRoutes finds channels of one package whose routes some request would match
// without one being more specific, by the rules of net/http. Different packages
// may be the contracts of different servers; what one server serves, it checks
// itself.
func (x *extractor) checkRoutes() {
	var mux *http.ServeMux
	var routed []*contract.Channel
	for i, ch := range x.out.Channels {
		if i == 0 || ch.Package != x.out.Channels[i-1].Package {
			mux, routed = http.NewServeMux(), nil
		}
		if _, err := directive.ParsePath(ch.Path); err != nil {
			continue // reported where directives are read
		}
		if register(mux, ch.Path) == nil {
			routed = append(routed, ch)
			continue
		}
		i := slices.IndexFunc(routed, func(other *contract.Channel) bool { return conflict(ch.Path, other.Path) })
		if i < 0 {
			continue
		}
		other := routed[i]
		if other.Path == ch.Path {
			if other.Name == ch.Name {
				continue // the same name, which says enough
			}
			x.errorf(ch.Pos, "duplicate-path", "the channels %s and %s have the same path %s; give one another with path=",
				other.Name, ch.Name, ch.Path).relate(other.Pos, "the channel %s", other.Name)
			continue
		}
		x.errorf(ch.Pos, "duplicate-path", "the paths of the channels %s and %s, %s and %s, match the same requests and neither is more specific; change one with path=",
			other.Name, ch.Name, other.Path, ch.Path).relate(other.Pos, "the channel %s", other.Name)
	}
}

// register adds a route to mux and returns what it panics with.
func register(mux *http.ServeMux, path string) (err any) {
	defer func() { err = recover() }()
	mux.Handle(path, http.NotFoundHandler())
	return nil
}

func conflict(a, b string) bool {
	mux := http.NewServeMux()
	register(mux, a)
	return register(mux, b) != nil
}

// matchParams holds the {segments} of the path and the fields of Params
// together. pos is that of the field Params.
func (x *extractor) matchParams(ch *contract.Channel, pos contract.Position) {
	segments, err := directive.ParsePath(ch.Path)
	if err != nil {
		return
	}
	var fields []*contract.Field
	if ch.Params != nil {
		fields = ch.Params.Struct.Fields
	}
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
		if slices.Contains(segments, f.Name) {
			continue
		}
		if near := nearest(f.Name, segments); near != "" {
			x.errorf(f.Pos, "params", "the path %s has no segment {%s}; did you mean `path:%q`?", ch.Path, f.Name, near)
			continue
		}
		x.errorf(f.Pos, "params", "the path %s has no segment {%s}; add it to path=, or remove the field", ch.Path, f.Name)
	}
	for _, s := range segments {
		switch {
		case slices.Contains(names, s):
		case ch.Params == nil:
			x.errorf(ch.Pos, "params", "the path %s has the parameter {%s}, but %s has no field Params; add Params struct { %s string `path:%q` }",
				ch.Path, s, ch.Go, exportedName(s), s)
		default:
			x.errorf(pos, "params", "the path %s has the parameter {%s}, but Params has no field for it; add %s string `path:%q`",
				ch.Path, s, exportedName(s), s)
		}
	}
}

// exportedName is a Go name for a parameter.
func exportedName(s string) string {
	return strings.ToUpper(s[:1]) + s[1:]
}
