package wire

import "bytes"

// Tag returns the string under key in the object here, wherever it stands in
// it, and does not move. When there is no such string, that is recorded, the
// value is skipped and the result is false.
//
// The string is valid until the next call of a method.
func (d *Decoder) Tag(key string) ([]byte, bool) {
	if text, ok := d.plainTag(key); ok {
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

// plainTag is Tag for most objects: those with a string for a tag and, up to it,
// no white space between tokens and no escapes in keys. What it passes is not
// checked, for that is done when the object is read; of one that is not JSON it
// may find a tag that is none.
func (d *Decoder) plainTag(key string) ([]byte, bool) {
	data, i := d.data, d.pos
	if i >= len(data) || data[i] != '{' || d.depth == MaxDepth {
		return nil, false
	}
	if text, ok := d.lastTag(key); ok {
		return text, true
	}
	for i++; i < len(data) && data[i] == '"'; i++ {
		end := plain(data, i+1)
		if end+2 >= len(data) || data[end] != '"' || data[end+1] != ':' {
			break
		}
		value := end + 2
		if string(data[i+1:end]) == key {
			end = plain(data, value+1)
			if data[value] != '"' || end == len(data) || data[end] != '"' {
				break
			}
			d.setTag(i, d.depth)
			return data[value+1 : end : end], true
		}
		if i = pass(data, value); i >= len(data) || data[i] != ',' {
			break
		}
	}
	return nil, false
}

// lastTag is plainTag for a message that ends in its tag. Without a backslash in
// front of them, the four quotes are those of two strings, and as the brace is
// the last byte, they stand in the outermost object.
//
//	…,"type":"say"}
func (d *Decoder) lastTag(key string) ([]byte, bool) {
	const end = `"}`
	data := d.data
	if d.pos != 0 || !bytes.HasSuffix(data, []byte(end)) {
		return nil, false
	}
	text := data[:len(data)-len(end)]
	value := bytes.LastIndexByte(text, '"') + 1
	head := value - len(`,"":"`) - len(key)
	if head <= 0 || string(data[head:head+2]) != `,"` || string(data[value-3:value]) != `":"` ||
		string(data[head+2:value-3]) != key || plain(data, head+2) != value-3 || plain(data, value) != len(text) {
		return nil, false
	}
	d.setTag(head+1, d.depth)
	return text[value:len(text):len(text)], true
}

// pass returns the offset behind the value at i, if it is one.
func pass(data []byte, i int) int {
	for depth := 0; i < len(data); i++ {
		switch data[i] {
		case '"':
			i = passString(data, i)
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth < 0 {
				return i
			}
		case ',':
			if depth == 0 {
				return i
			}
		}
	}
	return len(data)
}

// passString returns the offset of the closing quote of the string at i.
func passString(data []byte, i int) int {
	for i = plain(data, i+1); i < len(data) && data[i] != '"'; i = plain(data, i) {
		if data[i] == '\\' {
			i++
		}
		i++
	}
	return min(i, len(data))
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
			d.setTag(d.keyAt, d.depth-1)
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

// setTag notes that a union has read the key at offset at, in an object so deep,
// as its tag. In front of its own tag a variant can have other unions, and then
// the outer one is put aside.
func (d *Decoder) setTag(at, depth int) {
	if d.tagDepth >= 0 && d.tagDepth != depth {
		d.workspace().tags[d.tagDepth] = d.tagAt
	}
	d.tagAt, d.tagDepth = at, depth
	d.used |= 1 << depth
}

// dropTag forgets the tag of an object so deep, which has ended; Back remembers it.
func (d *Decoder) dropTag(depth int) {
	if d.tagDepth == depth {
		d.tagDepth = -1
		d.tagLeft = d.tagAt
	} else if d.work != nil {
		d.tagLeft = d.work.tags[depth]
		d.work.tags[depth] = 0
	}
}

// tag returns the offset of the key that a union has read from the current object
// as its tag, or 0.
func (d *Decoder) tag() int {
	switch depth := d.depth - 1; {
	case d.tagDepth == depth:
		return d.tagAt
	case d.work != nil:
		return d.work.tags[depth]
	}
	return 0
}

// AtTag reports whether the current key is the tag that a union has read from
// this object, which a struct that collects unknown keys does not collect.
func (d *Decoder) AtTag() bool { return d.keyAt == d.tag() }
