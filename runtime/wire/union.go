package wire

// Tag returns the string under key in the object here, wherever it stands in
// it, and does not move. When there is no such string, that is recorded, the
// value is skipped and the result is false.
//
// The string is valid until the next call of a method.
func (d *Decoder) Tag(key string) ([]byte, bool) {
	if text, ok := d.firstTag(key); ok {
		return text, true
	}
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

// firstTag is Tag for most objects, which begin with the tag, without white space.
func (d *Decoder) firstTag(key string) ([]byte, bool) {
	at := d.pos + len(`{`)              // of the key
	value := at + len(key) + len(`"":`) // of the tag
	if value+1 >= len(d.data) || d.depth == MaxDepth {
		return nil, false
	}
	head := d.data[d.pos : value+1]
	if head[0] != '{' || head[1] != '"' || string(head[2:2+len(key)]) != key || string(head[2+len(key):]) != `":"` {
		return nil, false
	}
	end := plain(d.data, value+1)
	if end == len(d.data) || d.data[end] != '"' {
		return nil, false
	}
	d.tags[d.depth] = at
	d.tagged = true
	return d.data[value+1 : end : end], true
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
