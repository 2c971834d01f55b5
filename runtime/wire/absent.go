package wire

// A struct that is optional and absent has the zero value, and the rules of its
// fields are about that value. To check them, emitted code reads it from an
// empty object that is not in the message:
//
//	if addr == 0 {
//		d.Absent(addr, "addr")
//		decodeAddress(d, &v.Addr)
//		d.Present()
//	}

// An absence is a value that is absent, or null where null stands for it.
type absence struct {
	at      int
	closing bool
	missing string // as in a finding

	data []byte // of the message, and where the decoder was
	pos  int
}

var emptyObject = []byte("{}")

// Absent makes the decoder stand at an empty object in the place of the value at
// offset at, which is null, or, if that is 0, of the absent key of the object that
// has just ended. Up to Present, only rules find something wrong with it.
func (d *Decoder) Absent(at int, key string) {
	f := finding{at: at}
	if at == 0 {
		d.locate(&f, key)
	}
	d.absent = append(d.absent, absence{f.at, f.closing, f.missing, d.data, d.pos})
	d.data, d.pos = emptyObject, 0
}

// InAbsent reports whether what is being read is part of an absent value.
func (d *Decoder) InAbsent() bool { return len(d.absent) > 0 }

// Present ends what Absent has begun.
func (d *Decoder) Present() {
	last := len(d.absent) - 1
	d.data, d.pos = d.absent[last].data, d.absent[last].pos
	d.absent = d.absent[:last]
}
