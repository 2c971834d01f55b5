package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"time"
)

// A child is a server's process, as the client holds it.
type child struct {
	peer  peer
	addr  *net.TCPAddr
	cmd   *exec.Cmd
	stdin io.WriteCloser
	lines *bufio.Reader
}

// launch starts the server of a peer, with env in its environment.
func launch(p peer, env ...string) (*child, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := &child{peer: p, cmd: exec.Command(self)}
	c.cmd.Env = append(append(os.Environ(), envPeer+"="+p.name), env...)
	c.cmd.Stderr = os.Stderr
	if c.stdin, err = c.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	stdout, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.lines = bufio.NewReader(stdout)
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	line, err := c.answer()
	if err == nil {
		c.addr, err = net.ResolveTCPAddr("tcp", line)
	}
	if err != nil {
		c.stop()
		return nil, err
	}
	return c, nil
}

// stop ends the server.
func (c *child) stop() {
	c.stdin.Close()
	_ = c.cmd.Wait() // it has nothing more to say
}

// order gives a command without waiting for its answer.
func (c *child) order(format string, args ...any) error {
	_, err := fmt.Fprintf(c.stdin, format+"\n", args...)
	return err
}

// answer waits for one.
func (c *child) answer() (string, error) {
	line, err := c.lines.ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("%s: the server has ended: %w", c.peer.name, err)
	}
	return strings.TrimSpace(line), nil
}

// ask gives a command and waits.
func (c *child) ask(format string, args ...any) (string, error) {
	if err := c.order(format, args...); err != nil {
		return "", err
	}
	return c.answer()
}

// A usage is what a server has used.
type usage struct {
	busy     time.Duration
	resident int64
}

func (c *child) usage() (u usage, err error) {
	line, err := c.ask("usage")
	if err == nil {
		_, err = fmt.Sscan(line, (*int64)(&u.busy), &u.resident)
	}
	return u, err
}
