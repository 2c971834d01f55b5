package wire

import (
	"math/bits"
	"slices"
	"strconv"
	"sync"
)

// Bounds on what one message can ask for.
const (
	// MaxFindings is how many findings an [Error] lists at most.
	MaxFindings = 16
	// MaxDepth is how deep objects and arrays may nest.
	MaxDepth = 64 // the bits of Decoder.used
)

// A Decoder is a cursor over one message. Its methods must be called in the
// order in which the message is laid out; see the package comment.
//
// It is small and none of its methods keeps it, so that it lives on the stack of
// the function that made it. What few messages need is in its workspace.
type Decoder struct {
	data []byte
	pos  int // of the next byte to read; len(data) once stopped

	stopped bool // a syntax error ended decoding
	depth   int

	keyAt  int // offset of the opening quote of the current key
	keyEnd int // of its closing quote, or -1 when it had escapes
	start  int // offset of the scalar that was read last
	quoted int // offset behind a quoted number, while inside it

	unreadable int // offset of the last key that is not the integer it should be

	whole string // a copy of a short message, which its strings are parts of; see keep
	block []byte // of short strings of a longer message
	kept  int    // bytes of block that strings use

	// The key that a union read last as its tag, and how deep the object is; see
	// setTag.
	tagAt, tagDepth int
	tagLeft         int // that of the object with one that has ended last

	used uint64 // a bit for each depth with names in the workspace, or with a tag
	work *workspace

	findings []finding
	count    int // of all findings, also those not kept
	furthest int // the greatest offset of one that is kept

	absent []absence // the absent values that are being checked, outermost first
}

// A workspace is memory that decoders use one after the other.
type workspace struct {
	key     []byte // the current key, when it had escapes
	text    []byte // backs the result of text when it had escapes
	views   []byte // backs views of strings with escapes
	scratch []byte // for base64 that is only checked

	spaces [MaxDepth]namespace
	tags   [MaxDepth]int // the tags that setTag had to put aside, by depth
}

var workspaces = sync.Pool{New: func() any { return new(workspace) }}

// workspace returns the workspace of d, which it gets if it has none.
func (d *Decoder) workspace() *workspace {
	if d.work == nil {
		d.work = workspaces.Get().(*workspace)
	}
	return d.work
}

// A finding is a [Finding] whose path is still an offset.
type finding struct {
	at      int    // offset of the value; for a missing key, of its object's closing brace
	closing bool   // at is that of a closing brace
	missing string // what is missing below that, as a JSON Pointer, or ""
	code    string
	message string
	rule    bool // recorded by Fail
}

// NewDecoder returns a decoder at the start of data, which must not change
// before Finish is called.
func NewDecoder(data []byte) *Decoder {
	d := &Decoder{data: data, start: -1, tagDepth: -1}
	d.peek()
	return d
}

// Finish ends the message: nothing but white space may follow. It returns nil
// or an [*Error], and d must not be used again.
func (d *Decoder) Finish() error {
	if !d.stopped && d.peek() != 0 || d.pos < len(d.data) {
		d.syntax("unexpected data after the message")
	}
	if d.work != nil {
		d.release()
	}
	if len(d.findings) > 0 {
		return d.report()
	}
	return nil
}

// release forgets the names of the message, gives up buffers that one large
// message grew, and gives the workspace back to the pool.
func (d *Decoder) release() {
	const keep = 4 << 10
	for d.used != 0 {
		d.forget(bits.TrailingZeros64(d.used))
	}
	w := d.work
	for _, buf := range []*[]byte{&w.key, &w.text, &w.views, &w.scratch} {
		if cap(*buf) > keep {
			*buf = nil
		}
		*buf = (*buf)[:0]
	}
	d.work = nil
	workspaces.Put(w)
}

// Findings returns how many findings there are so far.
func (d *Decoder) Findings() int { return d.count }

// Clean reports whether there is nothing new since [Decoder.Findings] returned
// n, so that what was read since then is whole and can be handed to the
// methods of its type.
func (d *Decoder) Clean(n int) bool { return d.count == n && !d.stopped && len(d.absent) == 0 }

// At returns the offset of the value the decoder stands at.
func (d *Decoder) At() int { return d.pos }

