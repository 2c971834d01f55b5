package runtime

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime/wire"
)

func TestQueueOffer(t *testing.T) {
	const age = 10 * time.Second
	at := func(seconds, size int) item {
		return item{make([]byte, size), time.Duration(seconds) * time.Second}
	}
	for _, test := range []struct {
		name    string
		policy  Overflow
		waiting []item
		offer   item
		verdict verdict
		dropped int
		left    []int // sizes
	}{
		{"fits", OverflowClose, []item{at(0, 40)}, at(1, 60), queued, 0, []int{40, 60}},
		{"too many bytes", OverflowClose, []item{at(0, 40)}, at(1, 61), overflow, 1, []int{40}},
		{"too old", OverflowClose, []item{at(0, 1), at(5, 1)}, at(11, 1), overflow, 1, []int{1, 1}},
		{"just not too old", OverflowClose, []item{at(0, 1)}, at(10, 1), queued, 0, []int{1, 1}},
		{"larger than the bound, alone", OverflowClose, nil, at(0, 1000), queued, 0, []int{1000}},
		{"behind one larger than the bound", OverflowClose, []item{at(0, 1000)}, at(0, 1), overflow, 1, []int{1000}},
		{"no policy is to close", "", []item{at(0, 100)}, at(0, 1), overflow, 1, []int{100}},

		{"newest is dropped", OverflowDropNewest, []item{at(0, 100)}, at(0, 1), refused, 1, []int{100}},
		{"newest fits", OverflowDropNewest, []item{at(0, 99)}, at(0, 1), queued, 0, []int{99, 1}},

		{"oldest is dropped", OverflowDropOldest, []item{at(0, 50), at(1, 30), at(2, 20)}, at(3, 60), queued, 2, []int{20, 60}},
		{"oldest is too old", OverflowDropOldest, []item{at(0, 1), at(5, 2)}, at(11, 3), queued, 1, []int{2, 3}},
		{"all are dropped for a large one", OverflowDropOldest, []item{at(0, 50), at(1, 30)}, at(3, 1000), queued, 2, []int{1000}},
	} {
		var q queue
		for _, it := range test.waiting {
			q.push(it)
		}
		v, dropped := q.offer(test.offer, test.policy, 100, age)
		var left []int
		for q.len() > 0 {
			left = append(left, len(q.pop()))
		}
		if v != test.verdict || dropped != test.dropped || !slices.Equal(left, test.left) || q.bytes != 0 {
			t.Errorf("%s: verdict %d, dropped %d, left %v; want %d, %d, %v", test.name, v, dropped, left, test.verdict, test.dropped, test.left)
		}
	}
}

func TestQueueKeepsOrderAndLetsMemoryGo(t *testing.T) {
	var q queue
	var model []string
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range 20_000 {
		if rng.IntN(100) < 50+10*(i/4000%2)-5 {
			frame := fmt.Sprint(i)
			q.push(item{[]byte(frame), 0})
			model = append(model, frame)
		} else if len(model) > 0 {
			if got := string(q.pop()); got != model[0] {
				t.Fatalf("got %s, want %s", got, model[0])
			}
			model = model[1:]
		}
		bytes := 0
		for _, frame := range model {
			bytes += len(frame)
		}
		if q.len() != len(model) || q.bytes != bytes {
			t.Fatalf("len %d, bytes %d; want %d, %d", q.len(), q.bytes, len(model), bytes)
		}
		if len(q.items) > 2*len(model)+64 {
			t.Fatalf("%d places for %d frames", len(q.items), len(model))
		}
	}
	for q.len() > 0 {
		q.pop()
	}
	if cap(q.items) > keepItems {
		t.Errorf("an empty queue keeps %d places", cap(q.items))
	}
}

func TestBucket(t *testing.T) {
	var b bucket
	const start = time.Hour
	for _, test := range []struct {
		at   time.Duration
		want bool
	}{
		{0, true}, {0, true}, {0, true}, {0, false}, // a burst of three
		{400 * time.Millisecond, false},
		{500 * time.Millisecond, true}, {500 * time.Millisecond, false}, // two per second
		{10 * time.Second, true}, {10 * time.Second, true}, {10 * time.Second, true}, {10 * time.Second, false},
	} {
		if got := b.take(start+test.at, 2, 3); got != test.want {
			t.Errorf("after %v: %v, want %v", test.at, got, test.want)
		}
	}
	for range 1000 {
		if !b.take(start, 0, 0) {
			t.Fatal("a rate of 0 is a limit")
		}
	}
}

