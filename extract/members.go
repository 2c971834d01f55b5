package extract

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

// A member is a Go field that may be a key of a JSON object: a field of a
// struct, or of a struct embedded in it.
type member struct {
	v     *types.Var
	in    types.Type // the struct type that declares it
	index []int      // as in reflect.StructField
	steps []step     // the embedded fields on the way to it
	// unruled tells that an embedded field on the way has validate:"-".
	unruled bool
	jsonTag
	syntax fieldSyntax
}

// A step is an embedded field.
type step struct {
	v  *types.Var
	in types.Type // the struct type that has it
}

// members are the fields of a struct as encoding/json/v2 sees them.
type members struct {
	list     []*member // in the order in which they are written
	fallback *member   // collects unknown keys, or nil
	embedded []embedding
}

// An embedding is a named struct type whose fields are promoted, with the
// number of steps to it.
type embedding struct {
	named *types.Named
	depth int
}

// membersOf finds the fields of a struct by the rules of encoding/json/v2:
// breadth first over embedded structs; of several fields with one name, the
// shallowest wins, then the one whose tag states the name, and otherwise none.
// It follows makeStructFields of that package, whose errors are errors here,
// each where it stands.
//
// The key is that of the tags that name the fields: json, or path or query for
// the parameters of a channel, to which the same rules apply. Fields of the
// struct itself for which skip holds are passed over; it may be nil.
func (x *extractor) membersOf(root types.Type, s structSyntax, at place, key string, skip func(*types.Var) bool) members {
	w := &memberWalk{x: x, at: at, key: key, skip: skip}
	w.queue = []structToVisit{{typ: root, syntax: s, descend: true}}
	w.seen.Set(root, true)
	for i := 0; i < len(w.queue); i++ {
		w.visit(w.queue[i])
	}
	return members{
		list:     dominant(w.fields),
		fallback: dominantFallback(w.fallbacks),
		embedded: w.embedded,
	}
}

// A memberWalk is the search of membersOf.
type memberWalk struct {
	x         *extractor
	at        place
	key       string
	skip      func(*types.Var) bool
	queue     []structToVisit
	seen      typeutil.Map
	fields    []*member
	fallbacks []*member
	embedded  []embedding
}

// A structToVisit is a struct whose fields are searched. Embedded structs
// within it are only searched if descend is set, which it is the first time
// the type is met.
type structToVisit struct {
	typ     types.Type
	syntax  structSyntax
	index   []int
	steps   []step
	unruled bool
	descend bool
}

// visit adds the fields of one struct.
func (w *memberWalk) visit(e structToVisit) {
	st := e.typ.Underlying().(*types.Struct)
	names := map[string]*member{}
	var fallback *member
	hasTag, hasField := false, false
	for i := range st.NumFields() {
		v := st.Field(i)
		if w.skip != nil && len(e.index) == 0 && w.skip(v) {
			hasField = true
			continue
		}
		f := w.x.fieldOf(e.syntax, v, st.Tag(i))
		value, tagged := f.tag.lookup(w.key)
		hasTag = hasTag || tagged
		tag := w.x.readNameTag(w.key, v, value, tagged)
		if tag.ignored {
			continue
		}
		hasField = true
		w.x.checkTag(v, &f)
		m := &member{
			v:       v,
			in:      e.typ,
			index:   append(slices.Clip(e.index), i),
			steps:   e.steps,
			unruled: e.unruled,
			jsonTag: tag,
			syntax:  f,
		}
		if v.Embedded() && !m.hasName {
			switch t := indirect(v.Type()).Underlying(); {
			case isInvalid(t):
				w.x.invalid(w.at.field(v.Name(), f.pos, f.typ))
				continue
			case !isStruct(t):
				w.x.errorf(f.pos, "embedded", "%s is embedded but not a struct; give it a name with `%s:\"NAME\"`", v.Name(), w.key)
				continue
			}
			m.embed = true
		}
		if m.embed {
			w.embed(e, m, &fallback)
		} else {
			w.add(m, names)
		}
	}
	if st.NumFields() > 0 && !hasTag && !hasField {
		w.x.errorf(w.at.pos, "no-fields",
			"%s: %s has no exported fields, so nothing of it would be sent; export some, or give it MarshalJSON and UnmarshalJSON",
			w.at, w.x.typeString(e.typ))
	}
}

