package main

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// The environment of a server, which is this program once more.
const (
	envPeer    = "SERVE_PEER"    // its name
	envTLS     = "SERVE_TLS"     // not empty: with TLS
	envProfile = "SERVE_PROFILE" // where to write a profile of the processor, if anywhere
)

// serve is a server's process. It prints its address, and then obeys what it
// reads, one command a line, each answered by one line. It ends with its
// standard input.
//
//	broadcast N              N messages to everybody, one right after the other
//	pace RATE SECONDS        one message to everybody, RATE times a second
//	settle                   several garbage collections
//	usage                    time of processors in ns, resident bytes
func serve(name string) {
	log.SetFlags(0)
	log.SetPrefix("serve: ")
	i := slices.IndexFunc(peers, func(p peer) bool { return p.name == name })
	if i < 0 {
		log.Fatalf("there is no peer %q", name)
	}
	s := peers[i].start()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(l.Addr())
	if os.Getenv(envTLS) != "" {
		l = tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{selfSigned()}})
	}
	web := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second, ErrorLog: log.New(io.Discard, "", 0)}
	go func() { log.Fatal(web.Serve(l)) }()

	if file := os.Getenv(envProfile); file != "" {
		f, err := os.Create(file)
		if err != nil {
			log.Fatal(err)
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			log.Fatal(err)
		}
		defer pprof.StopCPUProfile()
	}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		fmt.Println(obey(s, strings.Fields(lines.Text())))
	}
}

// obey carries out a command, and returns the answer.
func obey(s server, command []string) string {
	number := func(i int) int {
		n, err := strconv.Atoi(command[i])
		if err != nil {
			log.Fatalf("%q: %v", command, err)
		}
		return n
	}
	switch command[0] {
	case "broadcast":
		s.broadcast(number(1))
	case "pace":
		n := number(1) * number(2)
		for next := time.Now(); n > 0; n-- {
			s.broadcast(1)
			next = next.Add(time.Second / time.Duration(number(1)))
			time.Sleep(time.Until(next))
		}
	case "settle":
		for range 6 { // a collection halves a stack at most
			runtime.GC()
			time.Sleep(50 * time.Millisecond)
		}
		debug.FreeOSMemory()
	case "usage":
		return fmt.Sprint(int64(busy()), resident())
	default:
		log.Fatalf("there is no command %q", command[0])
	}
	return "ok"
}

// busy is how long processors have worked for this process.
func busy() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		log.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// resident is how many bytes of this process are in memory. What the kernel
// holds for its sockets is not counted.
func resident() int64 {
	status, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		log.Fatal(err)
	}
	var size, pages int64
	if _, err := fmt.Sscan(string(status), &size, &pages); err != nil {
		log.Fatal(err)
	}
	return pages * int64(os.Getpagesize())
}

func selfSigned() tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		log.Fatal(err)
	}
	template := x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"localhost"}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, &key.PublicKey, key)
	if err != nil {
		log.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}
