package wire

import "encoding/binary"

// Keys are the keys of a struct, in the order of the contract, in which most
// senders write them.
type Keys []expectedKey

// An expectedKey is a key with its quotes and its colon.
type expectedKey struct {
	text string
	head uint64 // the first eight bytes of text
	mask uint64 // of those bytes of head that are there
}

// NewKeys returns the keys with these names.
func NewKeys(names ...string) Keys {
	keys := make(Keys, len(names))
	for i, name := range names {
		text := `"` + name + `":`
		var head, mask [8]byte
		for j := range copy(head[:], text) {
			mask[j] = 0xff
		}
		keys[i] = expectedKey{text, binary.LittleEndian.Uint64(head[:]), binary.LittleEndian.Uint64(mask[:])}
	}
	return keys
}

// Next is [Decoder.Field] for an object with known keys. It looks first whether
// the one that is expected is there, whose end is known without a search. In next
// it counts how many are behind.
func (d *Decoder) Next(keys Keys, next *int) bool {
	data, i, n := d.data, d.pos, *next
	if i < 1 || i+10 > len(data) || n >= len(keys) {
		return d.Field()
	}
	if data[i-1] != '{' { // this is not the first key
		if data[i] != ',' {
			return d.Field() // the object has ended, or there is white space
		}
		i++
	}
	k := &keys[n]
	if (binary.LittleEndian.Uint64(data[i:])^k.head)&k.mask == 0 {
		end := i + len(k.text)
		if end < len(data) && data[end] > ' ' && (len(k.text) <= 8 || string(data[i:end]) == k.text) {
			d.keyAt = i
			d.keyEnd = end - len(`":`)
			d.pos = end
			*next = n + 1
			return true
		}
	}
	return d.unexpectedKey(keys, next)
}

// unexpectedKey is Next where another key is there than the expected one. When it
// is one of the few behind that, those between them have been left out.
func (d *Decoder) unexpectedKey(keys Keys, next *int) bool {
	const few = 4
	if !d.Field() {
		return false
	}
	if d.keyAt == d.tag() {
		return true
	}
	key := d.Key()
	for i := *next; i < min(len(keys), *next+few); i++ {
		if text := keys[i].text; text[1:len(text)-2] == string(key) {
			*next = i + 1
			break
		}
	}
	return true
}
