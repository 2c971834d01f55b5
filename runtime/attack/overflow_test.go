package attack_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/attack/hostile"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// withOverflow is the channel of the attacks under another policy.
func withOverflow(policy runtime.Overflow) runtime.Channel[hostile.Command, hostile.Event] {
	ch := hostile.Channels.Hostile
	ch.Overflow = policy
	return ch
}

// numbers reads to the end, and returns the number of each message.
func numbers(t *testing.T, w *wstest.Raw) (list []int) {
	for {
		_, message, err := w.ReadMessage()
		if err != nil {
			return list
		}
		var m struct{ N int }
		if err := json.Unmarshal(message, &m); err != nil {
			t.Errorf("%.60s: %v", message, err)
		}
		list = append(list, m.N)
	}
}

// TestS2OverflowCountsAddUp has clients read nothing, and then what is left for
// them, under each policy. Every message that was sent is accounted for: it arrived,
// or Send said that it was dropped, or the count of drops does; and Stats and metrics
// agree with what the clients saw.
func TestS2OverflowCountsAddUp(t *testing.T) {
	const total, clients = 2000, 4
	for _, policy := range []runtime.Overflow{runtime.OverflowClose, runtime.OverflowDropOldest, runtime.OverflowDropNewest} {
		t.Run(string(policy), func(t *testing.T) {
			s := open(t, runtime.Options{QueueBytes: 64 << 10, QueueAge: time.Minute, WriteTimeout: time.Minute}, inMemory)
			conns := make(chan *conn, clients)
			hub := runtime.Handle(s.Server, withOverflow(policy), handler{
				OnConnect: func(_ context.Context, c *conn) error { conns <- c; return nil },
			})
			results := map[error]int{}
			var all []*conn
			var raws []*wstest.Raw
			for range clients {
				raws = append(raws, s.raw())
				all = append(all, <-conns)
			}
			eventually(t, "all are there", func() bool { return hub.Len() == clients })
			message := func(n int) hostile.Said { return hostile.Said{N: n, Text: strings.Repeat("x", 1000)} }
			broadcast := hub.Broadcast(t.Context(), message(0))
			eventually(t, "the first message is out", func() bool { return hub.Stats().Delivered == clients })
			for n := 1; n < total; n++ {
				if n%2 == 0 {
					broadcast += hub.Broadcast(t.Context(), message(n))
					continue
				}
				for _, c := range all {
					results[c.Send(t.Context(), message(n))]++
				}
			}
			var mu sync.Mutex
			var reading sync.WaitGroup
			arrived := 0
			for _, w := range raws {
				reading.Go(func() {
					list := numbers(t, w)
					_ = w.Close()
					mu.Lock()
					defer mu.Unlock()
					arrived += len(list)
					for i := 1; i < len(list); i++ {
						if list[i] <= list[i-1] {
							t.Errorf("message %d came after %d", list[i], list[i-1])
							break
						}
					}
					if len(list) == 0 || policy == runtime.OverflowDropNewest && list[0] != 0 || policy == runtime.OverflowDropOldest && list[len(list)-1] != total-1 {
						t.Errorf("%d messages arrived, not those that the policy keeps", len(list))
					}
				})
			}
			eventually(t, "nothing waits", func() bool { got := hub.Stats(); return got.Sent == got.Delivered+got.Dropped })
			hub.CloseAll(runtime.CloseNormal, "")
			reading.Wait()
			s.stop()

			got := hub.Stats()
			// A client that is closed takes with it what is on its way to the network;
			// a message is delivered when the network has taken it.
			switch policy {
			case runtime.OverflowClose:
				if uint64(arrived) < got.Delivered || results[runtime.ErrSlow] > clients || got.Dropped == 0 ||
					count(s.ledger, s.ledger.codes, "4408") != clients || got.Sent > uint64(clients*total) {
					t.Errorf("%d arrived, Send said %v, %+v", arrived, results, got)
				}
			case runtime.OverflowDropNewest:
				refused := results[runtime.ErrDropped] + clients*total/2 - broadcast
				if got.Sent != clients*total || got.Delivered != uint64(arrived) || got.Dropped != uint64(refused) || refused == 0 ||
					count(s.ledger, s.ledger.drops, runtime.DroppedNewest) != refused {
					t.Errorf("%d arrived, Send said %v, %+v", arrived, results, got)
				}
			case runtime.OverflowDropOldest:
				if got.Sent != clients*total || got.Delivered != uint64(arrived) || results[nil] != clients*total/2 || broadcast != clients*total/2 ||
					count(s.ledger, s.ledger.drops, runtime.DroppedOldest) != clients*total-arrived || arrived == clients*total {
					t.Errorf("%d arrived, Send said %v, %+v", arrived, results, got)
				}
			}
		})
	}
}

