package runtime_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// TestSendWaitBehindMessagesThatGrowOld has a client that reads again when all
// that was queued for it is too old to be sent: then there is room, too.
func TestSendWaitBehindMessagesThatGrowOld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := wstest.NewServer(t, runtime.Options{
			Overflow: runtime.OverflowDropNewest, QueueBytes: 10_000,
			QueueAge: time.Second, WriteTimeout: time.Minute, HeartbeatInterval: -1,
		})
		hub := runtime.Handle(srv.Server, channel("chat"), echo)
		network, err := srv.DialContext(t.Context(), "", "")
		if err != nil {
			t.Fatal(err)
		}
		client, err := wstest.DialRaw(t.Context(), srv.URL()+"/ws/chat", wstest.RawOptions{Conn: network, Timeout: time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		defer client.Close()
		synctest.Wait()
		for c := range hub.All() {
			for c.Send(t.Context(), kilobyte(0)) == nil {
				synctest.Wait() // the network takes what it can
			}
			sent := make(chan error)
			go func() { sent <- c.SendWait(t.Context(), kilobyte(1)) }()
			time.Sleep(2 * time.Second)
			go func() { _, _ = client.ReadEOF() }()
			select {
			case err := <-sent:
				if err != nil {
					t.Error(err)
				}
			case <-time.After(time.Hour):
				t.Error("it still waits, for an empty queue")
				_ = c.Close(runtime.CloseNormal, "")
				<-sent
			}
		}
	})
}
