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
				n = <-j.done // want `OnMessage waits for j.done`
			case <-ctx.Done():
			}
			free <- 1
			defer func() { <-free }()
			<-free
			own := make(chan int)
			go func() { own <- <-results }()
			<-own
			<-time.After(time.Second)
			<-j.done // may be closed to say that it is done
			<-ctx.Done()
			return nil
		},
	}
}

type pool struct {
	jobs, results chan int
	free          chan *int
	closed        chan bool
}

// What is sent is not what is waited for.
func (p *pool) message(ctx context.Context, c *runtime.Conn[out], m out) error {
	p.jobs <- 1
	n := <-p.results           // want `OnMessage waits for p.results`
	for n := range p.results { // want `OnMessage waits for p.results`
		println(n)
	}
	println(n)
	return nil
}

// What is taken is given back.
func (p *pool) connect(ctx context.Context, c *runtime.Conn[out]) error {
	<-p.closed
	one := <-p.free
	defer p.put(one)
	return nil
}

func (p *pool) put(one *int) { p.free <- one }

// The context that OnDisconnect gets does not end.
func (p *pool) disconnect(ctx context.Context, c *runtime.Conn[out], why runtime.CloseInfo) {
	if n := <-p.results; n > 0 { // want `^OnDisconnect waits for p.results, and its context does not end; use a select with a time limit$`
		select {} // want `^OnDisconnect never returns, and the goroutine of the connection stays; let it return$`
	}
}

func (p *pool) handler() *runtime.Handler[out, out] {
	return &runtime.Handler[out, out]{OnConnect: p.connect, OnMessage: p.message, OnDisconnect: p.disconnect}
}