// TestS3MessageLargerThanTheQueue sends one message that is ten times as large as the
// queue, under each policy, to a client that reads and to one that does not.
func TestS3MessageLargerThanTheQueue(t *testing.T) {
	large := hostile.Said{Text: strings.Repeat("x", 100_000)}
	for _, policy := range []runtime.Overflow{runtime.OverflowClose, runtime.OverflowDropOldest, runtime.OverflowDropNewest} {
		t.Run(string(policy), func(t *testing.T) {
			s := open(t, runtime.Options{QueueBytes: 10_000, WriteTimeout: 200 * time.Millisecond}, inMemory)
			hub := runtime.Handle(s.Server, withOverflow(policy), handler{})
			w := s.raw()
			eventually(t, "the client is there", func() bool { return hub.Len() == 1 })
			if n := hub.Broadcast(t.Context(), large); n != 1 {
				t.Errorf("queued for %d", n)
			}
			if _, got, err := w.ReadMessage(); err != nil || len(got) < 100_000 {
				t.Errorf("got %d bytes, %v", len(got), err)
			}
			for range 3 {
				hub.Broadcast(t.Context(), large) // and nobody reads
			}
			eventually(t, "the client is cut", func() bool { return hub.Len() == 0 })
			_ = w.Close()
			s.stop()
			if got := hub.Stats(); got.Delivered != 1 {
				t.Errorf("%+v", got)
			}
		})
	}
}

// TestS7RoomStorm has a hundred rooms, everybody in many of them, and broadcasts to
// all of them at once while people come, join, leave and go.
func TestS7RoomStorm(t *testing.T) {
	rooms, people, each := 100, size(60, 20), size(30, 5)
	s := open(t, runtime.Options{QueueBytes: -1, QueueAge: -1}, inMemory)
	conns := make(chan *conn, people)
	hub := s.serve(handler{OnConnect: func(_ context.Context, c *conn) error { conns <- c; return nil }})
	room := func(i int) string { return fmt.Sprint("room ", i%rooms) }
	var reading sync.WaitGroup
	var arrived atomic.Int64
	for i := range people {
		w := s.raw()
		c := <-conns
		for j := range 10 {
			c.Join(room(i*7 + j*13))
		}
		reading.Go(func() {
			arrived.Add(int64(len(numbers(t, w))))
			_ = w.Close()
		})
	}
	eventually(t, "all are there", func() bool { return hub.Len() == people })
	var storm sync.WaitGroup
	var reached atomic.Int64
	for r := range rooms {
		storm.Go(func() {
			for n := range each {
				reached.Add(int64(hub.To(room(r), room(r+1)).Broadcast(t.Context(), hostile.Said{N: n})))
			}
		})
	}
	for i := range 4 {
		storm.Go(func() {
			n := 0
			for c := range hub.All() {
				if n++; n%4 == i {
					c.Leave(room(n))
					c.Join(room(n+1), room(n+2), "private "+c.ID())
					hub.To(c.Rooms()...).Except(c).Len()
				}
			}
		})
	}
	storm.Wait()
	hub.CloseAll(runtime.CloseNormal, "")
	reading.Wait()
	if arrived.Load() != reached.Load() || hub.Stats().Dropped != 0 {
		t.Errorf("%d messages were queued, %d arrived, %+v", reached.Load(), arrived.Load(), hub.Stats())
	}
	for r := range rooms {
		if n := hub.To(room(r)).Len(); n != 0 {
			t.Errorf("%d are left in %s", n, room(r))
		}
	}
}

