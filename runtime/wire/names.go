package wire

import "bytes"

// A namespace holds the keys of one object that are not fields of a struct:
// for those, the emitted code itself knows what it has seen.
type namespace struct {
	few  [][]byte            // up to fewNames, searched one by one
	many map[string]struct{} // all of them, once there are more
	buf  []byte              // backs the names
}

const fewNames = 16

// insert adds name to the namespace of the current object. It returns false if
// it is there already.
func (d *Decoder) insert(name []byte) bool {
	ns := &d.spaces[d.depth-1]
	d.used |= 1 << (d.depth - 1)
	if ns.many != nil {
		n := len(ns.many)
		ns.many[string(name)] = struct{}{}
		return len(ns.many) > n
	}
	for _, other := range ns.few {
		if bytes.Equal(other, name) {
			return false
		}
	}
	if len(ns.few) == fewNames {
		ns.many = make(map[string]struct{}, 4*fewNames)
		for _, other := range ns.few {
			ns.many[string(other)] = struct{}{}
		}
		ns.many[string(name)] = struct{}{}
		return true
	}
	// Growing buf moves it, but names cut from the old one stay valid.
	n := len(ns.buf)
	ns.buf = append(ns.buf, name...)
	ns.few = append(ns.few, ns.buf[n:len(ns.buf):len(ns.buf)])
	return true
}

// forget empties one namespace.
func (d *Decoder) forget(i int) {
	ns := &d.spaces[i]
	d.used &^= 1 << i
	ns.many = nil
	clear(ns.few)
	ns.few = ns.few[:0]
	if cap(ns.buf) > 1<<10 {
		ns.buf = nil
	}
	ns.buf = ns.buf[:0]
}
