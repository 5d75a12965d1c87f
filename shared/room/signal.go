package room

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
