package wire

import (
	"bytes"
	"hash/maphash"
)

// A namespace holds the keys of one object that are not fields of a struct:
// for those, the emitted code itself knows what it has seen. Its memory is used
// again for other objects.
type namespace struct {
	names [][]byte
	buf   []byte // backs the names

	// table finds names by their hashes, once there are more than fewNames. It
	// holds indexes of names plus one, each at the first free place at or behind
	// its hash modulo the length, which is a power of two.
	table []uint32
}

const (
	fewNames  = 16      // are searched one by one
	keepNames = 1 << 10 // bytes, and places of the table, that are kept for other objects
)

// seed makes the hashes different in each process, so that nobody can send
// names that all have the same.
var seed = maphash.MakeSeed()

// insert adds name to the namespace of the current object, where the tag of a
// union always is. It returns false if it is there already.
func (d *Decoder) insert(name []byte) bool {
	tag := d.tag()
	if tag != 0 && tag == d.keyAt {
		return true
	}
	ns := &d.workspace().spaces[d.depth-1]
	d.used |= 1 << (d.depth - 1)
	if tag != 0 && len(ns.names) == 0 {
		ns.add(d.keyFrom(tag))
	}
	if len(ns.names) < fewNames {
		for _, other := range ns.names {
			if bytes.Equal(other, name) {
				return false
			}
		}
		ns.add(name)
		return true
	}
	if 2*len(ns.names) >= len(ns.table) {
		ns.grow()
	}
	at := ns.find(name)
	if ns.table[at] != 0 {
		return false
	}
	ns.add(name)
	ns.table[at] = uint32(len(ns.names))
	return true
}

// add appends a copy of name. Growing buf moves it, but names cut from the old
// one stay valid.
func (ns *namespace) add(name []byte) {
	n := len(ns.buf)
	ns.buf = append(ns.buf, name...)
	ns.names = append(ns.names, ns.buf[n:len(ns.buf):len(ns.buf)])
}

// find returns the place of name in the table, or the free one where it belongs.
func (ns *namespace) find(name []byte) int {
	mask := len(ns.table) - 1
	at := int(maphash.Bytes(seed, name)) & mask
	for ns.table[at] != 0 && !bytes.Equal(ns.names[ns.table[at]-1], name) {
		at = (at + 1) & mask
	}
	return at
}

// grow makes the table large enough for four times the names.
func (ns *namespace) grow() {
	size := max(4*fewNames, 2*len(ns.table))
	if cap(ns.table) >= size {
		ns.table = ns.table[:size]
		clear(ns.table)
	} else {
		ns.table = make([]uint32, size)
	}
	for i, name := range ns.names {
		ns.table[ns.find(name)] = uint32(i + 1)
	}
}

// forget empties one namespace, and forgets the tag of its object.
func (d *Decoder) forget(i int) {
	d.used &^= 1 << i
	d.dropTag(i)
	if d.work == nil {
		return
	}
	ns := &d.work.spaces[i]
	clear(ns.names)
	ns.names = ns.names[:0]
	ns.buf = ns.buf[:0]
	ns.table = ns.table[:0]
	if cap(ns.buf) > keepNames || cap(ns.table) > keepNames {
		*ns = namespace{}
	}
}
