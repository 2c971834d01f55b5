package wire

// Tag returns the string under key in the object here, wherever it stands in
// it, and does not move. When there is no such string, that is recorded, the
// value is skipped and the result is false.
//
// The string is valid until the next call of a method.
func (d *Decoder) Tag(key string) ([]byte, bool) {
	start, ok := d.findTag(key)
	if !ok {
		return nil, false
	}
	text, ok := d.text()
	d.back(start)
	if !ok {
		d.Skip()
		return nil, false
	}
	return text, true
}

// TagInt is Tag for an integer.
func (d *Decoder) TagInt(key string) (int64, bool) {
	start, ok := d.findTag(key)
	if !ok {
		return 0, false
	}
	before := d.Findings()
	n := d.Int64()
	ok = d.Clean(before)
	d.back(start)
	if !ok {
		d.Skip()
	}
	return n, ok
}

// NoVariant records that the union has no variant for the tag that was read
// last, and skips the value.
func (d *Decoder) NoVariant(key, known string) {
	start, ok := d.findTag(key)
	if !ok {
		return
	}
	d.record(d.pos, "", CodeUnion, "must be one of: "+known)
	d.back(start)
	d.Skip()
}

// findTag enters the object here and stops at the value of key. It returns
// where the object starts.
func (d *Decoder) findTag(key string) (start int, ok bool) {
	d.peek()
	start = d.pos
	if !d.Object() {
		return start, false
	}
	for d.Field() {
		if string(d.Key()) == key {
			d.tags[d.depth-1] = d.keyAt
			d.tagged = true
			return start, true
		}
		d.Skip()
	}
	d.missing(key)
	return start, false
}

// back leaves the object that findTag has entered, towards its start.
func (d *Decoder) back(start int) {
	if d.stopped {
		return
	}
	d.depth--
	d.pos = start
}
