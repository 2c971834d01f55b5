package main

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/wscontract/wscontract/scripts/bench/serve/contract"
)

// Sizes of the messages as JSON.
const (
	echoBytes      = 115
	broadcastBytes = 128
)

// echoMessage is what clients send.
var echoMessage = encode(say(48151, echoBytes))

// say makes a message of size bytes as JSON.
func say(seq int64, size int) contract.Say {
	m := contract.Say{Type: "say", Room: "general", Text: "Good morning, has anyone seen the logs of tonight?", Seq: seq}
	m.Text += strings.Repeat(".", max(0, size-len(encode(m))))
	m.Text = m.Text[:len(m.Text)-(len(encode(m))-size)]
	return m
}

func encode(m contract.Say) []byte {
	b, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	return b
}

// A broadcast carries the time in its Seq: the clock of server and client is
// the same. Now has 19 digits until the year 2286.
const digits = 19

var seqKey = []byte(`"seq":`)

// stampedMessage is a broadcast as JSON, with a hole for the time.
var stampedMessage = encode(say(1e18, broadcastBytes))

// stamped returns a broadcast that was made now, for servers that do not encode.
func stamped(now int64) []byte {
	b := bytes.Clone(stampedMessage)
	at := bytes.Index(b, seqKey) + len(seqKey)
	for i := digits - 1; i >= 0; i-- {
		b[at+i] = byte('0' + now%10)
		now /= 10
	}
	return b
}

// stampOf finds when a broadcast was made, and what follows it. Peers that put
// several messages into one frame, or a message into another, are read like
// those that do not.
func stampOf(b []byte) (at int64, rest []byte, ok bool) {
	i := bytes.Index(b, seqKey)
	if i < 0 || len(b) < i+len(seqKey)+digits {
		return 0, nil, false
	}
	b = b[i+len(seqKey):]
	for _, d := range b[:digits] {
		at = at*10 + int64(d-'0')
	}
	return at, b[digits:], true
}