// Fail records that the value at offset at breaks a rule. When at is 0 and key
// is not empty, it is about the absent key of the object that has just ended.
func (d *Decoder) Fail(at int, key, code, message string) {
	f := finding{at: at, code: code, message: message, rule: true}
	if at == 0 && key != "" {
		if d.full(d.pos - 1) {
			return
		}
		d.locate(&f, key)
		if code == CodeRequired {
			f.message = missingMessage(key)
		}
	}
	d.add(f)
}

// FailIf is Fail when the rule is broken.
func (d *Decoder) FailIf(broken bool, at int, key, code, message string) {
	if broken {
		d.Fail(at, key, code, message)
	}
}

// Invalid records that the value at offset at was refused by its own Validate
// method, with its error as the message.
func (d *Decoder) Invalid(at int, err error) { d.record(at, "", CodeInvalid, err.Error()) }

// Refused records that the value at offset at, which has just been read, was refused
// by its own method. What is wrong within it has been told, and is reason enough. The
// error is not shown to the sender, as it may quote the value.
func (d *Decoder) Refused(at int) {
	if at <= d.furthest && slices.ContainsFunc(d.findings, func(f finding) bool { return f.at >= at }) {
		return
	}
	d.record(at, "", CodeInvalid, "is not valid here")
}

// record adds a finding about the value at offset at, or, when key is not empty,
// about that key of the object that has just ended. Absent values break only
// rules.
func (d *Decoder) record(at int, key, code, message string) {
	if len(d.absent) > 0 {
		return
	}
	f := finding{at: at, code: code, message: message}
	if key != "" {
		d.locate(&f, key)
	}
	d.add(f)
}

// locate makes f a finding about a key that is missing from the object that has
// just ended.
func (d *Decoder) locate(f *finding, key string) {
	if n := len(d.absent); n > 0 {
		outer := &d.absent[n-1]
		f.at, f.closing, f.missing = outer.at, outer.closing, outer.missing
	} else {
		f.at, f.closing = d.pos-1, true
	}
	f.missing += "/" + escapePointer(key)
}

// full reports whether a finding at offset at would only be counted, and counts
// it. It spares the making of its message, where a message has many mistakes.
func (d *Decoder) full(at int) bool {
	if len(d.findings) < MaxFindings || d.stopped || len(d.absent) > 0 {
		return false
	}
	if at <= d.furthest {
		for i := range d.findings {
			if d.findings[i].at == at {
				return false // it may be about the same place
			}
		}
	}
	d.count++
	return true
}

// add adds a finding. The first word about a place is the last: a value of the
// wrong type is not also too short.
func (d *Decoder) add(f finding) {
	if d.stopped {
		return
	}
	if f.at <= d.furthest {
		for i := range d.findings {
			if d.findings[i].at == f.at && d.findings[i].missing == f.missing {
				return
			}
		}
	}
	if d.count++; d.count > MaxFindings {
		return
	}
	d.findings = append(d.findings, f)
	d.furthest = max(d.furthest, f.at)
}

// syntax records that the message is not JSON and stops decoding. The position
// moves to the end, where every method finds nothing to read.
func (d *Decoder) syntax(message string) { d.stop(CodeSyntax, message) }

func (d *Decoder) stop(code, message string) {
	if d.stopped {
		return
	}
	at := d.pos
	if code == CodeSyntax || code == CodeUTF8 {
		message = message + " at offset " + strconv.Itoa(at)
	}
	// A syntax error is always told, even as the seventeenth finding.
	d.findings = d.findings[:min(len(d.findings), MaxFindings-1)]
	d.count++
	d.findings = append(d.findings, finding{at: at, code: code, message: message})
	d.stopped = true
	d.pos = len(d.data)
}

// unexpected is syntax for a byte that cannot stand here.
func (d *Decoder) unexpected(want string) {
	if d.pos >= len(d.data) {
		d.syntax("unexpected end of message")
		return
	}
	d.syntax("expected " + want)
}

// mismatch records that the value here is not what the contract wants, such as
// "a string", and skips it.
func (d *Decoder) mismatch(want string) {
	if d.pos >= len(d.data) {
		d.unexpected(want)
		return
	}
	at := d.pos
	null := d.data[at] == 'n'
	d.Skip() // what is no value at all is a syntax error and nothing else
	d.start = at
	switch {
	case d.full(at):
	case null:
		d.record(at, "", CodeNull, "must not be null")
	default:
		d.record(at, "", CodeType, "must be "+want)
	}
}