// TestS8ManySenders has 64 goroutines send to one client, which gets every message
// whole, and those of each sender in order.
func TestS8ManySenders(t *testing.T) {
	const senders = 64
	each := size(300, 50)
	s := open(t, runtime.Options{QueueBytes: -1})
	conns := make(chan *conn, 1)
	s.serve(handler{OnConnect: func(_ context.Context, c *conn) error { conns <- c; return nil }})
	w := s.raw()
	c := <-conns
	var sending sync.WaitGroup
	for sender := range senders {
		sending.Go(func() {
			for n := range each {
				var err error
				switch m := (hostile.Said{From: fmt.Sprint(sender), N: n, Text: strings.Repeat("x", n%500)}); n % 3 {
				case 0:
					err = c.Send(t.Context(), m)
				case 1:
					err = c.SendJSON(t.Context(), fmt.Appendf(nil, `{"type":"said","from":"%d","n":%d,"text":"x"}`, sender, n))
				case 2:
					if c.Hub().To().Broadcast(t.Context(), m) != 0 {
						err = errors.New("a room without a name has people in it")
					}
					err = errors.Join(err, c.Send(t.Context(), m))
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	next := map[string]int{}
	for range senders * each {
		_, message, err := w.ReadMessage()
		if err != nil {
			t.Fatal(err)
		}
		var m struct {
			From string
			N    int
		}
		if err := json.Unmarshal(message, &m); err != nil || m.N != next[m.From] {
			t.Fatalf("got %.80s as message %d of its sender, %v", message, next[m.From], err)
		}
		next[m.From]++
	}
	sending.Wait()
}

// TestS9SendAfterClose uses everything that can be done with a connection that is
// closed, while it closes and after. Nothing panics, and what can fail says why.
func TestS9SendAfterClose(t *testing.T) {
	nick := runtime.NewKey[string]("nick")
	s := open(t, runtime.Options{}, inMemory)
	conns := make(chan *conn, 1)
	s.serve(handler{OnConnect: func(_ context.Context, c *conn) error { conns <- c; return nil }})
	for range 20 {
		w := s.raw()
		c := <-conns
		use := func() (errs []error) {
			ctx := context.Background()
			errs = append(errs, c.Send(ctx, hostile.Said{Text: "x"}), c.SendJSON(ctx, []byte(`{"type":"said","text":"x","n":1}`)), c.Close(4000, ""))
			c.Join("room")
			c.Leave("room", "other")
			c.Rooms()
			nick.Set(c, "ada")
			nick.Delete(c)
			c.Hub().To("room").Broadcast(ctx, hostile.Said{})
			c.Hub().Except(c).Broadcast(ctx, hostile.Said{})
			s.Connections().Remove(c.ID())
			s.Connections().Add(c)
			return errs
		}
		var racing sync.WaitGroup
		for range 8 {
			racing.Go(func() { use() })
		}
		racing.Wait()
		_ = w.Close()
		<-c.Context().Done()
		for i, err := range use() {
			if !errors.Is(err, runtime.ErrClosed) {
				t.Errorf("call %d on a closed connection: %v", i, err)
			}
		}
		if len(c.Rooms()) != 0 || c.Hub().To("room").Len() != 0 {
			t.Error("a closed connection is in a room")
		}
	}
}

// TestS2SendWaitLosesNothing has eight goroutines wait for room in the queue of a
// client that reads now and then, under each policy. Nothing is dropped for them, and
// all of it arrives; those who wait when the connection ends learn that it has.
func TestS2SendWaitLosesNothing(t *testing.T) {
	const senders, each = 8, 200
	for _, policy := range []runtime.Overflow{runtime.OverflowClose, runtime.OverflowDropOldest, runtime.OverflowDropNewest} {
		t.Run(string(policy), func(t *testing.T) {
			s := open(t, runtime.Options{QueueBytes: 16 << 10, QueueAge: time.Minute, WriteTimeout: time.Minute}, inMemory)
			conns := make(chan *conn, 1)
			hub := runtime.Handle(s.Server, withOverflow(policy), handler{
				OnConnect: func(_ context.Context, c *conn) error { conns <- c; return nil },
			})
			w := s.raw()
			c := <-conns
			var sending sync.WaitGroup
			for range senders {
				sending.Go(func() {
					for n := range each {
						if err := c.SendWait(t.Context(), hostile.Said{N: n, Text: strings.Repeat("x", 1000)}); err != nil {
							t.Error(err)
						}
					}
				})
			}
			for n := range senders * each {
				if n%100 == 0 {
					time.Sleep(time.Millisecond)
				}
				if _, _, err := w.ReadMessage(); err != nil {
					t.Fatalf("after %d messages: %v", n, err)
				}
			}
			sending.Wait()
			if got := hub.Stats(); got.Sent != senders*each || got.Dropped != 0 {
				t.Errorf("%+v", got)
			}

			ends := make(chan error, senders)
			for range senders {
				go func() {
					for {
						if err := c.SendWait(context.Background(), hostile.Said{Text: strings.Repeat("x", 10_000)}); err != nil {
							ends <- err
							return
						}
					}
				}()
			}
			time.Sleep(10 * time.Millisecond) // until queue and network are full
			_ = w.Close()
			for range senders {
				if err := <-ends; !errors.Is(err, runtime.ErrClosed) {
					t.Errorf("a sender that waited: %v", err)
				}
			}
		})
	}
}
