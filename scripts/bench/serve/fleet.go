package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"syscall"
	"time"
)

// A fleet is the clients: raw sockets that one goroutine watches with epoll. It
// sends frames that were made before, and looks at nothing but the headers of
// what comes, so that most of the time goes to the server. It is the same for
// all peers.
type fleet struct {
	epoll  int
	boats  []boat
	events []syscall.EpollEvent
	buf    []byte

	// arrived is called for each message that has come as a whole.
	arrived func(i int, payload []byte)
}

// A boat is one client.
type boat struct {
	fd    int
	rest  []byte // of a frame that has not come as a whole
	parts []byte // of a message whose frames have not all come
}

// key is any key of a handshake.
const key = "dGhlIHNhbXBsZSBub25jZQ=="

// handshake is the request of a client. It has a token.
func handshake(host string) []byte {
	return fmt.Appendf(nil, "GET /ws/room HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+
		"Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer %s\r\n\r\n", host, key, token("ada"))
}

// frame makes a text frame of a client. The mask is zero, which changes nothing
// for the server.
func frame(payload []byte) []byte {
	const fin, text, masked = 0x80, 1, 0x80
	b := []byte{fin | text}
	if len(payload) < 126 {
		b = append(b, masked|byte(len(payload)))
	} else {
		b = append(b, masked|126)
		b = binary.BigEndian.AppendUint16(b, uint16(len(payload)))
	}
	return append(append(b, 0, 0, 0, 0), payload...)
}

// dial connects a blocking socket and shakes hands.
func dial(addr *net.TCPAddr, request []byte) (boat, error) {
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return boat{}, err
	}
	rest, err := shake(fd, addr, request)
	if err != nil {
		syscall.Close(fd)
		return boat{}, err
	}
	return boat{fd: fd, rest: rest}, nil
}

// shake returns what has come behind the answer to the handshake.
func shake(fd int, addr *net.TCPAddr, request []byte) (rest []byte, err error) {
	to := &syscall.SockaddrInet4{Port: addr.Port, Addr: [4]byte(addr.IP.To4())}
	if err := syscall.Connect(fd, to); err != nil {
		return nil, err
	}
	if err := syscall.SetsockoptInt(fd, syscall.IPPROTO_TCP, syscall.TCP_NODELAY, 1); err != nil {
		return nil, err
	}
	if _, err := syscall.Write(fd, request); err != nil {
		return nil, err
	}
	return answered(func(p []byte) (int, error) { return syscall.Read(fd, p) })
}

// answered reads the answer to a handshake, and returns what has come behind it.
func answered(read func([]byte) (int, error)) (rest []byte, err error) {
	buf := make([]byte, 0, 1024)
	for {
		n, err := read(buf[len(buf):cap(buf)])
		if errors.Is(err, syscall.EINTR) {
			continue
		}
		if err != nil || n <= 0 {
			return nil, fmt.Errorf("no answer to the handshake but %q: %w", buf, errors.Join(err, io.ErrUnexpectedEOF))
		}
		buf = buf[:len(buf)+n]
		if head, rest, ok := bytes.Cut(buf, []byte("\r\n\r\n")); ok {
			if !bytes.HasPrefix(head, []byte("HTTP/1.1 101 ")) {
				return nil, fmt.Errorf("handshake was answered %q", head)
			}
			return bytes.Clone(rest), nil
		}
	}
}

// hangUp closes a socket so that its port is free at once.
func (b boat) hangUp() {
	_ = syscall.SetsockoptLinger(b.fd, syscall.SOL_SOCKET, syscall.SO_LINGER, &syscall.Linger{Onoff: 1})
	syscall.Close(b.fd)
}

// connect dials n clients of a server, and says hello for them.
func connect(c *child, n int) (*fleet, error) {
	epoll, err := syscall.EpollCreate1(syscall.EPOLL_CLOEXEC)
	if err != nil {
		return nil, err
	}
	f := &fleet{epoll: epoll, boats: make([]boat, n), events: make([]syscall.EpollEvent, 256), buf: make([]byte, 256<<10)}
	for i := range f.boats {
		f.boats[i].fd = -1
	}
	if err := atOnce(8, n, func(i int) (err error) {
		f.boats[i], err = dial(c.addr, handshake(c.addr.String()))
		return err
	}); err != nil {
		f.close()
		return nil, err
	}
	for i, b := range f.boats {
		event := syscall.EpollEvent{Events: syscall.EPOLLIN, Fd: int32(i)}
		if err := errors.Join(syscall.SetNonblock(b.fd, true), syscall.EpollCtl(epoll, syscall.EPOLL_CTL_ADD, b.fd, &event)); err != nil {
			f.close()
			return nil, err
		}
	}
	if c.peer.hello != "" {
		err = f.exchange(frame([]byte(c.peer.hello)), 1)
	}
	if err != nil {
		f.close()
		return nil, err
	}
	return f, nil
}

