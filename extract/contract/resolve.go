package contract

// AcceptsNull reports whether null is a value of t by itself: of a pointer, of
// any JSON, and of what reads JSON with its own methods.
func (c *Contract) AcceptsNull(t *Type) bool { return c.acceptsNull(t, nil) }

func (c *Contract) acceptsNull(t *Type, seen []string) bool {
	switch t.Kind {
	case Pointer, Any, Raw:
		return true
	case Ref:
		n := c.Named(t.Name)
		for _, id := range seen {
			if id == t.Name {
				return false
			}
		}
		seen = append(seen, t.Name)
		switch {
		case n == nil:
			return false
		case n.Underlying != nil:
			return c.acceptsNull(n.Underlying, seen)
		case n.Codec != nil && n.Codec.Decode == "" && n.Codec.Fallback != nil:
			return c.acceptsNull(n.Codec.Fallback, seen)
		case n.Codec != nil:
			return n.Codec.Decode != "text"
		}
	}
	return false
}

// Resolve returns the type expression behind pointers and names: that of a
// struct with a name is an Inline of the struct. Types that are more than an
// expression, which are enums, unions and codecs, stay a Ref.
func (c *Contract) Resolve(t *Type) *Type {
	for range 100 { // type P *P has no end
		switch t.Kind {
		case Pointer:
			t = t.Elem
		case Ref:
			n := c.Named(t.Name)
			switch {
			case n != nil && n.Struct != nil:
				return &Type{Kind: Inline, Struct: n.Struct}
			case n != nil && n.Underlying != nil:
				t = n.Underlying
			default:
				return t
			}
		default:
			return t
		}
	}
	return t
}
