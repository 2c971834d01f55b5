package runtime

import (
	"net/http"
	"net/netip"

	"github.com/wscontract/wscontract/runtime/internal/quota"
)

// places are what a server has room for.
type places struct {
	addresses  quota.Counter[netip.Prefix]
	principals quota.Counter[string]
}

// A place is what one connection has taken of them, from the beginning of its
// handshake until it is gone.
type place struct {
	counted   bool         // under the address
	address   netip.Prefix // zero when there is none
	principal string       // or empty
}

// acquire takes a place for a handshake. The caller has to release it.
func (s *Server) acquire(r *http.Request, stats *tally) (p place, d *denial) {
	s.mu.Lock()
	switch {
	case s.draining:
		d = &denial{why: RefusedDraining, status: http.StatusServiceUnavailable, reason: "the server is shutting down"}
	case s.opts.MaxConnections > 0 && s.active >= s.opts.MaxConnections:
		d = &denial{why: RefusedMaxConnections, status: http.StatusServiceUnavailable, reason: "the server has too many connections"}
	default:
		s.active++
	}
	s.mu.Unlock()
	if d != nil || s.opts.MaxPerIP <= 0 {
		return p, d
	}
	var address netip.Prefix
	if err := s.guard(r, stats, "ClientIP", func() error { address = s.opts.networkOf(r); return nil }); err != nil {
		s.release(p)
		return p, internalError()
	}
	if !s.places.addresses.Take(address, s.opts.MaxPerIP) {
		s.release(p)
		return p, &denial{why: RefusedMaxPerIP, status: http.StatusServiceUnavailable, reason: "too many connections from your address"}
	}
	p.counted, p.address = true, address
	return p, nil
}

// acquireFor takes one of a principal's places.
func (s *Server) acquireFor(id string, p *place) *denial {
	if s.opts.MaxPerPrincipal <= 0 || id == "" {
		return nil
	}
	if !s.places.principals.Take(id, s.opts.MaxPerPrincipal) {
		return &denial{why: RefusedMaxPerPrincipal, status: http.StatusServiceUnavailable, code: CloseTooMany, reason: "you have too many connections"}
	}
	p.principal = id
	return nil
}

// release gives back what acquire and acquireFor took.
func (s *Server) release(p place) {
	if p.principal != "" {
		s.places.principals.Release(p.principal)
	}
	if p.counted {
		s.places.addresses.Release(p.address)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.active--
	s.settle()
}

// networkOf returns what counts as one client: an IPv4 address, or a /64 of
// IPv6, which is the least that somebody has. All clients without an address
// count as one.
func (o *Options) networkOf(r *http.Request) netip.Prefix {
	var ip netip.Addr
	if o.ClientIP != nil {
		ip = o.ClientIP(r)
	}
	if !ip.IsValid() {
		if addr, err := netip.ParseAddrPort(r.RemoteAddr); err == nil {
			ip = addr.Addr()
		} else if addr, err := netip.ParseAddr(r.RemoteAddr); err == nil { // middleware writes it so
			ip = addr
		}
	}
	ip = ip.Unmap().WithZone("")
	bits := 64
	if ip.Is4() {
		bits = 32
	}
	network, err := ip.Prefix(bits)
	if err != nil {
		return netip.Prefix{} // no address
	}
	return network
}
