package wstest_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/wscontract/wscontract/runtime/wstest"
)

// wire returns the two ends of a connection through a network.
func wire(t *testing.T, fault *wstest.Fault) (client, server net.Conn) {
	t.Helper()
	l := wstest.Listen()
	return through(t, l, fault.Dial(l.DialContext))
}

// through connects to a listener.
func through(t *testing.T, l net.Listener, dial wstest.DialFunc) (client, server net.Conn) {
	t.Helper()
	accepted := make(chan net.Conn, 1)
	go func() {
		defer close(accepted)
		if c, err := l.Accept(); err == nil {
			accepted <- c
		}
	}()
	client, err := dial(t.Context(), "tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	server = <-accepted
	t.Cleanup(func() { client.Close(); server.Close(); l.Close() })
	return client, server
}

func write(t *testing.T, c net.Conn, text string) {
	t.Helper()
	if n, err := c.Write([]byte(text)); n != len(text) || err != nil {
		t.Fatalf("wrote %d bytes of %d: %v", n, len(text), err)
	}
}

func read(t *testing.T, c net.Conn, want string) {
	t.Helper()
	got := make([]byte, len(want))
	if _, err := io.ReadFull(c, got); err != nil || string(got) != want {
		t.Fatalf("read %q, %v; want %q", got, err, want)
	}
}

// ends checks what Read says at the end.
func ends(t *testing.T, c net.Conn, want error) {
	t.Helper()
	if n, err := c.Read(make([]byte, 1)); n != 0 || !errors.Is(err, want) {
		t.Fatalf("read %d bytes, %v; want %v", n, err, want)
	}
}

func TestPipe(t *testing.T) {
	for name, test := range map[string]func(t *testing.T, a, b net.Conn){
		"what is written can be read, in any pieces": func(t *testing.T, a, b net.Conn) {
			write(t, a, "hello ")
			write(t, a, "world")
			read(t, b, "hel")
			read(t, b, "lo world")
			write(t, b, "and back")
			read(t, a, "and back")
		},
		"close lets the peer read to the end": func(t *testing.T, a, b net.Conn) {
			write(t, a, "bye")
			a.Close()
			read(t, b, "bye")
			ends(t, b, io.EOF)
			if _, err := b.Write([]byte("x")); !errors.Is(err, syscall.EPIPE) {
				t.Errorf("write to a closed peer: %v", err)
			}
			ends(t, a, net.ErrClosed)
			if _, err := a.Write([]byte("x")); !errors.Is(err, net.ErrClosed) {
				t.Errorf("write after close: %v", err)
			}
		},
		"close with unread bytes is told the peer": func(t *testing.T, a, b net.Conn) {
			write(t, a, "bye")
			write(t, b, "nobody reads this")
			a.Close()
			read(t, b, "bye")
			ends(t, b, syscall.ECONNRESET)
		},
		"one direction can be closed alone": func(t *testing.T, a, b net.Conn) {
			if err := a.(interface{ CloseWrite() error }).CloseWrite(); err != nil {
				t.Fatal(err)
			}
			ends(t, b, io.EOF)
			write(t, b, "still here")
			read(t, a, "still here")
			if _, err := a.Write([]byte("x")); !errors.Is(err, syscall.EPIPE) {
				t.Errorf("write after CloseWrite: %v", err)
			}
		},
		"a read waits until its deadline": func(t *testing.T, a, b net.Conn) {
			began := time.Now()
			a.SetReadDeadline(began.Add(time.Minute))
			ends(t, a, os.ErrDeadlineExceeded)
			if waited := time.Since(began); waited != time.Minute {
				t.Errorf("waited %v", waited)
			}
			a.SetReadDeadline(time.Time{})
			time.AfterFunc(time.Hour, func() { write(t, b, "late") })
			read(t, a, "late")
		},
		"a write waits for room, until its deadline": func(t *testing.T, a, b net.Conn) {
			a.SetWriteDeadline(time.Now().Add(time.Minute))
			n, err := a.Write(make([]byte, 100<<10))
			if n != 64<<10 || !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("wrote %d bytes, %v", n, err)
			}
			a.SetWriteDeadline(time.Time{})
			emptied := make(chan struct{})
			time.AfterFunc(time.Second, func() { defer close(emptied); io.CopyN(io.Discard, b, 64<<10) })
			write(t, a, "there is room")
			<-emptied
			read(t, b, "there is room")
		},
		"a deadline in the past ends a read that waits": func(t *testing.T, a, b net.Conn) {
			time.AfterFunc(time.Second, func() { a.SetDeadline(time.Unix(1, 0)) })
			ends(t, a, os.ErrDeadlineExceeded)
			if _, err := a.Write([]byte("x")); !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("write: %v", err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a, b := wire(t, new(wstest.Fault))
				test(t, a, b)
			})
		})
	}
}

