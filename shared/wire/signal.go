package wire

import (
	"net/netip"
	"regexp"

	"homstyle.dev/planner/shared/room"
)

// MaxSignal is the maximum size of a signal command, in bytes (DC2).
const MaxSignal = 2 << 10

// Limits of the values in a signal.
const (
	maxCandidates = 8
	maxPriority   = 1<<31 - 1 // RFC 8445 §5.1.2
	maxPort       = 1<<16 - 1
)

var (
	ufrag       = regexp.MustCompile(`^[A-Za-z0-9+/]{4,256}$`)                             // RFC 8839 §5.4
	pwd         = regexp.MustCompile(`^[A-Za-z0-9+/]{22,256}$`)                            // RFC 8839 §5.4
	fingerprint = regexp.MustCompile(`^[0-9A-F]{2}(:[0-9A-F]{2}){31}$`)                    // RFC 8122 §5, of SHA-256
	foundation  = regexp.MustCompile(`^[A-Za-z0-9+/]{1,32}$`)                              // RFC 8839 §5.1
	mdnsName    = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.local$`) // of a browser
)

// signal is a SignalBody in a message. Its members are pointers, so that a missing member
// differs from 0 or "".
type signal struct {
	Kind        string       `json:"kind"`
	Session     *int64       `json:"session"`
	Ufrag       *string      `json:"ufrag,omitzero"`
	Pwd         *string      `json:"pwd,omitzero"`
	Fingerprint *string      `json:"fingerprint,omitzero"`
	Setup       *string      `json:"setup,omitzero"`
	Candidates  *[]candidate `json:"candidates,omitzero"`
}

type candidate struct {
	Foundation *string `json:"foundation"`
	Priority   *int64  `json:"priority"`
	Address    *string `json:"address"`
	Port       *int64  `json:"port"`
	Type       string  `json:"type"`
}

type (
	signalCommand struct {
		Action string  `json:"action"`
		Op     *int64  `json:"op"`
		To     *string `json:"to"`
		signal
	}
	signalEvent struct {
		Type string `json:"type"`
		Peer string `json:"peer"`
		signal
	}
)

// DecodeSignal decodes and validates the frame of a signal command. Its error is a *room.Error.
func DecodeSignal(frame []byte) (room.SignalCommand, error) {
	if len(frame) > MaxSignal {
		return room.SignalCommand{}, fieldError(room.TooLarge, "", "The signal is larger than 2 KB.")
	}
	m, err := decode[signalCommand](frame)
	if err != nil {
		return room.SignalCommand{}, err
	}
	var f validator
	c := room.SignalCommand{Op: f.op(m.Op), To: room.PeerID(f.match("to", m.To, peerID)), SignalBody: f.signal(m.signal)}
	return c, f.Err()
}

// EncodeSignal returns the frame of a signal command.
func EncodeSignal(c room.SignalCommand) []byte {
	return frame(signalCommand{"signal", new(int64(c.Op)), new(string(c.To)), fromSignal(c.SignalBody)})[0]
}

func decodeSignalEvent(frame []byte) (room.Event, error) {
	m, err := read[signalEvent](frame)
	if err != nil {
		return nil, err
	}
	var f validator
	e := room.Signal{Peer: room.PeerID(m.Peer), SignalBody: f.signal(m.signal)}
	if f.err != nil {
		return nil, f.err
	}
	return e, nil
}

func (f *validator) signal(m signal) room.SignalBody {
	f.oneOf("kind", m.Kind, string(room.SignalOffer), string(room.SignalAnswer), string(room.SignalBye))
	b := room.SignalBody{Kind: room.SignalKind(m.Kind), Session: f.integer("session", m.Session, 1, maxOp)}
	if b.Kind == room.SignalBye {
		f.without("A bye", []member{
			{"ufrag", m.Ufrag != nil},
			{"pwd", m.Pwd != nil},
			{"fingerprint", m.Fingerprint != nil},
			{"setup", m.Setup != nil},
			{"candidates", m.Candidates != nil},
		})
	} else {
		b.Transport = f.transport(b.Kind, m)
	}
	return b
}

func (f *validator) transport(kind room.SignalKind, m signal) *room.Transport {
	t := &room.Transport{
		Ufrag:       f.match("ufrag", m.Ufrag, ufrag),
		Pwd:         f.match("pwd", m.Pwd, pwd),
		Fingerprint: f.match("fingerprint", m.Fingerprint, fingerprint),
		Setup:       f.setup(kind, m.Setup),
	}
	if m.Candidates == nil {
		f.fail(room.BadField, "candidates", "candidates is missing.")
		return nil
	}
	f.count("candidates", len(*m.Candidates), 0, maxCandidates)
	if f.err != nil {
		return nil
	}
	for i, c := range *m.Candidates {
		t.Candidates = append(t.Candidates, f.candidate(at("candidates", i), c))
	}
	return t
}

// setup returns the DTLS role. An offer leaves it to the answer (RFC 8842 §5.2, RFC 8829 §5.2.1).
func (f *validator) setup(kind room.SignalKind, v *string) string {
	if v == nil {
		f.fail(room.BadField, "setup", "setup is missing.")
		return ""
	}
	if kind == room.SignalOffer {
		f.oneOf("setup", *v, "actpass")
	} else {
		f.oneOf("setup", *v, "active", "passive")
	}
	return *v
}

func (f *validator) candidate(field string, m candidate) room.Candidate {
	f.oneOf(field+".type", m.Type, room.CandidateHost, room.CandidateReflexive, room.CandidateRelay)
	return room.Candidate{
		Foundation: f.match(field+".foundation", m.Foundation, foundation),
		Priority:   f.integer(field+".priority", m.Priority, 1, maxPriority),
		Address:    f.address(field+".address", m.Address, m.Type),
		Port:       int(f.integer(field+".port", m.Port, 1, maxPort)),
		Type:       m.Type,
	}
}

// address returns an address that one host can have: no loopback, multicast, broadcast or
// unspecified address, no zone, and no IPv4 address in an IPv6 one. A name must be an mDNS
// name, and only a host candidate has one.
func (f *validator) address(field string, v *string, kind string) string {
	if v == nil {
		f.fail(room.BadField, field, field+" is missing.")
		return ""
	}
	if kind == room.CandidateHost && mdnsName.MatchString(*v) {
		return *v
	}
	a, err := netip.ParseAddr(*v)
	unicast := a.IsGlobalUnicast() || a.IsLinkLocalUnicast()
	if err != nil || !unicast || a.Zone() != "" || a.Is4In6() {
		f.fail(room.BadField, field, field+" must be the IPv4 or IPv6 address of a host, or <uuid>.local of a host candidate.")
	}
	return *v
}

func fromSignal(b room.SignalBody) signal {
	m := signal{Kind: string(b.Kind), Session: &b.Session}
	if t := b.Transport; t != nil {
		list := make([]candidate, len(t.Candidates))
		for n, c := range t.Candidates {
			list[n] = candidate{&c.Foundation, &c.Priority, &c.Address, new(int64(c.Port)), c.Type}
		}
		m.Ufrag, m.Pwd, m.Fingerprint, m.Setup, m.Candidates = &t.Ufrag, &t.Pwd, &t.Fingerprint, &t.Setup, &list
	}
	return m
}
