package runtime

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
)

// checkOrigin asks whether the page that connects may do so.
func (s *Server) checkOrigin(r *http.Request, stats *tally) *denial {
	var allowed bool
	if err := s.guard(r, stats, "CheckOrigin", func() error { allowed = s.originAllowed(r); return nil }); err != nil {
		return internalError()
	}
	if !allowed {
		return &denial{why: RefusedOrigin, status: http.StatusForbidden, reason: "origin not allowed"}
	}
	return nil
}

// admit finds out who the client is, and reads its parameters.
func (s *Server) admit(r *http.Request, h *hub) (who identity, handshake any, d *denial) {
	var principal any
	if h.Auth != AuthNone && s.opts.Authenticate != nil {
		principal, d = s.authenticate(r, &h.stats)
		if d != nil {
			return who, nil, d
		}
	}
	if h.Auth == AuthRequired && principal == nil {
		return who, nil, unauthenticated("not authenticated")
	}
	if who, d = s.identify(r, principal, &h.stats); d != nil {
		return who, nil, d
	}
	if h.handshake.Decode == nil {
		return who, nil, nil
	}
	err := s.guard(r, &h.stats, "the decoding of parameters", func() (err error) {
		handshake, err = h.handshake.Decode(h.handshake.fromRequest(r))
		return err
	})
	switch {
	case errors.Is(err, errPanicked):
		return who, nil, internalError()
	case err != nil:
		return who, nil, &denial{why: RefusedParameters, status: http.StatusBadRequest, code: ClosePolicy, reason: "invalid parameters", frame: refusalFrame(err, nil)}
	}
	return who, handshake, nil
}

// authenticate asks the hook who the client is.
func (s *Server) authenticate(r *http.Request, stats *tally) (principal any, d *denial) {
	ctx := r.Context()
	if s.opts.HandshakeTimeout > 0 {
		timed, cancel := context.WithTimeout(ctx, s.opts.HandshakeTimeout)
		defer cancel()
		ctx = timed
	}
	err := s.guard(r, stats, "Authenticate", func() (err error) {
		principal, err = s.opts.Authenticate(r.WithContext(ctx))
		return err
	})
	switch {
	case err == nil:
		return principal, nil
	case errors.Is(err, ErrUnauthenticated):
		return nil, unauthenticated("not authenticated")
	case errors.Is(err, ErrForbidden):
		return nil, &denial{why: RefusedForbidden, status: http.StatusForbidden, code: CloseForbidden, reason: "forbidden"}
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, &denial{why: RefusedTimeout, status: http.StatusServiceUnavailable, code: CloseOverload, reason: "authentication took too long"}
	}
	s.noise(r.Context(), s.log, slog.LevelError, someLines, "authentication failed", "remote", r.RemoteAddr, "error", redact(err.Error(), r))
	return nil, internalError()
}

// identify asks the hooks who a principal is.
func (s *Server) identify(r *http.Request, principal any, stats *tally) (who identity, d *denial) {
	ok := true
	err := s.guard(r, stats, "PrincipalID", func() error {
		who, ok = s.opts.newIdentity(principal)
		return nil
	})
	switch {
	case err != nil:
		return who, internalError()
	case !ok:
		return who, unauthenticated(sessionExpired.Reason)
	}
	return who, nil
}

// connContext returns what the context of a connection has the values of. The
// request's own ends with the handler that upgrades.
func (s *Server) connContext(r *http.Request, stats *tally) (ctx context.Context, d *denial) {
	err := s.guard(r, stats, "ConnContext", func() error {
		parent := r.Context()
		if s.opts.ConnContext != nil {
			parent = s.opts.ConnContext(r)
		}
		ctx = context.WithoutCancel(parent)
		return nil
	})
	if err != nil {
		return nil, internalError()
	}
	return ctx, nil
}

// errPanicked stands for a panic that was logged.
var errPanicked = errors.New("runtime: panic")

// guard calls a function of the user during a handshake. A panic is logged and
// becomes an error.
func (s *Server) guard(r *http.Request, stats *tally, what string, f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			stats.isPanicked(what)
			s.noise(r.Context(), s.log, slog.LevelError, someLines, "panic in "+what, "panic", redact(fmt.Sprint(v), r), "stack", string(debug.Stack()))
			err = errPanicked
		}
	}()
	return f()
}
