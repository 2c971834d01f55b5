package blocking

import (
	"context"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

type out struct{}

var (
	results = make(chan int)
	ready   = make(chan struct{})
	free    = make(chan int, 4)
)

type jobs struct{ done chan int }

func handler(j *jobs) runtime.Handler[out, out] {
	return runtime.Handler[out, out]{
		OnConnect: func(ctx context.Context, c *runtime.Conn[out]) error {
			<-ready
			select {} // want `^OnConnect never returns, and the goroutine of the connection stays; wait for ctx.Done\(\)$`
		},
		OnMessage: func(ctx context.Context, c *runtime.Conn[out], m out) error {
			n := <-j.done      // want `^OnMessage waits for j.done, also when the client is gone; use a select with ctx.Done\(\)$`
			if n > <-results { // want `OnMessage waits for results`
				return nil
			}
			select {
			case <-results:
				<-j.done // want `OnMessage waits for j.done`
			case <-ctx.Done():
			}
			free <- 1
			defer func() { <-free }()
			<-free
			own := make(chan int)
			go func() { own <- <-results }()
			<-own
			<-time.After(time.Second)
			<-ctx.Done()
			return nil
		},
	}
}
