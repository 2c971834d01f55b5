package wire

// Skip moves over the value here, whatever it is, and checks its syntax and
// its keys.
func (d *Decoder) Skip() {
	switch c := d.peek(); {
	case c == '"':
		d.quotedText()
	case c == '{':
		if !d.enter() {
			return
		}
		for d.Field() {
			d.Unique()
			d.Skip()
		}
	case c == '[':
		if !d.enter() {
			return
		}
		for d.Element() {
			d.Skip()
		}
	case c == '-' || c-'0' <= 9:
		end := scanNumber(d.data, d.pos)
		if end < 0 {
			d.syntax("invalid number")
			return
		}
		d.pos = end
	case c == 't':
		d.literal("true")
	case c == 'f':
		d.literal("false")
	case c == 'n':
		d.literal("null")
	default:
		d.unexpected("a value")
	}
}

// literal moves over one of the words of JSON.
func (d *Decoder) literal(word string) bool {
	end := d.pos + len(word)
	if end > len(d.data) || string(d.data[d.pos:end]) != word {
		d.syntax("expected a value")
		return false
	}
	d.pos = end
	return true
}
