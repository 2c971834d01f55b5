package runtime

import (
	"encoding/base64"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/wscontract/wscontract/runtime/internal/socket"
)

// serveChannel decides about a client of channel h, and starts its connection.
// Nothing of the request is kept: the connection lives on in a goroutine of its
// own, and the HTTP server can free what it holds.
func (s *Server) serveChannel(w http.ResponseWriter, r *http.Request, h *hub) {
	if d := checkUpgrade(r); d != nil {
		s.answer(w, r, &h.stats, d)
		return
	}
	if d := s.checkOrigin(r, &h.stats); d != nil {
		s.answer(w, r, &h.stats, d)
		return
	}
	p, d := s.acquire(r, &h.stats)
	if d != nil {
		s.answer(w, r, &h.stats, d)
		return
	}
	handedOver := false
	defer func() {
		if !handedOver {
			s.release(p)
		}
	}()

	a := s.manager.roster.arrive()
	defer s.manager.roster.leave(a)
	ask, r := s.opts.withToken(r)
	who, handshake, d := s.admit(ask, h)
	if d == nil {
		d = s.acquireFor(who.id, &p)
	}
	ctx := r.Context()
	if d == nil {
		ctx, d = s.connContext(r, &h.stats)
	}
	if d != nil && !s.opts.RejectAfterUpgrade {
		s.answer(w, r, &h.stats, d)
		return
	}
	sock, err := s.upgrader.Upgrade(w, r, socket.Config{
		MaxMessage:  max(0, h.MaxSize),
		ReadTimeout: s.opts.ReadTimeout,
		Compress:    s.opts.Compression,
		SendBuffer:  s.opts.SendBuffer,
	})
	if err != nil {
		h.stats.isRefused(RefusedHandshake)
		s.noise(r.Context(), s.log, slog.LevelWarn, someLines, "cannot upgrade", "channel", h.Channel, "remote", r.RemoteAddr, "error", err)
		return
	}
	handedOver = true
	if d != nil {
		s.log.Debug("refused", "path", r.URL.Path, "remote", r.RemoteAddr, "code", d.code, "reason", d.reason)
		s.farewell(sock, p, &h.stats, d)
		return
	}
	c := h.newConn(ctx, sock, r)
	c.who, c.handshake = who, handshake
	if p != (place{}) {
		c.place = &p
	}
	if d := s.adopt(c, a); d != nil {
		s.farewell(sock, p, &h.stats, d)
		return
	}
	go c.serve()
}

// serveUnknown answers whatever is not for a channel.
func (s *Server) serveUnknown(w http.ResponseWriter, r *http.Request) {
	if !socket.IsUpgrade(r) {
		http.NotFound(w, r)
		return
	}
	d := checkUpgrade(r)
	if d == nil {
		d = s.checkOrigin(r, &s.stats)
	}
	if d != nil {
		s.answer(w, r, &s.stats, d)
		return
	}
	p, d := s.acquire(r, &s.stats)
	if d != nil {
		s.answer(w, r, &s.stats, d)
		return
	}
	sock, err := s.upgrader.Upgrade(w, r, socket.Config{MaxMessage: s.opts.MaxMessageSize})
	if err != nil {
		s.release(p)
		s.stats.isRefused(RefusedHandshake)
		s.noise(r.Context(), s.log, slog.LevelWarn, someLines, "cannot upgrade", "path", r.URL.Path, "remote", r.RemoteAddr, "error", err)
		return
	}
	s.noise(r.Context(), s.log, slog.LevelInfo, fewLines, "unknown channel", "path", r.URL.Path, "remote", r.RemoteAddr)
	s.farewell(sock, p, &s.stats, &denial{why: RefusedUnknownChannel, code: CloseUnknownChannel, reason: "there is no channel at this path"})
}

// farewell closes a connection that was upgraded only to be told why not, and
// releases its place.
func (s *Server) farewell(sock *socket.Conn, p place, stats *tally, d *denial) {
	stats.isRefused(d.why)
	go func() {
		defer s.release(p)
		sock.Farewell(d.frame, uint16(d.code), d.reason, s.opts.CloseTimeout)
	}()
}

// A denial says why a client is not let in: by HTTP, or after an upgrade.
type denial struct {
	why    Refusal
	status int
	code   CloseCode
	reason string
	frame  []byte // JSON that says more, or nil
}

func unauthenticated(reason string) *denial {
	return &denial{why: RefusedUnauthenticated, status: http.StatusUnauthorized, code: CloseUnauthenticated, reason: reason}
}

func internalError() *denial {
	return &denial{why: RefusedError, status: http.StatusInternalServerError, code: CloseInternal, reason: "internal error"}
}

// answer denies by HTTP.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, stats *tally, d *denial) {
	stats.isRefused(d.why)
	s.log.Debug("refused", "path", r.URL.Path, "remote", r.RemoteAddr, "status", d.status, "reason", d.reason)
	header := w.Header()
	switch d.status {
	case http.StatusServiceUnavailable:
		header.Set("Retry-After", strconv.Itoa(int(retryAfter.Seconds())))
	case http.StatusMethodNotAllowed:
		header.Set("Allow", http.MethodGet)
	case http.StatusUpgradeRequired:
		header.Set("Connection", "Upgrade")
		header.Set("Upgrade", "websocket")
		header.Set("Sec-WebSocket-Version", "13")
	}
	if d.frame != nil {
		header.Set("Content-Type", "application/json")
		w.WriteHeader(d.status)
		_, _ = w.Write(d.frame) // a client that is gone needs no answer
		return
	}
	http.Error(w, d.reason, d.status)
}

// checkUpgrade tells what a request for a channel lacks to be a WebSocket
// handshake, before anybody is asked who the client is.
func checkUpgrade(r *http.Request) *denial {
	key := r.Header["Sec-Websocket-Key"]
	switch {
	case r.ProtoMajor >= 2:
		return &denial{why: RefusedHandshake, status: http.StatusNotImplemented, reason: "WebSockets are served over HTTP/1.1 here, not over " + r.Proto}
	case r.Method != http.MethodGet:
		return &denial{why: RefusedHandshake, status: http.StatusMethodNotAllowed, reason: "a WebSocket handshake is a GET request"}
	case !socket.IsUpgrade(r) || !r.ProtoAtLeast(1, 1):
		return &denial{why: RefusedHandshake, status: http.StatusUpgradeRequired, reason: "this is a WebSocket; send an upgrade request"}
	case r.Header.Get("Sec-WebSocket-Version") != "13":
		return &denial{why: RefusedHandshake, status: http.StatusUpgradeRequired, reason: "only version 13 of the WebSocket protocol is served"}
	case len(key) != 1 || !validKey(key[0]):
		return &denial{why: RefusedHandshake, status: http.StatusBadRequest, reason: "Sec-WebSocket-Key must be 16 bytes in base64, once"}
	}
	return nil
}

func validKey(key string) bool {
	b, err := base64.StdEncoding.DecodeString(key)
	return err == nil && len(b) == 16
}
