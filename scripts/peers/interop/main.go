// Interop connects clients and servers that know nothing of each other.
//
//	interop clients NAME=URL       coder/websocket, gws and gobwas/ws with our server
//	interop servers NAME=URL...    our client with the servers
//	interop idle NAME=URL          a client that is silent for longer than a proxy likes
//
// Each client does the same; see the function try. The server sends back every
// message, and closes when {"close":CODE} asks for it.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"
	"time"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("interop: ")
	if len(os.Args) < 3 {
		log.Fatal("want clients, servers or idle, and NAME=URL...")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	failed := false
	report := func(who string, err error) {
		if err != nil {
			failed = true
			fmt.Printf("%-32s %v\n", who, err)
			return
		}
		fmt.Printf("%-32s ok\n", who)
	}
	for _, arg := range os.Args[2:] {
		name, url, _ := strings.Cut(arg, "=")
		switch os.Args[1] {
		case "clients":
			for _, c := range []struct {
				name string
				dial dialer
			}{{"coder/websocket", dialCoder}, {"gws", dialGws}, {"gobwas/ws", dialGobwas}, {"our client", dialOurs}} {
				report(c.name, try(ctx, url, false, c.dial))
				if c.name != "gobwas/ws" { // has compression in parts only
					report(c.name+", compressed", try(ctx, url, true, c.dial))
				}
			}
		case "servers":
			report(name, try(ctx, url, false, dialOurs))
			report(name+", compressed", try(ctx, url, true, dialOurs))
		case "idle":
			report(name, idle(ctx, url))
		default:
			log.Fatalf("%q is neither clients, servers nor idle", os.Args[1])
		}
	}
	if failed {
		os.Exit(1)
	}
}
