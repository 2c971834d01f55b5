package runtime

import (
	"errors"
	"math/rand/v2"
	"time"
)

// maxRetryAfter bounds how long a server can ask a client to stay away.
const maxRetryAfter = 10 * time.Minute

// A backoff says how long to wait before the next attempt: a random time, from
// none to a bound that doubles with each attempt that fails. The randomness is
// all of the time and not a part of it ("full jitter"), so that the clients of a
// server that was restarted come back spread over the bound.
type backoff struct {
	first, most time.Duration // the bounds
	failed      int           // attempts since the last stable connection
}

// after returns the wait after an attempt that failed, or a connection that did
// not last, and counts it.
//
//	wait(now, first time) = 0
//	wait(n)               = retry after + random[0, min(most, first × 2ⁿ))
func (b *backoff) after(err error, advice Reconnect) time.Duration {
	n := b.failed
	b.failed++
	if advice == ReconnectNow && n == 0 {
		return 0
	}
	bound := b.most
	if n < 32 && b.first<<n > 0 {
		bound = min(bound, b.first<<n)
	}
	wait := rand.N(bound)
	if refused, ok := errors.AsType[*HandshakeError](err); ok {
		wait += min(refused.RetryAfter, maxRetryAfter)
	}
	return wait
}
