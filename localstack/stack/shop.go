package stack

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// shopHandlers adds the demo shop's back end (docs/embed.md) to the mux. It does not authenticate
// users, so it serves only requests from this machine.
func (s *Stack) shopHandlers(mux *http.ServeMux) {
	for path, handler := range map[string]http.HandlerFunc{
		"/token": s.serveToken, "/invite": s.serveInvite, copyPath: s.serveCopy,
	} {
		mux.Handle("POST "+path, local(handler))
		// The preflight request of a shop under development on another port of this machine.
		mux.Handle("OPTIONS "+path, local(http.HandlerFunc(preflight)))
	}
}

// copyPath is the path at which the demo shop copies rooms.
const copyPath = "/copy"

func preflight(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Access-Control-Allow-Headers", "content-type")
	w.Header().Set("Access-Control-Allow-Methods", "POST")
	w.WriteHeader(http.StatusNoContent)
}

// tokenRequest is the planner's request for a token. A real shop sets the role; here the caller sets
// it, in the body or, as the page does, in the query.
type tokenRequest struct {
	Room       string `json:"room"`
	Name       string `json:"name"`
	Sub        string `json:"sub"`    // the browser's random id
	Role       string `json:"role"`   // viewer, editor (the default) or owner
	Invite     string `json:"invite"` // if set, it decides the role
	TTLSeconds int    `json:"ttlSeconds"`
}

func (s *Stack) serveToken(w http.ResponseWriter, r *http.Request) {
	in := tokenRequest{TTLSeconds: 3600, Role: r.URL.Query().Get("role")}
	err := readBody(w, r, &in)
	if err == nil && (in.TTLSeconds < 1 || in.TTLSeconds > 86400) {
		err = errors.New("ttlSeconds must be 1 to 86400")
	}
	if in.Role == "" {
		in.Role = string(room.Editor)
	}
	var token string
	switch {
	case err != nil:
	case in.Invite != "":
		token, err = s.exchange(r.Context(), in)
	default:
		var sub string
		if sub, err = visitor(in.Sub); err == nil {
			token, err = s.Mint(in.Room, sub, in.Name, in.Role, time.Duration(in.TTLSeconds)*time.Second)
		}
	}
	answer(w, "token", token, err)
}

// visitor returns the sub of an unknown visitor: a hash of the random id that the browser keeps to
// itself. The id is not signed as it is, since a browser could send the sub of another person, which
// the room's history shows.
func visitor(id string) (string, error) {
	if id == "" || !auth.IsID(id) {
		return "", errors.New("sub must be 1 to 128 characters")
	}
	sum := sha256.Sum256([]byte(id))
	return "visitor-" + hex.EncodeToString(sum[:16]), nil
}

// exchange gets a token for an invitation from the HTTP API, which checks the revocations. It does not
// send the sub of the request, since a browser could send the sub of another person.
func (s *Stack) exchange(ctx context.Context, in tokenRequest) (string, error) {
	id, err := wire.RoomID(in.Room)
	if err != nil {
		return "", err
	}
	var out struct{ Token string }
	body := map[string]any{"name": in.Name, "invite": in.Invite, "lifetimeSeconds": in.TTLSeconds}
	err = s.post(ctx, "/rooms/"+string(id)+"/tokens", "", body, &out)
	return out.Token, err
}

// inviteRequest is the planner's request for an invitation.
type inviteRequest struct {
	Token string `json:"token"` // of the person who invites
	Role  string `json:"role"`
}

func (s *Stack) serveInvite(w http.ResponseWriter, r *http.Request) {
	var in inviteRequest
	err := readBody(w, r, &in)
	var code string
	if err == nil {
		code, err = s.invite(r.Context(), in)
	}
	answer(w, "invite", code, err)
}

// invite gets an invitation from the HTTP API, with the token of the person who invites.
func (s *Stack) invite(ctx context.Context, in inviteRequest) (string, error) {
	inviter, err := auth.Verify(in.Token, s.key, time.Now())
	if err != nil {
		return "", &refusal{http.StatusUnauthorized, "the token is not valid or has expired"}
	}
	var out struct{ Invite string }
	err = s.post(ctx, "/rooms/"+string(inviter.Room)+"/invitations", in.Token, map[string]string{"role": in.Role}, &out)
	return out.Invite, err
}

// copyRequest is the planner's request to copy a state of the room into a new one.
type copyRequest struct {
	Token  string `json:"token"` // of the person who copies
	At     int64  `json:"at"`    // Unix milliseconds
	Digest uint32 `json:"digest"`
}

func (s *Stack) serveCopy(w http.ResponseWriter, r *http.Request) {
	var in copyRequest
	err := readBody(w, r, &in)
	var id string
	if err == nil {
		id, err = s.copyRoom(r.Context(), in)
	}
	answer(w, "room", id, err)
}

// copyRoom has the HTTP API make the copy. It asks with the person's token whether that is still
// accepted, since a revocation is not in the token.
func (s *Stack) copyRoom(ctx context.Context, in copyRequest) (string, error) {
	person, err := auth.Verify(in.Token, s.key, time.Now())
	if err != nil {
		return "", &refusal{http.StatusUnauthorized, "the token is not valid or has expired"}
	}
	path := "/rooms/" + string(person.Room)
	if err := s.fetch(ctx, http.MethodGet, path+"/people", in.Token, nil, nil); err != nil {
		return "", err
	}
	var out struct{ Room string }
	err = s.post(ctx, "/rooms", "", map[string]any{
		"room": "copy-" + strings.ToLower(rand.Text()),
		"from": map[string]any{"room": person.Room, "at": in.At, "digest": in.Digest},
	}, &out)
	return out.Room, err
}

// refusal is an error with an HTTP status other than 400.
type refusal struct {
	status  int
	message string
}

func (r *refusal) Error() string { return r.message }

// answer writes the value as a JSON field, or the error with its status.
func answer(w http.ResponseWriter, field, value string, err error) {
	status := http.StatusBadRequest
	if refused := (*refusal)(nil); errors.As(err, &refused) {
		status = refused.status
	}
	if err != nil {
		reply(w, status, map[string]string{"message": err.Error()})
		return
	}
	reply(w, http.StatusOK, map[string]string{field: value})
}

// readBody decodes the JSON body. It returns an error for unknown fields.
func readBody(w http.ResponseWriter, r *http.Request, into any) error {
	body := json.NewDecoder(http.MaxBytesReader(w, r.Body, 16<<10))
	body.DisallowUnknownFields()
	return body.Decode(into)
}

// reply writes a JSON response that must not be cached.
func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
