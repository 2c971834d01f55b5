package runtime_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// Pings come as often as HeartbeatInterval says, also where a client has longer
// than that to answer; and it has.
func TestPingsComeInTheInterval(t *testing.T) {
	for _, test := range []struct{ interval, timeout time.Duration }{
		{30 * time.Second, 10 * time.Second},
		{10 * time.Second, 10 * time.Second},
		{2 * time.Second, 10 * time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			m := new(meter)
			srv := wstest.NewServer(t, runtime.Options{Metrics: m, HeartbeatInterval: test.interval, HeartbeatTimeout: test.timeout})
			ended := make(chan runtime.CloseInfo, 1)
			runtime.Handle(srv.Server, channel("chat"), handler{
				OnDisconnect: func(_ context.Context, _ *conn, why runtime.CloseInfo) { ended <- why },
			})
			var fault wstest.Fault
			c := wstest.Connect(t, srv, channel("chat"), runtime.DialOptions{
				HeartbeatInterval: -1,
				NetDial:           fault.Dial(srv.DialContext),
			})
			go c.Receive(t.Context())

			const count = 60
			time.Sleep(count * test.interval)
			if got := m.get("chat pinged"); got < count*9/10 || got > count {
				t.Errorf("%v: %d pings in %d intervals", test, got, count)
			}
			fault.Cut()
			cut := time.Now()
			why := <-ended
			if after := time.Since(cut); why.Code != runtime.CloseTooSlow || after < test.timeout-test.interval || after > test.interval+test.timeout+time.Second {
				t.Errorf("%v: after %v: %v", test, after, why)
			}
		})
	}
}
