package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
)

// A peer is one way to write the server: it lets in who has a token, sends
// every message back to its client, and can send to all of them.
type peer struct {
	name  string
	start func() server

	// What a client of it says first, and how it says a message, where that is
	// not the message itself.
	hello string
	wrap  func(message []byte) []byte
}

// A server is a peer at work.
type server interface {
	http.Handler
	// broadcast sends n messages to everybody, one right after the other.
	broadcast(n int)
}

// The peers, in the order of the tables. Limits and buffers are the defaults of
// each library, and the code around it is that of its examples.
var (
	ours = peer{name: "wscontract", start: newOurs}

	gorillaChat    = peer{name: "gorilla, chat example", start: func() server { return newGorillaChat(true) }}
	gorillaFrames  = peer{name: "gorilla, chat example, a frame each", start: func() server { return newGorillaChat(false) }}
	gorillaEcho    = peer{name: "gorilla, bytes", start: func() server { return gorillaLoop{pass} }}
	gorillaTyped   = peer{name: "gorilla, encoding/json + validator", start: func() server { return gorillaLoop{typed} }}
	melodyPeer     = peer{name: "melody", start: newMelody}
	coderLoop      = peer{name: "coder/websocket", start: func() server { return coderEcho{} }}
	coderChat      = peer{name: "coder/websocket, chat example", start: newCoderChat}
	gwsPeer        = peer{name: "gws", start: newGWS}
	centrifugePeer = peer{name: "centrifuge", start: newCentrifuge, hello: `{"id":1,"connect":{}}`, wrap: centrifugeSend}
)

// peers are all of them, by name.
var peers = []peer{ours, gorillaChat, gorillaFrames, gorillaEcho, gorillaTyped, melodyPeer, coderLoop, coderChat, gwsPeer, centrifugePeer}

// say returns what a client sends for a message.
func (p peer) say(message []byte) []byte {
	if p.wrap == nil {
		return message
	}
	return p.wrap(message)
}

// secret signs the token. Every server checks it in the same way.
var secret = []byte("only for the benchmark")

// token lets user in.
func token(user string) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(user))
	return user + "." + hex.EncodeToString(mac.Sum(nil))
}

// userOf says who is asking, or "".
func userOf(r *http.Request) string {
	given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	user, _, _ := strings.Cut(given, ".")
	if !ok || user == "" || !hmac.Equal([]byte(given), []byte(token(user))) {
		return ""
	}
	return user
}

// admitted answers who may not come in.
func admitted(w http.ResponseWriter, r *http.Request) bool {
	if userOf(r) == "" {
		http.Error(w, "no token", http.StatusUnauthorized)
		return false
	}
	return true
}
