package contract

import (
	"strconv"
	"strings"
)

// Spell writes a type as Go source of the package with import path pkg would,
// for people and for the route table: packages have the names that their
// authors gave them, and an anonymous struct is struct{…}.
func (c *Contract) Spell(t *Type, pkg string) string {
	switch t.Kind {
	case Ref:
		return c.spellNamed(c.Named(t.Name), pkg)
	case Pointer:
		return "*" + c.Spell(t.Elem, pkg)
	case Slice:
		return "[]" + c.Spell(t.Elem, pkg)
	case Array:
		return "[" + strconv.Itoa(t.Len) + "]" + c.Spell(t.Elem, pkg)
	case Map:
		return "map[" + c.Spell(t.Key, pkg) + "]" + c.Spell(t.Elem, pkg)
	case ByteArray:
		return "[" + strconv.Itoa(t.Len) + "]byte"
	case Bytes:
		return "[]byte"
	case Time:
		return "time.Time"
	case Duration:
		return "time.Duration"
	case Raw:
		return "json.RawMessage"
	case Number:
		return "json.Number"
	case Inline:
		return "struct{…}"
	}
	return string(t.Kind) // of the other kinds, the name of the kind is the type
}

// spellNamed writes the name of a type, with its type arguments.
func (c *Contract) spellNamed(n *Named, pkg string) string {
	name := n.Name
	if n.Package != pkg {
		name = n.PackageName + "." + name
	}
	if len(n.TypeArgs) == 0 {
		return name
	}
	args := make([]string, len(n.TypeArgs))
	for i, t := range n.TypeArgs {
		args[i] = c.Spell(t, pkg)
	}
	return name + "[" + strings.Join(args, ", ") + "]"
}
