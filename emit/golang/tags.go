package golang

import (
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// tagKeys returns the tags of the unions in whose objects the keys of a struct
// can stand, sorted. Unions that only other packages use do not count.
func (g *generator) tagKeys(st *contract.Struct) []string {
	if g.tags == nil {
		g.findTags()
	}
	return g.tags[st]
}

// isVariant reports whether an object with the keys of a struct may have a tag
// beside them.
func (g *generator) isVariant(st *contract.Struct) bool { return len(g.tagKeys(st)) > 0 }

func (g *generator) findTags() {
	tags := map[string][]string{} // by the ID of the plain flavour
	for _, n := range g.reached {
		if n.Union != nil && n.Union.Content == "" {
			for _, v := range n.Union.Variants {
				id := untagged(v.Type.Name)
				if !slices.Contains(tags[id], n.Union.Tag) {
					tags[id] = append(tags[id], n.Union.Tag)
				}
			}
		}
	}
	g.tags = map[*contract.Struct][]string{}
	for _, n := range g.reached {
		if keys := tags[untagged(n.ID)]; len(keys) > 0 && objectOf(n) != nil {
			g.tags[objectOf(n)] = slices.Sorted(slices.Values(keys))
		}
	}
}

// objectOf returns the struct that a named type is, or that it is in the
// direction for which it has no method of its own; nil if there is none.
func objectOf(n *contract.Named) *contract.Struct {
	if n.Struct == nil && n.Codec != nil && n.Codec.Fallback != nil {
		return n.Codec.Fallback.Struct
	}
	return n.Struct
}

// untagged returns the ID of the plain flavour of a type. Both flavours are one
// type in Go.
func untagged(id string) string { return strings.ReplaceAll(id, "?tagged", "") }
