package extract

import (
	"fmt"
	"go/types"
	"strings"
)

// typeID returns the ID of a named type: import path, dot, name, and type
// arguments in brackets. The same type has the same ID whether it was read
// from source or from export data, and whether an alias leads to it.
func typeID(n *types.Named) string {
	var b strings.Builder
	writeID(&b, n)
	return b.String()
}

func writeID(b *strings.Builder, t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if pkg := t.Obj().Pkg(); pkg != nil {
			b.WriteString(pkg.Path() + ".")
		}
		b.WriteString(t.Obj().Name())
		for i := range t.TypeArgs().Len() {
			b.WriteByte("[,"[min(i, 1)])
			writeID(b, t.TypeArgs().At(i))
		}
		if t.TypeArgs().Len() > 0 {
			b.WriteByte(']')
		}
	case *types.Basic:
		b.WriteString(types.Typ[t.Kind()].Name()) // uint8, not byte
	case *types.Pointer:
		b.WriteByte('*')
		writeID(b, t.Elem())
	case *types.Slice:
		b.WriteString("[]")
		writeID(b, t.Elem())
	case *types.Array:
		fmt.Fprintf(b, "[%d]", t.Len())
		writeID(b, t.Elem())
	case *types.Map:
		b.WriteString("map[")
		writeID(b, t.Key())
		b.WriteByte(']')
		writeID(b, t.Elem())
	case *types.Interface:
		if t.Empty() {
			b.WriteString("any")
			return
		}
		b.WriteString(types.TypeString(t, (*types.Package).Path))
	default:
		b.WriteString(types.TypeString(t, (*types.Package).Path))
	}
}