func TestGroup(t *testing.T) {
	var g group
	var model []*conn
	rng := rand.New(rand.NewPCG(3, 4))
	people := make([]*conn, 200)
	for i := range people {
		people[i] = new(conn)
	}
	var old, oldCopy []*conn
	for range 20_000 {
		c := people[rng.IntN(len(people))]
		switch i := slices.Index(model, c); {
		case rng.IntN(2) == 0:
			g.add(c)
			if i < 0 {
				model = append(model, c)
			}
		default:
			g.remove(c)
			if i >= 0 {
				model = slices.Delete(model, i, i+1)
			}
		}
		if rng.IntN(3) > 0 {
			continue
		}
		if !slices.Equal(g.all(), model) || g.len() != len(model) {
			t.Fatalf("the group has %d members in another order than the %d who joined", g.len(), len(model))
		}
		if !slices.Equal(old, oldCopy) {
			t.Fatal("a list that was given out has changed")
		}
		old, oldCopy = g.all(), slices.Clone(g.all())
	}
}

func TestOptionsWithDefaults(t *testing.T) {
	o := Options{MaxConnections: -1, QueueAge: -1, CloseTimeout: -1, HeartbeatTimeout: -1, MessageRate: 5, Prefix: "live/"}.withDefaults()
	if o.MaxConnections != 0 || o.QueueAge != 0 {
		t.Error("a negative limit is not off")
	}
	if o.CloseTimeout != 5*time.Second || o.HeartbeatTimeout != 10*time.Second {
		t.Error("these cannot be off")
	}
	if o.MessageRate != 5 || o.Prefix != "/live" || o.Logger == nil || o.Overflow != OverflowClose || o.QueueBytes != 256<<10 {
		t.Errorf("got %+v", o)
	}
}

func TestCloseCodes(t *testing.T) {
	table := CloseCodes()
	if !slices.IsSortedFunc(table, func(a, b CloseCodeInfo) int { return int(a.Code) - int(b.Code) }) {
		t.Error("the table is not in order")
	}
	for _, info := range table {
		if info.Code.Info() != info || info.Name == "" || info.Meaning == "" {
			t.Errorf("row %+v", info)
		}
		switch info.Reconnect {
		case ReconnectNever, ReconnectBackoff, ReconnectNow:
		default:
			t.Errorf("%d: a client does not know what %q is", info.Code, info.Reconnect)
		}
	}
	for code, want := range map[CloseCode]string{1001: "1001 going away", 4408: "4408 too slow", 4999: "4999", 0: "0"} {
		if got := code.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for code, want := range map[CloseCode]bool{0: false, 999: false, 1000: true, 1004: false, 1005: false, 1006: false, 1014: true, 1015: false, 2999: false, 3000: true, 4999: true, 5000: false} {
		if got := code.sendable(); got != want {
			t.Errorf("%d may be sent: %v, want %v", code, got, want)
		}
	}
	table[0].Name = "changed"
	if CloseNormal.Info().Name != "normal" {
		t.Error("a caller can change the table")
	}
}

func TestDocHasTheTableOfCloseCodes(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, info := range closeCodes {
		row := fmt.Sprintf("//\t%d  %-17s  %-66s  %s\n", info.Code, info.Name, info.Meaning, info.Reconnect)
		if !strings.Contains(string(doc), row) {
			t.Errorf("doc.go lacks the row\n%s", row)
		}
	}
}

func TestRefusalFrameIsBounded(t *testing.T) {
	long := make([]byte, 100_000)
	for i := range long {
		long[i] = "ü"[i%2]
	}
	err := &ValidationError{}
	for range 100 {
		err.Findings = append(err.Findings, Finding{Path: "/" + string(long), Code: wire.CodeUnknown, Message: string(long)})
	}
	frame := refusalFrame(err, nil)
	if len(frame) > 16<<10 {
		t.Errorf("the frame has %d bytes", len(frame))
	}
	if got := string(frame[len(frame)-18:]); got != `,"truncated":true}` {
		t.Errorf("the frame ends in %s", got)
	}
}

func TestDrainBatches(t *testing.T) {
	for _, test := range []struct {
		drain Drain
		n     int
		left  time.Duration
		size  int
		pause time.Duration
	}{
		{Drain{}, 0, 0, 1, 0},
		{Drain{}, 200, 0, 200, 0},
		{Drain{}, 5000, 0, 200, 100 * time.Millisecond},
		{Drain{}, 5000, time.Minute, 200, 100 * time.Millisecond},
		{Drain{}, 5000, 2400 * time.Millisecond, 200, 50 * time.Millisecond},
		{Drain{}, 5000, 1, 200, 0},
		{Drain{Batch: -1}, 5000, 0, 5000, 0},
		{Drain{Batch: 10, Every: time.Second}, 11, 0, 10, time.Second},
		{Drain{Batch: 10, Every: -1}, 11, 0, 10, 0},
	} {
		if size, pause := test.drain.withDefaults().batches(test.n, test.left); size != test.size || pause != test.pause {
			t.Errorf("%+v, %d clients, %v left: %d every %v, want %d every %v", test.drain, test.n, test.left, size, pause, test.size, test.pause)
		}
	}
}