func TestListener(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := wstest.Listen()
		client, server := through(t, l, l.DialContext)
		if client.LocalAddr().String() != server.RemoteAddr().String() || client.RemoteAddr().String() != l.Addr().String() {
			t.Errorf("%v to %v, and %v to %v", client.LocalAddr(), client.RemoteAddr(), server.RemoteAddr(), server.LocalAddr())
		}
		l.Close()
		if _, err := l.DialContext(t.Context(), "", ""); !errors.Is(err, syscall.ECONNREFUSED) {
			t.Errorf("dial: %v", err)
		}
		if _, err := l.Accept(); !errors.Is(err, net.ErrClosed) {
			t.Errorf("accept: %v", err)
		}
		write(t, client, "others stay")
		read(t, server, "others stay")
	})
}

func TestFault(t *testing.T) {
	large := string(bytes.Repeat([]byte("0123456789"), 1000))
	for name, test := range map[string]func(t *testing.T, fault *wstest.Fault, faulty, peer net.Conn){
		"delay": func(t *testing.T, fault *wstest.Fault, faulty, peer net.Conn) {
			fault.Delay(time.Second)
			began := time.Now()
			write(t, faulty, "slow")
			read(t, peer, "slow")
			write(t, peer, "slow")
			read(t, faulty, "slow")
			if took := time.Since(began); took != 2*time.Second {
				t.Errorf("there and back took %v", took)
			}
			fault.Delay(time.Hour)
			faulty.SetDeadline(time.Now().Add(time.Minute))
			if _, err := faulty.Write([]byte("x")); !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("write that takes too long: %v", err)
			}
			write(t, peer, "held")
			ends(t, faulty, os.ErrDeadlineExceeded)
			faulty.SetDeadline(time.Time{})
			read(t, faulty, "held") // and is not lost
		},
		"chunks": func(t *testing.T, fault *wstest.Fault, faulty, peer net.Conn) {
			fault.Chunk(1)
			go faulty.Write([]byte("ab"))
			read(t, peer, "ab")
			write(t, peer, "cd")
			if n, err := faulty.Read(make([]byte, 10)); n != 1 || err != nil {
				t.Errorf("read %d bytes, %v", n, err)
			}
			read(t, faulty, "d")
			write(t, faulty, large)
			read(t, peer, large)
		},
		"stall": func(t *testing.T, fault *wstest.Fault, faulty, peer net.Conn) {
			reading := make(chan struct{})
			go func() { defer close(reading); read(t, faulty, "before the stall") }()
			synctest.Wait() // the read waits already
			fault.Stall()
			write(t, peer, "before the stall")
			peer.SetWriteDeadline(time.Now().Add(time.Minute))
			if n, err := peer.Write(make([]byte, 1<<20)); n > 65<<10 || !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("the peer could write %d bytes: %v", n, err)
			}
			select {
			case <-reading:
				t.Error("read while stalled")
			default:
			}
			write(t, faulty, "writing works")
			read(t, peer, "writing works")
			fault.Heal()
			<-reading
		},
		"cut": func(t *testing.T, fault *wstest.Fault, faulty, peer net.Conn) {
			fault.Cut()
			write(t, faulty, large)
			write(t, peer, "on its way")
			for _, c := range []net.Conn{faulty, peer} {
				c.SetReadDeadline(time.Now().Add(time.Hour))
				ends(t, c, os.ErrDeadlineExceeded)
				c.SetReadDeadline(time.Time{})
			}
			time.AfterFunc(time.Second, func() { faulty.Close() })
			ends(t, faulty, net.ErrClosed)
			if _, err := faulty.Write([]byte("x")); !errors.Is(err, net.ErrClosed) {
				t.Errorf("write after close: %v", err)
			}
		},
		"half close": func(t *testing.T, fault *wstest.Fault, faulty, peer net.Conn) {
			fault.CloseWrite()
			ends(t, peer, io.EOF)
			write(t, peer, "still here")
			read(t, faulty, "still here")
		},
		"reset": func(t *testing.T, fault *wstest.Fault, faulty, peer net.Conn) {
			write(t, faulty, "lost")
			fault.Reset()
			ends(t, peer, syscall.ECONNRESET)
			ends(t, faulty, net.ErrClosed)
			if fault.Conns() != 0 {
				t.Errorf("%d connections", fault.Conns())
			}
		},
	} {
		t.Run(name+" by the client", func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var fault wstest.Fault
				client, server := wire(t, &fault)
				test(t, &fault, client, server)
			})
		})
		t.Run(name+" by the server", func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var fault wstest.Fault
				l := wstest.Listen()
				client, server := through(t, fault.Listener(l), l.DialContext)
				test(t, &fault, server, client)
			})
		})
	}
}

// The same over a real network, as far as a kernel is predictable.
func TestFaultOverTCP(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Skip("there is no network here: ", err)
	}
	var fault wstest.Fault
	client, server := through(t, l, fault.Dial(new(net.Dialer).DialContext))
	fault.Chunk(1)
	write(t, client, "byte by byte")
	read(t, server, "byte by byte")
	fault.Stall()
	write(t, server, "later")
	client.SetReadDeadline(time.Now().Add(10 * time.Millisecond))
	ends(t, client, os.ErrDeadlineExceeded)
	client.SetReadDeadline(time.Time{})
	fault.Heal()
	read(t, client, "later")
	fault.Reset()
	server.SetReadDeadline(time.Now().Add(10 * time.Second))
	ends(t, server, syscall.ECONNRESET)
}
