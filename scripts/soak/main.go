// Soak runs a server for a long time under clients of every kind, good ones and
// those that do wrong in each of the ways that docs/threats.md knows, over networks
// that delay, cut and reset. It looks for what only time shows: memory and
// goroutines that grow, messages that nobody counted, and connections that ended
// for no reason.
//
//	go run ./scripts/soak                       ten minutes, a thousand clients
//	go run ./scripts/soak -for 15s -clients 200 the short form
//
// The server is a process of its own, so that what it costs can be told from what
// its clients do. It exits with 1 when something is not as it should be.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"time"
)

var (
	length  = flag.Duration("for", 10*time.Minute, "how long")
	clients = flag.Int("clients", 1000, "how many clients at a time")
	serving = flag.Bool("serve", false, "be the server of another soak")
)

func main() {
	flag.Parse()
	if *serving {
		serve()
		return
	}
	ok, err := soak()
	if err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

// A sample is what the server says of itself, once a second and at its end.
type sample struct {
	At         time.Duration
	RSS        int // bytes
	Heap       int
	Goroutines int
	Over       bool // it is the last
	Books      books
}

// soak starts the server and the clients, and judges what they saw.
func soak() (ok bool, err error) {
	server := exec.Command(os.Args[0], "-serve")
	server.Stderr = os.Stderr
	stdin, err := server.StdinPipe()
	if err != nil {
		return false, err
	}
	stdout, err := server.StdoutPipe()
	if err != nil {
		return false, err
	}
	if err := server.Start(); err != nil {
		return false, err
	}
	out := bufio.NewReader(stdout)
	var address string
	if _, err := fmt.Fscanln(out, &address); err != nil {
		return false, fmt.Errorf("the server has not started: %w", err)
	}
	samples := make(chan []sample, 1)
	go func() {
		var all []sample
		for decoder := json.NewDecoder(out); ; {
			var s sample
			if decoder.Decode(&s) != nil { // the server is gone
				samples <- all
				return
			}
			all = append(all, s)
		}
	}()

	fmt.Printf("soak: %d clients for %v at %s\n", *clients, *length, address)
	crowd := newCrowd(address, *clients)
	time.Sleep(*length)
	crowd.end()         // from now on, 1001 is in order
	_ = stdin.Close()   // the server shuts down, with everybody there
	crowd.wait()        // and everybody sees its end
	all := <-samples    // the last one is of a server without clients
	err = server.Wait() // which has ended by itself
	return report(all, crowd.results()), err
}