// embed handles a field whose keys are those of the struct around it: a struct,
// or what collects the keys that have no field.
func (w *memberWalk) embed(e structToVisit, m *member, fallback **member) {
	x, v, pos := w.x, m.v, m.syntax.pos
	if m.hasName || m.omitZero || m.omitEmpty || m.quoted || m.fold || m.strict {
		x.errorf(pos, "embedded", "%s is embedded and cannot have a name or another option in its json tag; remove them, or remove embed", v.Name())
		return
	}
	t := indirect(v.Type())
	if method := x.codecMethod(t); method != "" && !isRaw(t) {
		x.errorf(pos, "embedded", "%s cannot be embedded, because its type has the method %s, which writes a value of its own; give it a name with `%s:\"NAME\"`",
			v.Name(), method, w.key)
		return
	}
	if isStruct(t) {
		if isPointer(v.Type()) && !v.Exported() {
			x.errorf(pos, "embedded", "%s is an embedded pointer to an unexported type, which decoding cannot allocate; embed the struct itself, or export the type", v.Name())
			return
		}
		seen := w.seen.At(t) != nil
		w.seen.Set(t, true)
		if !e.descend {
			return
		}
		var syntax structSyntax
		if named, ok := t.(*types.Named); ok {
			syntax = x.structOf(x.syntaxOf(named))
			w.embedded = append(w.embedded, embedding{named, len(m.index)})
		} else {
			syntax = x.structOf(m.syntax.typ)
		}
		w.queue = append(w.queue, structToVisit{
			typ:     t,
			syntax:  syntax,
			index:   m.index,
			steps:   append(slices.Clip(e.steps), step{v, e.typ}),
			unruled: e.unruled || w.embeddedTags(m),
			descend: !seen,
		})
		return
	}
	if !v.Exported() {
		x.errorf(pos, "embedded", "%s is not exported, so its keys cannot be embedded; export the field", v.Name())
		return
	}
	if !isRaw(t) {
		m, ok := t.Underlying().(*types.Map)
		if !ok || !isString(m.Key()) {
			x.errorf(pos, "embedded", "%s cannot collect the keys that have no field; the type must be a struct, a map with string keys, or json.RawMessage", v.Name())
			return
		}
		if method := x.codecMethod(m.Key()); method != "" {
			x.errorf(pos, "embedded", "%s cannot collect the keys that have no field, because the type of its keys has the method %s; use a map with plain string keys", v.Name(), method)
			return
		}
	}
	if *fallback != nil {
		x.errorf(pos, "embedded", "%s and %s would both collect the keys that have no field; remove one", (*fallback).v.Name(), v.Name()).
			relate((*fallback).syntax.pos, "the other one")
	}
	*fallback = m
	w.fallbacks = append(w.fallbacks, m)
}

// embeddedTags reports tags that have no effect on an embedded struct, whose
// fields have tags of their own. It tells whether the rules of those are
// switched off by validate:"-".
func (w *memberWalk) embeddedTags(m *member) bool {
	w.x.wsWords(m, nil)
	value, _ := m.syntax.tag.lookup("validate")
	// As in the library, required says nothing about a struct that is no pointer.
	if t := value.text; t == "" || t == "-" || t == "required" && !isPointer(m.v.Type()) {
		return t == "-"
	}
	w.x.errorf(value.pos(0), "validate", "%s is embedded, so rules have no effect on it; put them on its fields", m.v.Name())
	return false
}

// add handles a field that is a key.
func (w *memberWalk) add(m *member, names map[string]*member) {
	if other := names[m.name]; other != nil {
		w.x.errorf(m.syntax.pos, "duplicate-key", "%s and %s have the same key %q; rename one in its tag", other.v.Name(), m.v.Name(), m.name).
			relate(other.syntax.pos, "the other field")
		return
	}
	names[m.name] = m
	if !m.v.Exported() {
		// It is embedded and has a name of its own. Exported fields within it can
		// be reached, but no method can be called and no pointer be set.
		if t := indirect(m.v.Type()); isPointer(m.v.Type()) || !isStruct(t) || w.x.codecMethod(t) != "" || m.omitZero && w.x.hasMethod(t, "IsZero", isZeroSignature) {
			w.x.errorf(m.syntax.pos, "json-tag", "%s is embedded and not exported, so it cannot be a key; export its type, or give the field a name", m.v.Name())
			return
		}
	}
	w.fields = append(w.fields, m)
}

// dominant keeps one field for each name, and puts them into the order in which
// they are written.
func dominant(all []*member) []*member {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b *member) int {
		return cmp.Or(strings.Compare(a.name, b.name), cmp.Compare(len(a.index), len(b.index)), compareBool(!a.hasName, !b.hasName))
	})
	var kept []*member
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].name == all[0].name {
			n++
		}
		if n == 1 || len(all[0].index) != len(all[1].index) || all[0].hasName != all[1].hasName {
			kept = append(kept, all[0])
		}
		all = all[n:]
	}
	slices.SortFunc(kept, func(a, b *member) int { return slices.Compare(a.index, b.index) })
	return kept
}

func dominantFallback(all []*member) *member {
	if len(all) == 1 || len(all) > 1 && len(all[0].index) != len(all[1].index) {
		return all[0]
	}
	return nil
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// indirect removes one pointer without a name, as embedding allows it.
func indirect(t types.Type) types.Type {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		return types.Unalias(p.Elem())
	}
	return t
}

func isStruct(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}
