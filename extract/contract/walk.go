package contract

import "iter"

// Roots are the types a channel mentions: its messages, then its parameters.
func (ch *Channel) Roots() []*Type {
	var roots []*Type
	for _, t := range []*Type{ch.ClientToServer, ch.ServerToClient, ch.Params, ch.Query} {
		if t != nil {
			roots = append(roots, t)
		}
	}
	return roots
}

// Reach returns the named types whose values can stand within values of the
// given types, each once, in the order in which a reader going depth first
// through the fields meets them.
func (c *Contract) Reach(roots ...*Type) []*Named {
	var reached []*Named
	seen := map[string]bool{}
	var visit func(*Type)
	visit = func(t *Type) {
		if t.Kind == Ref {
			n := c.Named(t.Name)
			if n == nil || seen[n.ID] {
				return
			}
			seen[n.ID] = true
			reached = append(reached, n)
			for part := range n.Parts() {
				visit(part)
			}
			return
		}
		for part := range t.Parts() {
			visit(part)
		}
	}
	for _, t := range roots {
		visit(t)
	}
	return reached
}

// Parts are the types that a type expression is directly made of. A Ref has
// none: what stands behind it are the parts of the [Named].
func (t *Type) Parts() iter.Seq[*Type] {
	return func(yield func(*Type) bool) {
		if t.Key != nil && !yield(t.Key) {
			return
		}
		if t.Elem != nil && !yield(t.Elem) {
			return
		}
		if t.Struct != nil {
			t.Struct.parts(yield)
		}
	}
}

// Parts are the types that a named type is directly made of on the wire. Its
// type arguments are not among them.
func (n *Named) Parts() iter.Seq[*Type] {
	return func(yield func(*Type) bool) {
		switch {
		case n.Struct != nil:
			n.Struct.parts(yield)
		case n.Union != nil:
			n.Union.parts(yield)
		case n.Codec != nil && n.Codec.Fallback != nil:
			yield(n.Codec.Fallback)
		case n.Underlying != nil:
			yield(n.Underlying)
		}
	}
}

func (s *Struct) parts(yield func(*Type) bool) bool {
	for _, f := range s.Fields {
		if !yield(f.Type) {
			return false
		}
	}
	return s.Fallback == nil || yield(s.Fallback.Type)
}

func (u *Union) parts(yield func(*Type) bool) bool {
	if u.Envelope != nil && !u.Envelope.parts(yield) {
		return false
	}
	for _, v := range u.Variants {
		if !yield(v.Type) {
			return false
		}
	}
	return u.Other == nil || yield(u.Other.Type)
}
