package runtime

import "time"

// A queue holds the sealed frames that wait to be sent to one client. It has no
// lock of its own.
type queue struct {
	items []item
	head  int // of items: what stands before it was taken
	bytes int // that wait
}

type item struct {
	frame []byte
	since time.Duration // when it was queued; see socket.Now
}

// keepItems is how many places an empty queue keeps.
const keepItems = 2

func (q *queue) len() int { return len(q.items) - q.head }

// fits reports whether n more bytes keep the bound. Into an empty queue,
// everything fits: a message larger than the bound could never be sent.
func (q *queue) fits(n, bound int) bool {
	return q.len() == 0 || bound <= 0 || q.bytes+n <= bound
}

// stale reports whether the oldest frame has waited longer than age.
func (q *queue) stale(now, age time.Duration) bool {
	return q.len() > 0 && age > 0 && now-q.items[q.head].since > age
}

func (q *queue) push(it item) {
	q.items = append(q.items, it)
	q.bytes += len(it.frame)
}

// next is the size of the oldest frame.
func (q *queue) next() int { return len(q.items[q.head].frame) }

// pop takes the oldest frame.
func (q *queue) pop() []byte {
	frame := q.items[q.head].frame
	q.items[q.head] = item{}
	q.head++
	q.bytes -= len(frame)
	switch {
	case q.head < len(q.items):
		if q.head >= 64 && q.head*2 >= len(q.items) { // do not grow for ever behind a slow client
			n := copy(q.items, q.items[q.head:])
			clear(q.items[n:])
			q.items, q.head = q.items[:n], 0
		}
	case cap(q.items) <= keepItems:
		q.items, q.head = q.items[:0], 0
	default:
		q.items, q.head = nil, 0
	}
	return frame
}

// clear drops everything, and returns how many frames that was.
func (q *queue) clear() int {
	n := q.len()
	*q = queue{}
	return n
}

// A verdict is what became of a frame that was to be queued.
type verdict int

const (
	queued   verdict = iota
	refused          // dropped, for the policy is to drop the newest
	overflow         // dropped, and the connection is to be closed
)

// offer queues a frame under a bound in bytes and age. It returns how many
// frames were dropped for it, this one included if it was.
func (q *queue) offer(it item, policy Overflow, bound int, age time.Duration) (v verdict, dropped int) {
	switch policy {
	case OverflowDropOldest:
		for q.stale(it.since, age) || !q.fits(len(it.frame), bound) {
			q.pop()
			dropped++
		}
	case OverflowDropNewest:
		if !q.fits(len(it.frame), bound) {
			return refused, 1
		}
	default:
		if q.stale(it.since, age) || !q.fits(len(it.frame), bound) {
			return overflow, 1
		}
	}
	q.push(it)
	return queued, dropped
}

// expire drops what has waited too long, and returns how many frames that was.
func (q *queue) expire(now, age time.Duration) (dropped int) {
	for q.stale(now, age) {
		q.pop()
		dropped++
	}
	return dropped
}
