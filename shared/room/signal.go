package room

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
)

// MaxDirectPeers is the greatest number of peers that may edit in a room with direct
// channels: each opens a channel to each other one (DC4).
const MaxDirectPeers = 6

// DirectMode says whether peers may open direct channels, and through which networks (DC5).
type DirectMode string

// The modes. The zero value is DirectOff.
const (
	DirectOff DirectMode = ""    // no direct channels
	DirectLAN DirectMode = "lan" // within one local network: no address leaves it
	DirectOn  DirectMode = "on"  // also over the internet
)

// DirectChannels is the shop's setting for direct channels.
type DirectChannels struct {
	Mode       DirectMode
	ICEServers []string // URLs of STUN servers, for DirectOn alone
}

// SignalKind is what a signal does.
type SignalKind string

// The kinds of signals.
const (
	SignalOffer  SignalKind = "offer"  // asks to open a channel
	SignalAnswer SignalKind = "answer" // accepts an offer
	SignalBye    SignalKind = "bye"    // refuses an offer, or closes a channel
)

// SignalCommand asks the server to send a signal to the peer To alone.
type SignalCommand struct {
	Op Op
	To PeerID
	SignalBody
}

// Signal is the event of a SignalCommand. Peer is its sender.
type Signal struct {
	Peer PeerID
	SignalBody
}

func (Signal) event() {}

// SignalBody is what a signal says.
type SignalBody struct {
	Kind SignalKind
	// Session names one attempt to open a channel, among those of the same two peers. The
	// sender of the offer chooses it; an answer or bye repeats it.
	Session   int64
	Transport *Transport // of the sender's end; nil for a bye
}

// Transport has the fields of an SDP that differ from one data channel to another. The
// receiver builds an SDP from them (DC2).
type Transport struct {
	Ufrag       string // ICE user name fragment, RFC 8839 §5.4
	Pwd         string // ICE password, RFC 8839 §5.4
	Fingerprint string // SHA-256 of the DTLS certificate, RFC 8122 §5: AB:CD:…
	Setup       string // DTLS role, RFC 8842: actpass in an offer, active or passive in an answer
	Candidates  []Candidate
}

// Candidate is an ICE candidate of component 1 over UDP (RFC 8839 §5.1). It has no related
// address, which the other peer does not need.
type Candidate struct {
	Foundation string
	Priority   int64
	Address    string // IPv4, IPv6 or the mDNS name of a host candidate: <uuid>.local
	Port       int
	Type       string // CandidateHost, CandidateReflexive or CandidateRelay
}

// The types of candidates.
const (
	CandidateHost      = "host"
	CandidateReflexive = "srflx" // as a STUN server sees it
	CandidateRelay     = "relay"
)

// isLocal reports whether only the peer's local network can use the candidate: it is a host
// candidate with an mDNS name, or with an address that is not routed elsewhere.
func (c Candidate) isLocal() bool {
	if c.Type != CandidateHost {
		return false
	}
	a, err := netip.ParseAddr(c.Address)
	return err != nil || a.IsPrivate() || a.IsLinkLocalUnicast()
}

// Signal sends a signal to one peer. Both peers must be present and may edit. It reads the
// list of peers from memory. A list that is a few seconds old may lack a peer that has just
// joined or name a connection that is gone, so a refusal is checked with a list that is read
// now.
func (s *Service) Signal(ctx context.Context, a Actor, c SignalCommand) error {
	if err := s.checkSignal(a, c); err != nil {
		return err
	}
	err := s.signal(ctx, a, c, s.PeerSender.Present(ctx, a.Room, false))
	if err == nil || errors.Is(err, ErrRateLimited) {
		return err
	}
	err = s.signal(ctx, a, c, s.PeerSender.Present(ctx, a.Room, true))
	if errors.Is(err, ErrNoConnection) {
		return errNoRecipient
	}
	return err
}

// checkSignal checks what does not depend on the other peers.
func (s *Service) checkSignal(a Actor, c SignalCommand) error {
	switch {
	case s.Direct.Mode == DirectOff:
		return errDirectOff
	case !a.Role.MayEdit():
		return errDirectViewer
	case c.To == a.Peer:
		return &Error{Code: BadField, Field: "to", Message: "A signal must be to another peer."}
	case s.Direct.Mode == DirectOn || c.Transport == nil:
		return nil
	}
	for i, candidate := range c.Transport.Candidates {
		if !candidate.isLocal() {
			return notLocalError(i)
		}
	}
	return nil
}

func (s *Service) signal(ctx context.Context, a Actor, c SignalCommand, present []Peer) error {
	to, err := recipient(present, a, c)
	if err != nil {
		return err
	}
	return s.PeerSender.SendTo(ctx, a.Room, to, Signal{Peer: a.Peer, SignalBody: c.SignalBody})
}

// recipient returns the peer that the signal is to. A bye is accepted in a room with too many
// peers for channels, because it closes one.
func recipient(present []Peer, a Actor, c SignalCommand) (to Peer, err error) {
	editors, sender := 0, false
	for _, p := range present {
		if p.Role.MayEdit() {
			editors++
		}
		if p.ID == c.To {
			to = p
		}
		sender = sender || p.ID == a.Peer && p.Connection == a.Connection
	}
	switch {
	case !sender:
		return to, errNotPresent
	case to.ID == "":
		return to, errNoRecipient
	case !to.Role.MayEdit():
		return to, errRecipientViewer
	case editors > MaxDirectPeers && c.Kind != SignalBye:
		return to, errTooManyDirect
	}
	return to, nil
}

// Refusals of signals.
var (
	errDirectOff       = &Error{Code: Forbidden, Message: "Direct channels are off in this shop."}
	errDirectViewer    = &Error{Code: Forbidden, Message: "Only peers that may edit have direct channels."}
	errRecipientViewer = &Error{Code: Forbidden, Field: "to", Message: "The peer may only look, and has no direct channels."}
	errNotPresent      = &Error{Code: NotFound, Message: "You are not in the room on this connection: send a sync first."}
	errNoRecipient     = &Error{Code: NotFound, Field: "to", Message: "There is no such peer in the room."}
	errTooManyDirect   = &Error{
		Code:    Full,
		Message: fmt.Sprintf("A room with direct channels has at most %d peers that may edit.", MaxDirectPeers),
	}
)

func notLocalError(i int) *Error {
	return &Error{
		Code: BadField, Field: fmt.Sprintf("candidates[%d]", i),
		Message: "Direct channels are for one local network: a candidate must be of type host, with a private address or a name.",
	}
}