// atOnce calls f for 0 to n-1 from several goroutines, and returns an error of
// one, after which there are no more calls.
func atOnce(goroutines, n int, f func(i int) error) error {
	todo := make(chan int)
	errs := make(chan error, goroutines)
	var group sync.WaitGroup
	for range goroutines {
		group.Go(func() {
			for i := range todo {
				if err := f(i); err != nil {
					errs <- err
					return
				}
			}
		})
	}
	var err error
	for i := 0; i < n && err == nil; i++ {
		select {
		case todo <- i:
		case err = <-errs:
		}
	}
	close(todo)
	group.Wait()
	close(errs)
	return errors.Join(err, <-errs)
}

func (f *fleet) close() {
	for _, b := range f.boats {
		if b.fd >= 0 {
			b.hangUp()
		}
	}
	syscall.Close(f.epoll)
}

// exchange sends a frame from every client, and waits until each has got that
// many frames back, times over.
func (f *fleet) exchange(frame []byte, times int) error {
	for range times {
		missing := len(f.boats)
		f.arrived = func(int, []byte) { missing-- }
		for i := range f.boats {
			if err := f.send(i, frame); err != nil {
				return err
			}
		}
		if err := f.wait(patience, func() bool { return missing <= 0 }); err != nil {
			return err
		}
	}
	return nil
}

// patience is how long to wait for what has to come.
const patience = 60 * time.Second

// send sends a frame, which is small: it fits.
func (f *fleet) send(i int, frame []byte) error {
	n, err := syscall.Write(f.boats[i].fd, frame)
	if err == nil && n < len(frame) {
		err = io.ErrShortWrite
	}
	return err
}

var errPatience = errors.New("the server has not sent everything")

// wait receives until enough says so, or for so long.
func (f *fleet) wait(atMost time.Duration, enough func() bool) error {
	for end := time.Now().Add(atMost); !enough(); {
		n, err := syscall.EpollWait(f.epoll, f.events, 100)
		if err != nil && !errors.Is(err, syscall.EINTR) {
			return err
		}
		for _, event := range f.events[:max(0, n)] {
			if err := f.receive(int(event.Fd)); err != nil {
				return err
			}
		}
		if n <= 0 && time.Now().After(end) {
			return errPatience
		}
	}
	return nil
}

// quiet receives until nothing has come for a while.
func (f *fleet) quiet() error {
	err := f.wait(0, func() bool { return false })
	if errors.Is(err, errPatience) {
		return nil
	}
	return err
}

// receive reads once from a client, and takes the frames apart.
func (f *fleet) receive(i int) error {
	b := &f.boats[i]
	kept := copy(f.buf, b.rest)
	n, err := syscall.Read(b.fd, f.buf[kept:])
	switch {
	case errors.Is(err, syscall.EAGAIN), errors.Is(err, syscall.EINTR):
		return nil
	case err != nil:
		return err
	case n == 0:
		return fmt.Errorf("the server has closed a connection: %w", io.EOF)
	}
	data := f.buf[:kept+n]
	for {
		first, payload, rest, ok := cutFrame(data)
		if !ok {
			b.rest = append(b.rest[:0], data...)
			return nil
		}
		data = rest
		switch opcode, final := first&0xF, first&0x80 != 0; opcode {
		case 0x0, 0x1, 0x2:
			if !final || opcode == 0x0 {
				b.parts = append(b.parts, payload...)
				payload = b.parts
			}
			if final {
				f.arrived(i, payload)
				b.parts = b.parts[:0]
			}
		case 0x8:
			return fmt.Errorf("the server has closed a connection: %q", payload)
		case 0x9:
			pong := frame(payload)
			pong[0] = 0x8A
			if err := f.send(i, pong); err != nil {
				return err
			}
		}
	}
}

// cutFrame returns the first byte of the header and the payload of the first
// frame of data, which a server has sent.
func cutFrame(data []byte) (first byte, payload, rest []byte, ok bool) {
	if len(data) < 2 {
		return
	}
	size, header := uint64(data[1]), 2
	switch {
	case size == 126 && len(data) >= 4:
		size, header = uint64(binary.BigEndian.Uint16(data[2:])), 4
	case size == 127 && len(data) >= 10:
		size, header = binary.BigEndian.Uint64(data[2:]), 10
	case size >= 126:
		return
	}
	first, data = data[0], data[header:]
	if uint64(len(data)) < size {
		return
	}
	return first, data[:size], data[size:], true
}
